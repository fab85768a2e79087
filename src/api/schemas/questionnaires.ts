import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { AnswerDefinition } from '../../questionnaires/index.ts';
import { UnitCode } from './analysis.ts';
import { oneOf } from './modelled.ts';
import { listOf } from './page.ts';
import { Source } from './source.ts';

const shape = Type.Object({
  id: Type.String({ description: 'Key in the answers of an assessment' }),
  instrument: Type.Object({ id: Type.String(), title: Type.String(), purpose: Type.String() }, { description: 'Questions of one instrument stand together' }),
  label: Type.String({ description: 'The question as it is shown' }),
  hint: Type.Optional(Type.String()),
  wording: Type.Object({ origin: oneOf(['own', 'original']), why: Type.String() }),
  source: Source,
  kind: oneOf(['yesNo', 'count', 'seconds', 'word'], { description: 'yesNo: true or false; count: a whole number; seconds: a number; word: one of `words`' }),
  min: Type.Optional(Type.Number({ description: 'count and seconds' })),
  max: Type.Optional(Type.Number({ description: 'count and seconds' })),
  unit: Type.Optional(UnitCode),
  words: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }), { description: 'word' })),
});

/** What can be asked and entered: one definition an answer. */
export type AnswerDefinitionView = AnswerDefinition & { readonly instrument: { readonly id: string; readonly title: string; readonly purpose: string } };
export const AnswerDefinitionView = Type.Unsafe<AnswerDefinitionView>(shape);
export const AnswerDefinitionList = listOf(AnswerDefinitionView);
export type AnswerDefinitionList = Static<typeof AnswerDefinitionList>;
