import { AppError } from '../model/index.ts';
import type { Answers } from '../model/index.ts';
import { answerDefinitions } from './answers.ts';
import type { AnswerId, KnownAnswers } from './answers.ts';
import type { AnswerDefinition } from './define.ts';
import { boundToAFall } from './fallFacts.ts';

const definitions = new Map<string, AnswerDefinition<AnswerId>>(answerDefinitions.map((d) => [d.id, d]));

/**
 * Checks entered answers from outside: a JSON object of answer ids and values.
 *
 * @param raw - anything, usually a request's body
 * @returns the same answers, with the value type of each id
 * @throws AppError BAD_INPUT naming the first field that cannot be used and what to enter. The entered value is not
 * repeated: it may be personal.
 */
export function validateAnswers(raw: unknown): Answers & KnownAnswers {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new AppError('BAD_INPUT', 'answers must be an object of answer ids and values, such as {"falls.past12Months": 1}', { field: 'answers' });
  }
  const entries = Object.entries(raw as Record<string, unknown>);
  for (const [id, value] of entries) {
    const definition = definitions.get(id);
    if (definition === undefined) throw unknownAnswer(id);
    if (!fits(definition, value)) {
      throw new AppError('BAD_INPUT', `${id} cannot be used: enter ${expected(definition)}, or leave it out if it is not known`, { field: id });
    }
  }
  // Each entry was held against its definition just above, which is what KnownAnswers promises.
  const answers = Object.fromEntries(entries) as Answers & KnownAnswers;
  refuseContradictions(answers);
  return answers;
}

function fits(definition: AnswerDefinition, value: unknown): boolean {
  switch (definition.kind) {
    case 'yesNo':
      return typeof value === 'boolean';
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= definition.min && value <= definition.max;
    case 'seconds':
      return typeof value === 'number' && Number.isFinite(value) && value >= definition.min && value <= definition.max;
    case 'word':
      return definition.words.some((word) => word.value === value);
  }
}

function expected(definition: AnswerDefinition): string {
  switch (definition.kind) {
    case 'yesNo':
      return 'true or false';
    case 'count':
      return `a whole number from ${definition.min} to ${definition.max}`;
    case 'seconds':
      return `seconds from ${definition.min} to ${definition.max}`;
    case 'word':
      return `one of ${definition.words.map((word) => `"${word.value}"`).join(', ')}`;
  }
}

/** Names the ids that begin alike, or all beginnings: enough to mend a misspelt id. */
function unknownAnswer(id: string): AppError {
  const beginning = (name: string): string => name.slice(0, name.indexOf('.') + 1);
  const ids = [...definitions.keys()];
  const alike = ids.filter((known) => beginning(known) === beginning(id));
  const choice = alike.length > 0 ? alike : [...new Set(ids.map((known) => `${beginning(known)}*`))];
  const shown = id.length > 60 ? `${id.slice(0, 60)}...` : id;
  return new AppError('BAD_INPUT', `There is no answer ${JSON.stringify(shown)}: use one of ${choice.join(', ')}`, { field: 'answers' });
}

function refuseContradictions(answers: KnownAnswers): void {
  const count = answers['falls.past12Months'];
  const said = answers['keyQuestions.fell'];
  if (count !== undefined && said !== undefined && said !== count > 0) {
    throw new AppError('BAD_INPUT', `keyQuestions.fell is ${said} but falls.past12Months is ${said ? '0' : 'above 0'}: correct one of them`, { field: 'keyQuestions.fell' });
  }
  const bound = boundToAFall.find((id) => answers[id] === true);
  if (bound !== undefined && (count === 0 || said === false)) {
    const other = count === 0 ? 'falls.past12Months is 0' : 'keyQuestions.fell is false';
    throw new AppError('BAD_INPUT', `${bound} is true, which is a fall, but ${other}: correct one of them`, { field: bound });
  }
}
