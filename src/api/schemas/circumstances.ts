import { Type } from 'typebox';
import type * as model from '../../model/index.ts';
import { ASSISTANCE, DIRECTIONS, EYES, FEET, FOOTWEAR, SURFACES, TASKS, WALKING_AIDS } from '../../model/index.ts';
import { modelled, oneOf } from './modelled.ts';

/** What changes a result. Unknown is absent. */
export const Circumstances = modelled<model.Circumstances>()(
  Type.Object({
    site: Type.Optional(Type.String()),
    courseLengthM: Type.Optional(Type.Number({ description: 'm' })),
    walkingAid: Type.Optional(oneOf(WALKING_AIDS)),
    footwear: Type.Optional(oneOf(FOOTWEAR)),
    assistance: Type.Optional(oneOf(ASSISTANCE)),
    surface: Type.Optional(oneOf(SURFACES)),
    eyes: Type.Optional(oneOf(EYES)),
    feet: Type.Optional(oneOf(FEET)),
    task: Type.Optional(oneOf(TASKS)),
    direction: Type.Optional(oneOf(DIRECTIONS)),
  }),
);
