import type { VisitStep } from '../../pipeline/visit/actions.ts';
import { stepVisit } from '../../pipeline/visit/desk.ts';
import { openRecording } from '../../pipeline/visit/state.ts';
import { IdParams } from '../schemas/page.ts';
import { Abort, CurrentTest, Finish, NewAdverseEvent, Preparation, SafetyAnswers, SafetyDecision, Skip, VisitView } from '../schemas/visits.ts';
import type { Routes } from './define.ts';
import { checkSensors } from './live.ts';
import { newId, signature } from './signature.ts';
import { visitView } from './visitView.ts';

/** Steps of a visit that need nothing but the visit. Each answers with the visit as it is then. */
export const visitStepRoutes: Routes = (app, { records, radio, now }) => {
  const about = { params: IdParams, tags: ['visits'], response: { 200: VisitView } };
  const config = { permission: 'records.write' } as const;
  const take = (request: Parameters<typeof signature>[0] & { readonly params: { readonly id: string } }, step: VisitStep): VisitView => {
    const visit = stepVisit(records, request.params.id, { ...step, ...signature(request, now) });
    return visitView(records, visit);
  };

  app.post('/visits/:id/safety-check', { config, schema: { ...about, summary: 'Answer the safety check; a "yes" awaits the decision of the therapist', body: SafetyAnswers } }, async (request) =>
    take(request, { do: 'answerSafety', answers: request.body.answers }));

  app.post('/visits/:id/decision', { config, schema: { ...about, summary: 'Go on in spite of a warning, or end the visit: recorded with its reason', body: SafetyDecision } }, async (request) =>
    take(request, { do: 'decide', ...request.body }));

  app.put('/visits/:id/preparation', { config, schema: { ...about, summary: 'Which sensors are worn, and what holds for every test', body: Preparation } }, async (request) => {
    checkSensors(request.body.sensors ?? []);
    return take(request, { do: 'prepare', ...request.body });
  });

  app.put('/visits/:id/current', { config, schema: { ...about, summary: 'Turn to another test', body: CurrentTest } }, async (request) =>
    take(request, { do: 'goTo', ...request.body }));

  app.post('/visits/:id/skips', { config, schema: { ...about, summary: 'Leave a test out, with the reason', body: Skip } }, async (request) =>
    take(request, { do: 'skip', ...request.body }));

  app.post('/visits/:id/adverse-events', { config, schema: { ...about, summary: 'Note an adverse event: what, when, and what was done; also after the visit', body: NewAdverseEvent } }, async (request) =>
    take(request, { do: 'noteAdverseEvent', id: newId(), happenedAt: now().toISOString(), ...request.body }));

  app.post('/visits/:id/abort', { config, schema: { ...about, summary: 'End the visit at once; what has been recorded is kept', body: Abort } }, async (request) => {
    const visit = take(request, { do: 'abort', ...request.body });
    const attempt = openRecording(visit);
    // Not waited for: sealing and analysing go on, the person is looked after.
    if (attempt && radio?.feed.session().attemptId === attempt.id) {
      radio.live.stop().catch((error: unknown) => request.log.warn({ err: error }, 'the recording of an aborted visit was over already'));
    }
    return visit;
  });

  app.post('/visits/:id/finish', { config, schema: { ...about, summary: 'Finish the visit; tests nobody has come to are left out', body: Finish } }, async (request) => take(request, { do: 'finish' }));
};
