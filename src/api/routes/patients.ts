import { randomUUID } from 'node:crypto';
import { AppError } from '../../model/index.ts';
import type { Patient, RecordStore } from '../../model/index.ts';
import { AssessmentPage } from '../schemas/assessments.ts';
import { IdParams, PageQuery } from '../schemas/page.ts';
import { NewPatient, PatientChange, PatientPage, PatientView } from '../schemas/patients.ts';
import { assessmentSummary } from './assessmentView.ts';
import type { Routes } from './define.ts';

const PAGE = 50;

export const patientRoutes: Routes = (app, { records, now }) => {
  app.get(
    '/patients',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Patients by name', tags: ['patients'], querystring: PageQuery, response: { 200: PatientPage } },
    },
    async ({ query }) => {
      const page = records.patients({ ...query, limit: query.limit ?? PAGE });
      return { ...page, items: [...page.items] };
    },
  );

  app.post(
    '/patients',
    {
      config: { permission: 'records.write', audit: { action: 'patient.add', of: 'made' } },
      schema: { summary: 'Add a patient', tags: ['patients'], body: NewPatient, response: { 201: PatientView } },
    },
    async (request, reply) => {
      const patient: Patient = { ...request.body, id: randomUUID(), createdAt: now().toISOString() };
      keep(records, patient);
      return reply.code(201).header('location', `/api/v1/patients/${patient.id}`).send(patient);
    },
  );

  app.get(
    '/patients/:id',
    {
      config: { permission: 'records.read', audit: { action: 'patient.read', of: 'patient' } },
      schema: { summary: 'One patient', tags: ['patients'], params: IdParams, response: { 200: PatientView } },
    },
    async ({ params }) => knownPatient(records, params.id),
  );

  app.patch(
    '/patients/:id',
    {
      config: { permission: 'records.write', audit: { action: 'patient.change', of: 'patient' } },
      schema: { summary: 'Correct a patient; null makes a field unknown', tags: ['patients'], params: IdParams, body: PatientChange, response: { 200: PatientView } },
    },
    async ({ params, body }) =>
      records.transaction(() => {
        const merged = { ...knownPatient(records, params.id), ...body };
        const changed = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as unknown as Patient;
        keep(records, changed);
        return changed;
      }),
  );

  app.get(
    '/patients/:id/assessments',
    {
      config: { permission: 'records.read' },
      schema: { summary: "A patient's assessments, newest first", tags: ['patients'], params: IdParams, querystring: PageQuery, response: { 200: AssessmentPage } },
    },
    async ({ params, query }) => {
      const { items, ...rest } = records.assessmentsOf(knownPatient(records, params.id).id, { ...query, limit: query.limit ?? PAGE });
      return { ...rest, items: items.map(assessmentSummary) };
    },
  );
};

/** @throws AppError NOT_FOUND */
export function knownPatient(records: RecordStore, id: string): Patient {
  const patient = records.patient(id);
  if (!patient) throw new AppError('NOT_FOUND', 'There is no such patient');
  return patient;
}

function keep(records: RecordStore, patient: Patient): void {
  records.transaction(() => {
    const other = patient.externalId === undefined ? null : records.patientByExternalId(patient.externalId);
    if (other && other.id !== patient.id) {
      throw new AppError('CONFLICT', 'externalId: another patient has this number; open that patient or correct the number', { field: 'externalId' });
    }
    records.putPatient(patient);
  });
}
