import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled, nullableNumber } from './modelled.ts';

const Column = Type.Array(nullableNumber());

/** For the eye, not for measuring: evenly sampled, null where the recording has a gap. */
export const SignalTraces = modelled<model.SignalTraces>()(
  Type.Object({
    site: Type.String(),
    sampleRateHz: Type.Number(),
    startS: Type.Number({ description: 'Time of the first sample, s from the start of the recording' }),
    acc: Type.Object({ ap: Column, v: Column, ml: Column }, { description: 'm/s², gravity included in v' }),
    yaw: Type.Unsafe<readonly (number | null)[] | null>({
      type: ['array', 'null'],
      items: nullableNumber(),
      description: 'deg/s about the vertical, positive to the left; null without a gyroscope',
    }),
  }),
);
export type SignalTraces = Static<typeof SignalTraces>;

export const SignalsQuery = Type.Object(
  {
    fromS: Type.Optional(Type.Number({ minimum: 0, description: 's from the start of the recording' })),
    toS: Type.Optional(Type.Number({ minimum: 0, description: 's; not included' })),
  },
  { additionalProperties: false },
);
export type SignalsQuery = Static<typeof SignalsQuery>;
