import { beginVisit, knownVisit } from '../../pipeline/visit/desk.ts';
import { IdParams } from '../schemas/page.ts';
import { NewVisit, VisitList, VisitQuery, VisitView } from '../schemas/visits.ts';
import type { Routes } from './define.ts';
import { newId, signature } from './signature.ts';
import { visitView } from './visitView.ts';

/** Guided visits: one person, one battery of tests, one assessment. */
export const visitRoutes: Routes = (app, { records, now }) => {
  app.get(
    '/visits',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Visits that are open, newest first', tags: ['visits'], querystring: VisitQuery, response: { 200: VisitList } },
    },
    async ({ query }) => ({
      items: records.openVisits()
        .filter(({ state, patientId }) => state !== 'finished' && state !== 'aborted' && (query.patientId === undefined || query.patientId === patientId))
        .map((visit) => visitView(records, visit)),
    }),
  );

  app.post(
    '/visits',
    {
      config: { permission: 'records.write' },
      schema: { summary: 'Begin a visit, and its assessment; the safety check comes next', tags: ['visits'], body: NewVisit, response: { 201: VisitView } },
    },
    async (request, reply) => {
      const visit = beginVisit(records, { ...request.body, ...signature(request, now), id: newId() });
      return reply.code(201).header('location', `/api/v1/visits/${visit.id}`).send(visitView(records, visit));
    },
  );

  app.get(
    '/visits/:id',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'One visit with its tests', tags: ['visits'], params: IdParams, response: { 200: VisitView } },
    },
    async ({ params }) => visitView(records, knownVisit(records, params.id)),
  );
};
