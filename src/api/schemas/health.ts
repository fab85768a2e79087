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
  series: Type.Object(
    {
      home: oneOf(['embedded', 'influxdb']),
      ok: Type.Boolean({ description: 'False while nothing can be copied to InfluxDB; results are kept and wait' }),
      waiting: Type.Integer({ minimum: 0, description: 'Results that InfluxDB does not have yet' }),
      lagS: Type.Number({ minimum: 0, description: 'How long the oldest of them waits, s' }),
      filled: Type.Number({ minimum: 0, maximum: 1, description: 'Share of what was there before InfluxDB that is copied' }),
    },
    { description: 'The copy of metric series in InfluxDB. The clinic works without it.' },
  ),
});
export type Health = Static<typeof Health>;
