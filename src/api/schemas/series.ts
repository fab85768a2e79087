import { Type } from 'typebox';
import type { Static } from 'typebox';
import { UnitCode } from './analysis.ts';
import { Id, Time } from './page.ts';

export const SeriesQuery = Type.Object(
  {
    metric: Type.String({ minLength: 1, maxLength: 100, description: 'Id of a metric of the catalogue' }),
    from: Type.Optional(Time()),
    to: Type.Optional(Time()),
  },
  { additionalProperties: false },
);
export type SeriesQuery = Static<typeof SeriesQuery>;

export const Series = Type.Object({
  metric: Type.String(),
  unit: UnitCode,
  points: Type.Array(
    Type.Object({ time: Time(), value: Type.Number(), assessmentId: Id(), trialId: Id(), algorithm: Type.String({ description: 'id@version' }) }),
    { description: 'Oldest first. Values of different algorithms must not be compared.' },
  ),
});
export type Series = Static<typeof Series>;
