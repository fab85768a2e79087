import { Type } from 'typebox';
import type * as model from '../../model/index.ts';
import { CHANGE_VERDICTS, NORM_STATUSES } from '../../model/index.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';
import { Source } from './source.ts';

export const NormResult = modelled<model.NormResult>()(
  Type.Object({
    outcome: Type.String({ description: 'Id of the metric or answer' }),
    norm: Type.String(),
    status: oneOf(NORM_STATUSES, { description: 'no-norm: the table does not speak of this person or test; it is never extended' }),
    text: Type.String(),
    source: Source,
  }),
);

export const Change = modelled<model.Change>()(
  Type.Object({
    outcome: Type.String({ description: 'Id of the metric or answer' }),
    before: Type.Object({ assessmentId: Type.String(), takenAt: Type.String({ format: 'date-time' }), value: Type.Number() }),
    difference: Type.Number({ description: 'Now minus before' }),
    verdict: oneOf(CHANGE_VERDICTS, { description: 'real: at least the MDC95; probable: from the MDC90; noise: less; clinical: no limit of measurement error is known, and it is at least what is called meaningful' }),
    direction: Type.Unsafe<model.Change['direction']>({ type: ['string', 'null'], enum: ['better', 'worse', null] }),
    text: Type.String(),
    sources: Type.Array(Source),
  }),
);

export const BatteryScore = modelled<model.BatteryScore>()(
  Type.Object({
    id: Type.String(),
    label: Type.String(),
    total: nullableNumber({ description: 'Null while a part that counts has no result' }),
    between: Type.Unsafe<readonly [number, number]>({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }),
    most: Type.Number(),
    parts: Type.Array(
      Type.Object({
        id: Type.String(),
        label: Type.String(),
        points: nullableNumber(),
        most: Type.Number(),
        text: Type.String(),
        from: Type.Unsafe<model.BatteryPart['from']>({ type: ['string', 'null'], enum: ['entered', 'measured', 'outcome', null] }),
      }),
    ),
    text: Type.String(),
    sources: Type.Array(Source),
  }),
);
