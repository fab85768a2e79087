import { Type } from 'typebox';
import type { Static } from 'typebox';
import { UnitCode } from './analysis.ts';
import { oneOf } from './modelled.ts';
import { Id, Time } from './page.ts';

export const SeriesQuery = Type.Object(
  {
    metric: Type.String({ minLength: 1, maxLength: 100, description: 'Id of a metric of the catalogue' }),
    from: Type.Optional(Time()),
    to: Type.Optional(Time()),
    by: Type.Optional(oneOf(['day'], { description: '`day`: one value a day instead of every point; a day of which the range has a part counts whole' })),
  },
  { additionalProperties: false },
);
export type SeriesQuery = Static<typeof SeriesQuery>;

export const Series = Type.Object({
  metric: Type.String(),
  unit: UnitCode,
  points: Type.Array(
    Type.Object({ time: Time(), value: Type.Number(), assessmentId: Id(), trialId: Id(), algorithm: Type.String({ description: 'id@version' }), protocol: Type.Optional(Type.String({ description: 'The test it was measured in' })) }),
    { description: 'Oldest first. Values of different algorithms, or of different tests, must not be compared. Empty with by=day.' },
  ),
  days: Type.Optional(
    Type.Array(
      Type.Object({
        day: Type.String({ format: 'date', description: 'By UTC' }),
        algorithm: Type.String({ description: 'id@version' }),
        n: Type.Integer({ minimum: 1, description: 'Values of that day' }),
        mean: Type.Number(),
        min: Type.Number(),
        max: Type.Number(),
      }),
      { description: 'With by=day: days that have values, oldest first, those of each algorithm apart' },
    ),
  ),
});
export type Series = Static<typeof Series>;
