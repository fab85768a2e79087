import type { Circumstances, MetricValue, Outcome } from '../../../model/index.ts';
import type { Assessed, AssessedTrial } from '../define.ts';

/** The result of one test of a battery. */
export type Result =
  | { readonly value: number; readonly from: 'entered' | 'measured'; readonly circumstances: Circumstances }
  | { readonly unable: true }
  /** In plain words, to follow the name of the test: "was refused". `said` where somebody noted so. */
  | { readonly missing: string; readonly said?: true };

/** Where the result of one test is looked for: an answer first, then trials. */
export interface Wanted {
  /** Answers that are the result, with what else they say; the first that was given counts. */
  readonly answers: readonly { readonly id: string; readonly circumstances?: Circumstances }[];
  /** The answer that says why there is none. */
  readonly outcomeAnswer?: string;
  readonly isTrial: (trial: AssessedTrial) => boolean;
  readonly metric: string;
}

const WHY: Readonly<Record<Exclude<Outcome, 'done' | 'unable'>, string>> = {
  refused: 'was refused',
  unsafe: 'was not safe to do',
  technical: 'failed for technical reasons',
  notDone: 'was not done',
};

/**
 * Finds the result of one test of a visit.
 *
 * Steps: an entered result goes first; then the first trial that was done and has the value; then how the test ended, as
 * entered or as the last trial says. "Unable" is a result; refused, unsafe, technical failure and not done are not.
 */
export function resultOf({ answers, trials }: Assessed, { answers: ids, outcomeAnswer, isTrial, metric }: Wanted): Result {
  for (const { id, circumstances = {} } of ids) {
    const entered = answers[id];
    if (typeof entered === 'number') return { value: entered, from: 'entered', circumstances };
  }
  const own = trials.filter(isTrial);
  const done = own.filter(({ outcome }) => outcome === 'done');
  const ofTrial = ({ values }: AssessedTrial): MetricValue | undefined => values.find(({ id }) => id === metric);
  for (const trial of done) {
    const found = ofTrial(trial);
    if (found && found.value !== null) return { value: found.value, from: found.source === 'entered' ? 'entered' : 'measured', circumstances: trial.circumstances };
  }
  const entered = outcomeAnswer === undefined ? undefined : answers[outcomeAnswer];
  const ended = isOutcome(entered) ? entered : done.length === 0 ? own.at(-1)?.outcome : undefined;
  if (ended === 'unable') return { unable: true };
  if (ended !== undefined && ended !== 'done') return { missing: WHY[ended], said: true };
  const why = done.map((trial) => ofTrial(trial)?.missing).find((reason) => reason !== undefined);
  return { missing: why === undefined ? 'is not entered and was not recorded' : `was recorded, but has no result (${why.replace(/\.$/, '')})` };
}

function isOutcome(value: unknown): value is Outcome {
  return value === 'unable' || (typeof value === 'string' && value in WHY);
}

/** A stance of the battery: on firm ground, eyes open. What is not known of a trial is taken as the test prescribes it. */
export function stanceTrial(id: string): (trial: AssessedTrial) => boolean {
  return ({ protocol, circumstances }) => protocol === id && circumstances.eyes !== 'closed' && circumstances.surface !== 'foam' && circumstances.task !== 'dual';
}

export const SECONDS_HELD = 'stance.heldTime';
