import { AppError } from '../../model/index.ts';
import type { Answers, RecordStore, Visit } from '../../model/index.ts';
import type { Settle, SignedStep } from '../../pipeline/visit/actions.ts';
import { knownVisit, stepVisit, tellVisit } from '../../pipeline/visit/desk.ts';
import { endsLadder } from '../../pipeline/visit/ladder.ts';
import { keepPoints } from '../../pipeline/visit/points.ts';
import { protocols, type Protocol } from '../../protocols/index.ts';
import { checkedAnswers } from './checkedAnswers.ts';
import { IdParams } from '../schemas/page.ts';
import { NewRecording, Repeat, TestResult, VisitView } from '../schemas/visits.ts';
import { knownAssessment } from './assessmentView.ts';
import type { Routes } from './define.ts';
import { radioOf } from './radioOf.ts';
import { newId, signature } from './signature.ts';
import { visitView } from './visitView.ts';

/** A test of a visit: recorded, accepted or repeated. */
export const visitTestRoutes: Routes = (app, context) => {
  const { records, metrics, now } = context;
  const config = { permission: 'records.write' } as const;
  /** A step after which other attempts count: the series change with it, or neither does. */
  const stepWithPoints = (id: string, step: SignedStep): Visit => records.transaction(() => {
    const visit = stepVisit(records, id, step);
    if (step.do === 'settle' && step.outcome === 'done') keepPoints({ records, metrics }, visit, step.attemptId);
    metrics.forgetUncounted(visit.patientId);
    return visit;
  });

  app.post(
    '/visits/:id/recordings',
    {
      config,
      schema: { summary: 'Record the test that is shown, with the sensors that are worn', tags: ['visits'], params: IdParams, body: NewRecording, response: { 201: VisitView } },
    },
    async (request, reply) => {
      const { feed } = radioOf(context);
      const { test, circumstances = {} } = request.body;
      const attemptId = newId();
      // Kept before anything is recorded, so that no recording can come that its visit does not know.
      const visit = stepVisit(records, request.params.id, { do: 'begin', test, attemptId, circumstances, ...signature(request, now) });
      const { protocol, durationS } = visit.tests[test];
      try {
        await feed.start({ sensors: visit.sensors, patientId: visit.patientId, protocol, visit: { visitId: visit.id, attemptId }, endsBy: { durationS } });
      } catch (error) {
        tellVisit(records, visit.id, { news: 'notBegun', attemptId });
        throw error;
      }
      return reply.code(201).header('location', '/api/v1/live/session').send(visitView(records, knownVisit(records, visit.id)));
    },
  );

  app.post(
    '/visits/:id/results',
    {
      config,
      schema: { summary: 'How a test ended: accept what was recorded, enter what was measured, or say why it was not done', tags: ['visits'], params: IdParams, body: TestResult, response: { 200: VisitView } },
    },
    async (request) => {
      const { test, attemptId, outcome, circumstances = {}, entered = {}, note = null } = request.body;
      const before = knownVisit(records, request.params.id);
      const checked = checkEntered(before, test, { ...(outcome === 'unable' ? scoreOfUnable(before, test) : {}), ...entered });
      const step: Settle & ReturnType<typeof signature> = {
        do: 'settle', test, attemptId: attemptId ?? newId(), isNew: attemptId === undefined, outcome, circumstances,
        entered: checked, note, endsLadder: doneEndsLadder(records, before, { test, attemptId, entered: checked }), ...signature(request, now),
      };
      checkedAnswers({ ...knownAssessment(records, before.assessmentId).answers, ...step.entered }, 'entered');
      return visitView(records, stepWithPoints(before.id, step));
    },
  );

  app.post(
    '/visits/:id/repeats',
    {
      config,
      schema: { summary: 'Set an attempt aside: it is kept, and does not count', tags: ['visits'], params: IdParams, body: Repeat, response: { 200: VisitView } },
    },
    async (request) => {
      const { test, attemptId, note = null } = request.body;
      return visitView(records, stepWithPoints(request.params.id, { do: 'setAside', test, attemptId, note, ...signature(request, now) }));
    },
  );
};

/** Only what the test itself names: anything else belongs into the form of the assessment. @throws AppError BAD_INPUT */
function checkEntered({ tests }: Visit, test: number, entered: Readonly<Record<string, unknown>>): Answers {
  const protocol: Protocol | undefined = protocols.find(({ id }) => id === tests[test]?.protocol);
  const wanted: readonly string[] = protocol?.answers ?? [];
  const strange = Object.keys(entered).find((id) => !wanted.includes(id));
  if (strange === undefined) return checkedAnswers(entered, 'entered');
  throw new AppError('BAD_INPUT', wanted.length === 0 ? 'entered: nothing can be entered for this test' : `entered: this test takes ${wanted.join(', ')}`, { field: 'entered' });
}

function scoreOfUnable({ tests }: Visit, test: number): Answers {
  const protocol: Protocol | undefined = protocols.find(({ id }) => id === tests[test]?.protocol);
  return (protocol?.unable ?? {});
}

function doneEndsLadder(records: RecordStore, { tests }: Visit, { test, attemptId, entered }: { readonly test: number; readonly attemptId?: string; readonly entered: Answers }): boolean {
  const shown = tests[test] as Visit['tests'][number] | undefined;
  const key = shown?.attempts.find(({ id }) => id === attemptId)?.recording?.analysisKey ?? null;
  return shown !== undefined && endsLadder(shown, entered, key === null ? null : records.analysis(key)?.document ?? null);
}
