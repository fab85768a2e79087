import { Type } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled } from './modelled.ts';

/** A citation precise enough to find the number again. */
export const Source = modelled<model.Source>()(
  Type.Object({
    citation: Type.String(),
    doi: Type.Optional(Type.String()),
    url: Type.Optional(Type.String()),
    place: Type.Optional(Type.String({ description: 'Section, table or equation' })),
  }),
);
