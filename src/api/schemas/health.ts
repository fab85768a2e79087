import { Type } from 'typebox';
import type { Static } from 'typebox';
import { oneOf } from './modelled.ts';

/** `demo`: made-up patients, the dashboard says so in a banner. */
export const Mode = oneOf(['clinic', 'demo']);
export type Mode = Static<typeof Mode>;

export const Health = Type.Object({
  ok: Type.Boolean({ description: 'False when a store does not answer' }),
  software: Type.String({ description: 'surefoot@version' }),
  mode: Mode,
  stores: Type.Object({
    records: Type.Object({ ok: Type.Boolean(), detail: Type.String() }),
    metrics: Type.Object({ ok: Type.Boolean(), detail: Type.String() }),
  }),
});
export type Health = Static<typeof Health>;
