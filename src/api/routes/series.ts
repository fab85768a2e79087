import { metrics } from '../../metrics/index.ts';
import { AppError } from '../../model/index.ts';
import type { Assessment, MetricPoint } from '../../model/index.ts';
import { IdParams } from '../schemas/page.ts';
import { Series, SeriesQuery } from '../schemas/series.ts';
import type { Routes } from './define.ts';
import { knownPatient } from './patients.ts';

export const seriesRoutes: Routes = (app, { records, metrics: store }) => {
  app.get(
    '/patients/:id/series',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'One metric of a patient over time', tags: ['patients'], params: IdParams, querystring: SeriesQuery, response: { 200: Series } },
    },
    async ({ params, query }) => {
      const patient = knownPatient(records, params.id);
      const metric = metrics.find(({ id }) => id === query.metric);
      if (!metric) throw new AppError('BAD_INPUT', 'metric: there is no such metric; GET /api/v1/metrics lists them', { field: 'metric' });
      const asked = {
        patientId: patient.id,
        metric: metric.id,
        ...(query.from === undefined ? {} : { fromMs: Date.parse(query.from) }),
        ...(query.to === undefined ? {} : { toMs: Date.parse(query.to) }),
      };
      const about = { metric: metric.id, unit: metric.unit };
      if (query.by === 'day') return { ...about, points: [], days: [...(await store.daily(asked))] };
      const points = await store.series(asked);
      const visits = new Map<string, Assessment | null>();
      const protocolOf = (assessmentId: string, trialId: string) => {
        if (!visits.has(assessmentId)) visits.set(assessmentId, records.assessment(assessmentId));
        const protocol = visits.get(assessmentId)?.trials.find(({ id }) => id === trialId)?.protocol;
        return protocol === undefined ? {} : { protocol };
      };
      return {
        ...about,
        points: newestOfTrial(points).map(({ timeMs, value, assessmentId, trialId, algorithm }) => ({ time: new Date(timeMs).toISOString(), value, assessmentId, trialId, algorithm, ...protocolOf(assessmentId, trialId) })),
      };
    },
  );
};

/** A trial that was analysed again has a value of each version of the algorithm: the newest is shown, the others stay in the store. */
function newestOfTrial(points: readonly MetricPoint[]): readonly MetricPoint[] {
  const newest = new Map<string, string>();
  for (const { trialId, algorithm } of points) {
    const known = newest.get(trialId);
    if (known === undefined || known.localeCompare(algorithm, 'en', { numeric: true }) < 0) newest.set(trialId, algorithm);
  }
  return points.filter(({ trialId, algorithm }) => newest.get(trialId) === algorithm);
}
