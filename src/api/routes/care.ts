import { AppError } from '../../model/index.ts';
import { AuditPage, AuditQuery, Erased, ErasureRequest, PatientExport } from '../schemas/audit.ts';
import { IdParams } from '../schemas/page.ts';
import { signedIn } from './define.ts';
import type { PatientCare, Routes } from './define.ts';
import { knownPatient } from './patients.ts';

const PAGE = 50;

/** What only an administrator does: the audit, and handing out or erasing all of one person's data. */
export const careRoutes: Routes = (app, { records, keeping, care }) => {
  app.get(
    '/audit',
    {
      config: { permission: 'records.manage' },
      schema: { summary: 'Who did what with whose data, newest first', tags: ['audit'], querystring: AuditQuery, response: { 200: AuditPage } },
    },
    async ({ query: { patient, limit = PAGE, cursor } }) => {
      const page = keeping.audit({ limit, cursor, subject: patient });
      return { ...page, items: [...page.items] };
    },
  );

  app.get(
    '/patients/:id/export',
    {
      config: { permission: 'records.manage', audit: { action: 'patient.export', of: 'patient' } },
      schema: { summary: 'All data of a patient but the recordings; those come with "surefoot patient export"', tags: ['patients'], params: IdParams, response: { 200: PatientExport } },
    },
    async ({ params }) => {
      const { patient, assessments, visits, analyses, series, audit } = await known(care).exported(knownPatient(records, params.id).id);
      return { patient, assessments: [...assessments], visits: [...visits], analyses: [...analyses], series: [...series], audit: [...audit] };
    },
  );

  app.post(
    '/patients/:id/erasure',
    {
      config: { permission: 'records.manage' },
      schema: { summary: 'Erase a patient for good: records, series, recordings; the audit keeps that it was done', tags: ['patients'], params: IdParams, body: ErasureRequest, response: { 200: Erased } },
    },
    async (request) => {
      const { id } = knownPatient(records, request.params.id);
      if (request.body.confirm !== id) throw new AppError('BAD_INPUT', 'confirm: say the id of the patient again; nothing was erased', { field: 'confirm' });
      await known(care).erase(id, signedIn(request).user.id);
      return { erased: id };
    },
  );
};

function known(care: PatientCare | null): PatientCare {
  if (!care) throw new AppError('STORE_UNAVAILABLE', 'This server cannot export or erase: use the command line, "surefoot patient"');
  return care;
}
