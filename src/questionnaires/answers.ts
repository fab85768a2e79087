import type { AnswerDefinition, ValueOf } from './define.ts';
import { instruments } from './instruments/index.ts';

type Known = (typeof instruments)[number]['answers'][number];

/** Every id that can be answered: a misspelt one does not compile. */
export type AnswerId = Known['id'];

/** Answers with the value type of each id. Unknown is absent. */
export type KnownAnswers = { readonly [Id in AnswerId]?: ValueOf<Extract<Known, { readonly id: Id }>> };

/** Every answer that can be entered, as plain data for forms. */
export const answerDefinitions: readonly AnswerDefinition<AnswerId>[] = instruments.flatMap(
  (instrument): readonly AnswerDefinition<AnswerId>[] => instrument.answers,
);
