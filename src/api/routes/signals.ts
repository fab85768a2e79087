import { AppError } from '../../model/index.ts';
import type { SignalTraces as Traces } from '../../model/index.ts';
import { TrialParams } from '../schemas/assessments.ts';
import { SignalTraces, SignalsQuery } from '../schemas/signals.ts';
import { knownAssessment } from './assessmentView.ts';
import type { Routes } from './define.ts';

export const signalRoutes: Routes = (app, { records }) => {
  app.get(
    '/assessments/:id/trials/:trialId/signals',
    {
      config: { permission: 'records.read' },
      schema: {
        summary: 'Body-frame signals of one trial, to look at',
        tags: ['assessments'],
        params: TrialParams,
        querystring: SignalsQuery,
        response: { 200: SignalTraces },
      },
    },
    async ({ params, query: { fromS, toS } }, reply) => {
      const trial = knownAssessment(records, params.id).trials.find(({ id }) => id === params.trialId);
      if (!trial) throw new AppError('NOT_FOUND', 'There is no such trial in this assessment');
      const json = trial.analysisKey === undefined ? null : await records.tracesJson(trial.analysisKey);
      if (json === null) throw new AppError('NOT_FOUND', 'This trial has no signals: no sensor was worn, or it could not be aligned to the body');
      // All of it goes out as it is kept: to read and write an hour's numbers again would hold everybody up.
      if (fromS === undefined && toS === undefined) return reply.type('application/json; charset=utf-8').send(json as unknown as Traces);
      const [from, to] = [fromS ?? 0, toS ?? Infinity];
      if (from >= to) throw new AppError('BAD_INPUT', 'toS must be after fromS', { field: 'toS' });
      return cut(JSON.parse(json) as Traces, from, to);
    },
  );
};

/** Samples with fromS <= time < toS. A range beside the recording gives empty columns. */
export function cut(traces: Traces, fromS: number, toS: number): Traces {
  const { sampleRateHz, startS, acc, yaw } = traces;
  const length = acc.v.length;
  const index = (timeS: number): number => Math.min(length, Math.max(0, Math.ceil((timeS - startS) * sampleRateHz - 1e-6)));
  const [from, to] = [index(fromS), index(toS)];
  return {
    ...traces,
    startS: startS + from / sampleRateHz,
    acc: { ap: acc.ap.slice(from, to), v: acc.v.slice(from, to), ml: acc.ml.slice(from, to) },
    yaw: yaw && yaw.slice(from, to),
  };
}
