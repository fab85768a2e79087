import { mean, standardDeviation } from '../../dsp/summary.ts';
import type { InitialContact, Stride } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { AnnotatedBout, GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';

/** The reasons a gait metric can be missing, in the therapist's words. */
const NO_GAIT = 'No walking was found in this recording.';
const NO_STEADY_GAIT = 'No steady straight walking was found: the walk is too short, or it turns all the time.';
export const NO_HEIGHT = 'Neither height nor leg length was given, so lengths cannot be computed.';
export const NO_SIDES = 'Left and right cannot be told apart without a gyroscope.';

/** Six strides carry a mean (PMC7558375); fewer are kept and marked `short`. */
const STRIDES_FOR_MEAN = 6;
const FEWEST_STRIDES = 2;
/** About a minute of straight walking: see `mazza35Strides`. */
const STRIDES_FOR_VARIABILITY = 35;
const FEWEST_STRIDES_FOR_VARIABILITY = 6;

export interface BoutStride {
  readonly bout: AnnotatedBout;
  readonly stride: Stride;
}

/** Strides of steady straight walking, in order, each with its bout. */
export const steadyStrides = oncePerTrial((trial): readonly BoutStride[] => {
  const steady: BoutStride[] = [];
  for (const bout of trial.bouts) for (const stride of bout.strides) if (stride.steady) steady.push({ bout, stride });
  return steady;
});

/** Durations of steady strides in seconds. */
export const steadyStrideTimesS = oncePerTrial((trial): readonly number[] => {
  const times: number[] = [];
  for (const { stride } of steadyStrides(trial)) times.push((stride.end - stride.start) / trial.sampleRateHz);
  return times;
});

/** A step that is part of a steady stride; it belongs to the foot that lands. */
export interface SteadyStep {
  readonly landing: InitialContact;
  readonly durationS: number;
}

/** Steps between neighbouring contacts that lie inside a steady stride. */
export const steadySteps = oncePerTrial((trial): readonly SteadyStep[] => {
  const steps: SteadyStep[] = [];
  for (const { contacts, strides } of trial.bouts) {
    const steady = strides.filter(isSteady);
    let next = 0;
    for (let k = 1; k < contacts.length; k++) {
      const before = contacts[k - 1];
      const landing = contacts[k];
      // Starts and ends both rise: if any stride holds the step, the first that ends late enough does.
      while (next < steady.length && steady[next].end < landing.sample) next++;
      const inside = next < steady.length && steady[next].start <= before.sample;
      if (inside) steps.push({ landing, durationS: (landing.sample - before.sample) / trial.sampleRateHz });
    }
  }
  return steps;
});

function isSteady({ steady }: Stride): boolean {
  return steady;
}

/** Durations of steady steps in seconds, by the foot that lands. */
export const steadyStepTimesS = oncePerTrial((trial): Readonly<Record<'left' | 'right', readonly number[]>> => {
  const times: Record<'left' | 'right', number[]> = { left: [], right: [] };
  for (const { landing, durationS } of steadySteps(trial)) if (landing.side) times[landing.side].push(durationS);
  return times;
});

/** From the lower back a stride's length needs the leg's; sensors on the feet measure it. */
export function lengthsAreUnknown(trial: GaitTrial): boolean {
  return trial.legLengthM === null && trial.contactsFrom !== 'feet';
}

/** Lengths of steady strides in metres. */
export const steadyStrideLengthsM = oncePerTrial((trial): readonly number[] => {
  const lengths: number[] = [];
  for (const { stride } of steadyStrides(trial)) if (stride.lengthM !== null) lengths.push(stride.lengthM);
  return lengths;
});

/** Reason why a trial has no steady stride at all. */
export function whyNoStride(trial: GaitTrial): string {
  return trial.bouts.length === 0 ? NO_GAIT : NO_STEADY_GAIT;
}

/** A mean over strides (or steps), or why there is none. */
export function meanOverStrides(
  trial: GaitTrial,
  values: readonly number[],
  reduce: (values: readonly number[]) => number,
  counted: 'stride' | 'step' = 'stride',
): MetricOutcome {
  const n = values.length;
  if (n === 0) return { missing: whyNoStride(trial), n };
  if (n < FEWEST_STRIDES) return { missing: `Only ${n} steady ${counted} was walked; at least ${FEWEST_STRIDES} are needed.`, n };
  return { value: reduce(values), n, ...withFlags([...(n < STRIDES_FOR_MEAN ? ['short'] : []), ...turnFlag(trial)]) };
}

/** A spread over strides, or why there is none. */
export function spreadOverStrides(trial: GaitTrial, values: readonly number[], reduce: (values: readonly number[]) => number): MetricOutcome {
  const n = values.length;
  if (n === 0) return { missing: whyNoStride(trial), n };
  if (n < FEWEST_STRIDES_FOR_VARIABILITY) return { missing: `Only ${n} steady strides were walked; at least ${FEWEST_STRIDES_FOR_VARIABILITY} are needed.`, n };
  const guesswork = tooMuchMended(trial);
  if (guesswork) return { missing: guesswork, n };
  return { value: reduce(values), n, ...spreadFlags(trial, n) };
}

/**
 * A spread over step times, each foot about its own mean, or why there is none: a lasting difference of the feet is
 * asymmetry, not variability.
 * @param reduce gets the root mean square of the two feet's standard deviations and the mean of the two feet's means, both in seconds
 */
export function spreadOfStepTimes(trial: GaitTrial, reduce: (sdS: number, meanS: number) => number): MetricOutcome {
  if (trial.bouts.length > 0 && !trial.hasGyroscope) return { missing: NO_SIDES, n: 0 };
  const n = steadySteps(trial).length;
  if (n === 0) return { missing: whyNoStride(trial), n };
  const { left, right } = steadyStepTimesS(trial);
  if (Math.min(left.length, right.length) < FEWEST_STEPS_OF_A_FOOT) {
    return { missing: `Only ${left.length} left and ${right.length} right steady steps were walked; at least ${FEWEST_STEPS_OF_A_FOOT} of each are needed.`, n };
  }
  const guesswork = tooMuchMended(trial);
  if (guesswork) return { missing: guesswork, n };
  const sdS = Math.sqrt((standardDeviation(left) ** 2 + standardDeviation(right) ** 2) / 2);
  return { value: reduce(sdS, (mean(left) + mean(right)) / 2), n, ...spreadFlags(trial, n) };
}

const FEWEST_STEPS_OF_A_FOOT = 3;

/** Where more contacts than this had to be put back, the spread of the rest says more about the mending than about the walk. */
const MOST_MENDED_SHARE = 0.1;

/** Foot contacts of a trial, and those of them that were put back. */
const contactCounts = oncePerTrial((trial): { readonly contacts: number; readonly mended: number } => {
  let [contacts, mended] = [0, 0];
  for (const bout of trial.bouts) {
    contacts += bout.contacts.length;
    for (const contact of bout.contacts) if (contact.mended) mended++;
  }
  return { contacts, mended };
});

/** Why a spread would be guesswork, or null. */
function tooMuchMended(trial: GaitTrial): string | null {
  const { contacts, mended } = contactCounts(trial);
  if (mended <= MOST_MENDED_SHARE * contacts) return null;
  return `${mended} of ${contacts} foot contacts had to be put back by the rhythm; variability would be guesswork.`;
}

function spreadFlags(trial: GaitTrial, n: number): { flags?: readonly string[] } {
  return withFlags([...(n < STRIDES_FOR_VARIABILITY ? ['short'] : []), ...(contactCounts(trial).mended > 0 ? ['mended'] : []), ...turnFlag(trial)]);
}

/** Without a gyroscope turns are told by their shorter steps only: some of their strides are in every number. */
export function turnFlag(trial: GaitTrial): string[] {
  return trial.hasGyroscope ? [] : ['turnsNotSeparated'];
}

export function withFlags(flags: readonly string[]): { flags?: readonly string[] } {
  return flags.length > 0 ? { flags } : {};
}
