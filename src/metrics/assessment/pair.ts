import type { Circumstances, MetricValue, Outcome } from '../../model/index.ts';
import type { Assessed, AssessedTrial, AssessmentOutcome } from './define.ts';

/** A test of the visit, with the words for it inside a sentence: "the stance with eyes closed". */
export interface NamedTest {
  readonly protocol: string;
  readonly words: string;
}

/** What a comparison of two tests of one visit needs to know. */
export interface PairRequest {
  readonly first: NamedTest;
  readonly second: NamedTest;
  /** The metric that is compared. */
  readonly metric: string;
  /** In what the two tests are meant to differ; in everything else that is known of both they must agree. */
  readonly differIn: readonly (keyof Circumstances)[];
}

const outcomeWords: Record<Exclude<Outcome, 'done'>, string> = {
  unable: 'was tried and could not be done',
  refused: 'was refused',
  unsafe: 'was not safe to do',
  technical: 'failed for technical reasons',
  notDone: 'was not done',
};

/** A circumstance inside a sentence: "the two differ in the ...". */
export const circumstanceWords: Record<keyof Circumstances, string> = {
  site: 'place of the sensor',
  courseLengthM: 'length of the course',
  walkingAid: 'walking aid',
  footwear: 'footwear',
  assistance: 'assistance',
  surface: 'surface',
  eyes: 'eyes',
  feet: 'feet',
  task: 'task',
  direction: 'direction',
};

/**
 * One number of two tests of a visit, such as a ratio or a cost.
 * Of each test the first trial counts that was done and has the number, as everywhere in a visit; nothing is averaged.
 *
 * @returns null where one of the tests is not among the trials at all; a reason where there is no number, where it comes from another version of the
 * algorithm, or where the tests differ in more than they are meant to
 */
export function compareTwo({ trials }: Assessed, { first, second, metric, differIn }: PairRequest, combine: (first: number, second: number) => number | { readonly missing: string }): AssessmentOutcome | null {
  const one = usable(trials, first, metric);
  const other = usable(trials, second, metric);
  if (one === null || other === null) return null;
  const found = [one, other].filter((look) => 'value' in look);
  const lacking = [one, other].find((look) => 'missing' in look);
  if (lacking) return { missing: lacking.missing, n: found.length };
  const [a, b] = found;
  if (a.value.algorithm !== b.value.algorithm) return { missing: 'The two tests were read by different versions of the software; read both anew to compare them.', n: 2 };
  const keys = Object.keys(circumstanceWords) as (keyof Circumstances)[];
  const [of, and] = [a.trial.circumstances, b.trial.circumstances];
  const unlike = keys.find((key) => !differIn.includes(key) && of[key] !== undefined && and[key] !== undefined && of[key] !== and[key]);
  if (unlike) return { missing: `The two tests differ in the ${circumstanceWords[unlike]}, so they cannot be compared.`, n: 2 };
  const result = combine(a.number, b.number);
  const flags = [...new Set([...(a.value.flags ?? []), ...(b.value.flags ?? [])])];
  const site = a.value.site !== null && a.value.site === b.value.site ? { site: a.value.site } : {};
  return typeof result === 'number' ? { value: result, n: 2, flags, ...site } : { ...result, n: 2, ...site };
}

type Look = { readonly trial: AssessedTrial; readonly value: MetricValue; readonly number: number } | { readonly missing: string };

function usable(trials: readonly AssessedTrial[], { protocol, words }: NamedTest, metric: string): Look | null {
  const own = trials.filter((trial) => trial.protocol === protocol);
  if (own.length === 0) return null;
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  const done = own.filter(({ outcome }) => outcome === 'done');
  for (const trial of done) {
    const value = trial.values.find(({ id }) => id === metric);
    if (value && value.value !== null) return { trial, value, number: value.value };
  }
  const { outcome } = own[own.length - 1];
  if (outcome !== 'done' && done.length === 0) return { missing: `${start} ${outcomeWords[outcome]}.` };
  const reason = done.map(({ values }) => values.find(({ id }) => id === metric)?.missing).find((why) => why !== undefined);
  return { missing: reason === undefined ? `${start} has no such value.` : `${start} has no such value: ${reason}` };
}
