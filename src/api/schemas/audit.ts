import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled } from './modelled.ts';
import { Id, pageOf, PageQuery, Time } from './page.ts';

export const AuditEntry = modelled<model.AuditEntry>()(
  Type.Object({
    position: Type.Integer({ description: '1, 2, 3, ...: a number that is missing was taken out' }),
    at: Time(),
    actor: Type.String({ description: 'Id of the user, or the program' }),
    action: Type.String(),
    subject: Id({ description: 'Id of the patient' }),
    sha256: Type.String({ description: 'Over the entry before and this one' }),
  }),
);
export type AuditEntry = Static<typeof AuditEntry>;

export const AuditPage = pageOf(AuditEntry);
export type AuditPage = Static<typeof AuditPage>;

export const AuditQuery = Type.Object({ ...PageQuery.properties, patient: Type.Optional(Id({ description: 'Only of this patient' })) }, { additionalProperties: false });
export type AuditQuery = Static<typeof AuditQuery>;

/** The id again: nobody is erased by a wrong click. */
export const ErasureRequest = Type.Object({ confirm: Type.String({ minLength: 1, maxLength: 128, description: 'The id of the patient again' }) }, { additionalProperties: false });
export type ErasureRequest = Static<typeof ErasureRequest>;

/** Nobody is there under this id any more. */
export const Erased = Type.Object({ erased: Id() });
export type Erased = Static<typeof Erased>;

/** Everything the clinic has of one person but the recordings themselves, as the stores keep it. */
export const PatientExport = Type.Object({
  patient: Type.Unknown(),
  assessments: Type.Array(Type.Unknown()),
  visits: Type.Array(Type.Unknown()),
  analyses: Type.Array(Type.Unknown()),
  series: Type.Array(Type.Unknown()),
  audit: Type.Array(Type.Unknown()),
});
export type PatientExport = Static<typeof PatientExport>;
