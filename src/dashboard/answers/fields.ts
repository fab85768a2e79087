import type { AnswerDefinitionView } from '../../api/schemas/questionnaires.ts';
import type { Answers, RiskReport } from '../../model/risk.ts';
import type { FieldError } from '../client/problem.ts';
import type { Draft } from '../client/drafts.ts';
import { text } from '../words/text.ts';

/** One question of the form. */
export type AnswerField = AnswerDefinitionView;

export interface FieldGroup {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly fields: readonly AnswerField[];
}

/** The questions by instrument, in the server's order. */
export function groupsOf(fields: readonly AnswerField[]): FieldGroup[] {
  const groups = new Map<string, AnswerField[]>();
  for (const field of fields) groups.set(field.instrument.id, [...(groups.get(field.instrument.id) ?? []), field]);
  return [...groups.values()].map((members) => ({ ...members[0].instrument, fields: members }));
}

/** The first group, and every one with an answer that a level waits for. */
export function groupsToOpen(groups: readonly FieldGroup[], risk: Pick<RiskReport, 'models'>): ReadonlySet<string> {
  const missing = new Set(risk.models.flatMap((model) => model.inputsMissing));
  return new Set(groups.filter((group, i) => i === 0 || group.fields.some((field) => missing.has(field.id))).map((group) => group.id));
}

/** What the form shows: '' where nothing is known. */
export function draftFrom(answers: Answers, fields: readonly AnswerField[]): Draft {
  return Object.fromEntries(
    fields.map((field) => {
      const value = answers[field.id];
      if (value === undefined) return [field.id, ''];
      if (typeof value === 'boolean') return [field.id, value ? 'yes' : 'no'];
      return [field.id, String(value)];
    }),
  );
}

/** A number as it is typed here or elsewhere: 12.5 or 12,5. Null when it is none. */
export function numberFrom(typed: string): number | null {
  const plain = typed.trim().replace(',', '.').replace('\u2212', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** What is wrong with one entry, or null. The server checks again; this answers before the way there and back. */
function faultOf(field: AnswerField, typed: string): string | null {
  if (field.kind !== 'count' && field.kind !== 'seconds') return null;
  const value = numberFrom(typed);
  if (value === null || value < field.min || value > field.max) return text.answers.outside(field.kind === 'count', field.min, field.max);
  return field.kind === 'count' && !Number.isInteger(value) ? text.answers.outside(true, field.min, field.max) : null;
}

/** The whole set of answers; what was left empty is unknown and therefore absent. */
export function answersFrom(draft: Draft, fields: readonly AnswerField[]): { answers: Answers; faults: FieldError[] } {
  const answers: Record<string, number | boolean | string> = {};
  const faults: FieldError[] = [];
  for (const field of fields) {
    const typed = (draft[field.id] ?? '').trim();
    if (typed === '') continue;
    const fault = faultOf(field, typed);
    if (fault !== null) faults.push({ field: field.id, message: fault });
    else if (field.kind === 'yesNo') answers[field.id] = typed === 'yes';
    else if (field.kind === 'word') answers[field.id] = typed;
    else answers[field.id] = numberFrom(typed)!;
  }
  return { answers, faults };
}

/** Sentences of the server name answers by id; the person who reads them knows the questions. */
export function withLabels(sentence: string, fields: readonly AnswerField[]): string {
  return fields.reduce((words, field) => words.replaceAll(field.id, `“${field.label}”`), sentence);
}
