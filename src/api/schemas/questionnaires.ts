import { Type } from 'typebox';
import type { Static } from 'typebox';
import { listOf } from './page.ts';

/** What can be asked and entered: one definition an answer. */
export const AnswerDefinitionView = Type.Object(
  { id: Type.String(), label: Type.String(), kind: Type.String() },
  { additionalProperties: true },
);
export type AnswerDefinitionView = Static<typeof AnswerDefinitionView>;
export const AnswerDefinitionList = listOf(AnswerDefinitionView);
export type AnswerDefinitionList = Static<typeof AnswerDefinitionList>;
