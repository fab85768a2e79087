import type { Change, ChangeVerdict, Source } from '../../model/index.ts';
import { notNoted, whyNotComparable, type Taken } from './comparable.ts';
import { outcomeOf, type Measurand } from './limits.ts';

export interface Earlier extends Taken {
  readonly assessmentId: string;
  /** RFC 3339 */
  readonly takenAt: string;
}

/** 90 of 100 instead of 95: 1.645 over 1.96. */
const MDC90_OVER_MDC95 = 1.645 / 1.96;

/**
 * What a change since an earlier visit amounts to.
 *
 * Source: MDC95 = 1.96 sqrt(2) SEM and MDC90 = 1.645 sqrt(2) SEM, as declared by the outcome with the people they were found in.
 * Steps:
 * 1. Two values that were not taken alike are not compared: the reason is said.
 * 2. From little data nothing is concluded: one short walk's variability is never a change.
 * 3. At least the MDC95 is a real change, from the MDC90 on a probable one, anything less is within measurement noise.
 * 4. Without a limit of measurement error, what is called a meaningful change is named as that and as nothing more.
 *
 * @returns null for an outcome that is not known
 */
export function changeOf(id: string, now: Taken, before: Earlier): Change | null {
  const outcome = outcomeOf(id);
  if (!outcome) return null;
  const shown = (value: number) => `${value.toFixed(outcome.digits)} ${outcome.unitLabel}`.trim();
  // Sums and differences of decimals are off in the last bits: a limit that is just reached must count as reached.
  const difference = Number((now.value - before.value).toFixed(6));
  const from = `${shown(before.value)} then, ${shown(now.value)} now`;
  const answer = (verdict: ChangeVerdict, text: string, sources: readonly Source[] = []): Change => ({
    outcome: id,
    before: { assessmentId: before.assessmentId, takenAt: before.takenAt, value: before.value },
    difference,
    verdict,
    direction: verdict === 'real' || verdict === 'probable' || verdict === 'clinical' ? wayOf(difference, outcome) : null,
    text,
    sources,
  });

  const why = whyNotComparable(now, before);
  if (why !== null) return answer('notComparable', `${from}: not compared, because ${why}.`);
  if (now.flags.includes('short') || before.flags.includes('short')) {
    return answer('notComparable', `${from}: not compared, because too little was walked at ${now.flags.includes('short') ? 'this visit' : 'the last visit'}. A longer walk is needed before a difference can be called a change.`);
  }
  const remark = notNoted(now);
  const size = Math.abs(difference);
  const { changeLimit, meaningfulChange } = outcome;
  const end = (sentences: readonly (string | null)[]): string => sentences.filter((sentence) => sentence !== null).join(' ');
  const meaning = meaningfulChange === undefined ? null : `${size >= meaningfulChange.least ? 'At least' : 'Less than'} ${shown(meaningfulChange.least)} (${meaningfulChange.population}).`;
  if (changeLimit !== undefined) {
    const { mdc95, population } = changeLimit;
    const mdc90 = MDC90_OVER_MDC95 * mdc95;
    const verdict = size >= mdc95 ? 'real' : size >= mdc90 ? 'probable' : 'noise';
    const limits = { real: `at least ${limit(mdc95, outcome)} (95 %)`, probable: `between ${limit(mdc90, outcome)} (90 %) and ${limit(mdc95, outcome)} (95 %)`, noise: `less than ${limit(mdc90, outcome)} (90 %)` };
    const text = end([`${from}: ${VERDICTS[verdict]}, ${limits[verdict]}. Limits found in: ${population}.`, meaning, remark]);
    return answer(verdict, text, [changeLimit.source, ...(meaningfulChange ? [meaningfulChange.source] : [])]);
  }
  if (meaningfulChange !== undefined) {
    return answer(size >= meaningfulChange.least ? 'clinical' : 'belowClinical', end([`${from}.`, meaning, remark]), [meaningfulChange.source]);
  }
  return answer('noLimit', end([`${from}. No limit of measurement error is known for it, so the difference is not judged.`, remark]));
}

const VERDICTS = { real: 'a real change', probable: 'a probable change', noise: 'within measurement noise' } as const;

/** A limit with one digit more than the value where it would otherwise be rounded to something else. */
function limit(value: number, { digits, unitLabel }: Measurand): string {
  const more = Math.abs(value - Number(value.toFixed(digits))) > 1e-9 ? Math.min(digits + 2, 3) : digits;
  return `${value.toFixed(more)} ${unitLabel}`.trim();
}

function wayOf(difference: number, { better }: Measurand): Change['direction'] {
  if (better === 'neither' || difference === 0) return null;
  return difference > 0 === (better === 'higher') ? 'better' : 'worse';
}
