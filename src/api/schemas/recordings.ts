import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled } from './modelled.ts';
import { Id } from './page.ts';

const file = { role: Type.String(), sha256: Type.String(), bytes: Type.Integer() };

/** What is archived of one recording. The same bytes have the same id. */
export const RecordingView = modelled<model.ArchivedRecording>()(
  Type.Object({
    id: Id(),
    format: Type.String(),
    files: Type.Array(Type.Object(file)),
    sealed: Type.Optional(Type.Object({ ...file, standsFor: Type.String() }, { description: 'Stands for one of the files, which can be made again from it' })),
  }),
);
export type RecordingView = Static<typeof RecordingView>;
