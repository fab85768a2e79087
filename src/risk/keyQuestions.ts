import type { Source } from '../model/index.ts';
import { fallAnswers, fallFacts } from '../questionnaires/index.ts';
import type { AnswerId, KnownAnswers } from '../questionnaires/index.ts';
import type { Criterion } from './steps.ts';

/** Everything the three key questions are answered from. */
export const keyQuestionAnswers = [...fallAnswers, 'keyQuestions.unsteady', 'keyQuestions.worried'] as const satisfies readonly AnswerId[];

/**
 * The three key questions as criteria, the fall first.
 *
 * @param then - what a yes leads to in this rule set: "is enough to look closer"
 */
export function keyQuestions(
  answers: Pick<KnownAnswers, (typeof keyQuestionAnswers)[number]>,
  then: string,
  source: Source,
): readonly [fell: Criterion, unsteady: Criterion, worried: Criterion] {
  const count = answers['falls.past12Months'];
  const falls = count === undefined ? 'A fall in the past 12 months is reported' : `The number of falls in the past 12 months is ${count}`;
  const text = (feeling: string): string => `The person ${feeling}; 1 yes to the three key questions ${then}.`;
  return [
    { rule: 'fell', input: 'falls.past12Months', name: 'number of falls', met: fallFacts(answers).fell, text: `${falls}; 1 or more ${then}.`, source },
    { rule: 'unsteady', input: 'keyQuestions.unsteady', name: 'feeling unsteady', met: answers['keyQuestions.unsteady'], text: text('feels unsteady when standing or walking'), source },
    { rule: 'worried', input: 'keyQuestions.worried', name: 'worry about falling', met: answers['keyQuestions.worried'], text: text('worries about falling'), source },
  ];
}
