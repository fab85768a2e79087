import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled } from './modelled.ts';
import { Id } from './page.ts';

/** What is archived of one recording. The same bytes have the same id. */
export const RecordingView = modelled<model.ArchivedRecording>()(
  Type.Object({
    id: Id(),
    format: Type.String(),
    files: Type.Array(Type.Object({ role: Type.String(), sha256: Type.String(), bytes: Type.Integer() })),
  }),
);
export type RecordingView = Static<typeof RecordingView>;
