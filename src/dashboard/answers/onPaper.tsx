import type { Answers } from '../../model/risk.ts';
import { Facts } from '../parts/facts.tsx';
import { unitWord } from '../words/lists.ts';
import { text } from '../words/text.ts';
import type { AnswerField } from './fields.ts';

function inWords(field: AnswerField, value: Answers[string]): string {
  if (typeof value === 'boolean') return value ? text.app.yes : text.app.no;
  if (field.kind === 'word') return field.words.find((word) => word.value === value)?.label ?? String(value);
  return field.kind === 'yesNo' ? String(value) : `${value} ${unitWord(field.unit)}`;
}

/** A printed page shows what is known, not a form to fill in. */
export function AnswersOnPaper({ answers, fields }: { answers: Answers; fields: readonly AnswerField[] }) {
  const known = fields.filter((field) => field.id in answers);
  return (
    <div class="printOnly">
      {known.length === 0 ? <p>{text.answers.none}</p> : <Facts facts={known.map((field) => [field.label, inWords(field, answers[field.id])])} />}
    </div>
  );
}
