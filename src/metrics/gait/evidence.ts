import type { InitialContact, Stride } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { AnnotatedBout, GaitTrial } from '../gaitTrial.ts';

/** The reasons a gait metric can be missing, in the therapist's words. */
export const NO_GAIT = 'No walking was found in this recording.';
export const NO_STEADY_GAIT = 'No steady straight walking was found: the walk is too short, or it turns all the time.';
export const NO_HEIGHT = 'Neither height nor leg length was given, so lengths cannot be computed.';
export const NO_SIDES = 'Left and right cannot be told apart without a gyroscope.';

/** Six strides carry a mean (PMC7558375); fewer are kept and marked `short`. */
const STRIDES_FOR_MEAN = 6;
const FEWEST_STRIDES = 2;
/** About a minute of straight walking: see `mazza35Strides`. */
export const STRIDES_FOR_VARIABILITY = 35;
const FEWEST_STRIDES_FOR_VARIABILITY = 6;

export interface BoutStride {
  readonly bout: AnnotatedBout;
  readonly stride: Stride;
}

/** Strides of steady straight walking, in order, each with its bout. */
export function steadyStrides(trial: GaitTrial): BoutStride[] {
  return trial.bouts.flatMap((bout) => bout.strides.filter((s) => s.steady).map((stride) => ({ bout, stride })));
}

/** Durations of steady strides in seconds. */
export function steadyStrideTimesS(trial: GaitTrial): number[] {
  return steadyStrides(trial).map(({ stride }) => (stride.end - stride.start) / trial.sampleRateHz);
}

/** A step that is part of a steady stride; it belongs to the foot that lands. */
export interface SteadyStep {
  readonly landing: InitialContact;
  readonly durationS: number;
}

/** Steps between neighbouring contacts that lie inside a steady stride. */
export function steadySteps(trial: GaitTrial): SteadyStep[] {
  return trial.bouts.flatMap((bout) => {
    const steady = bout.strides.filter((s) => s.steady);
    return bout.contacts.flatMap((landing, k): SteadyStep[] => {
      const before = bout.contacts[k - 1];
      const inside = before !== undefined && steady.some((s) => s.start <= before.sample && landing.sample <= s.end);
      return inside ? [{ landing, durationS: (landing.sample - before.sample) / trial.sampleRateHz }] : [];
    });
  });
}

/** Reason why a trial has no steady stride at all. */
export function whyNoStride(trial: GaitTrial): string {
  return trial.bouts.length === 0 ? NO_GAIT : NO_STEADY_GAIT;
}

/** A mean over strides, or why there is none. */
export function meanOverStrides(trial: GaitTrial, values: readonly number[], reduce: (values: readonly number[]) => number): MetricOutcome {
  if (values.length === 0) return { missing: whyNoStride(trial), n: 0 };
  if (values.length < FEWEST_STRIDES) return { missing: `Only ${values.length} steady stride was walked; at least ${FEWEST_STRIDES} are needed.`, n: values.length };
  return { value: reduce(values), n: values.length, ...withFlags([...(values.length < STRIDES_FOR_MEAN ? ['short'] : []), ...turnFlag(trial)]) };
}

/** A spread over stride times, or why there is none. */
export function spreadOfStrideTimes(trial: GaitTrial, reduce: (timesS: readonly number[]) => number): MetricOutcome {
  const times = steadyStrideTimesS(trial);
  const n = times.length;
  if (n === 0) return { missing: whyNoStride(trial), n };
  if (n < FEWEST_STRIDES_FOR_VARIABILITY) return { missing: `Only ${n} steady strides were walked; at least ${FEWEST_STRIDES_FOR_VARIABILITY} are needed.`, n };
  const flags = [
    ...(n < STRIDES_FOR_VARIABILITY ? ['short'] : []),
    ...(trial.bouts.some((b) => b.contacts.some((c) => c.mended)) ? ['mended'] : []),
    ...turnFlag(trial),
  ];
  return { value: reduce(times), n, ...withFlags(flags) };
}

/** Without a gyroscope turns cannot be told from straight walking: their strides are in every number. */
function turnFlag(trial: GaitTrial): string[] {
  return trial.hasGyroscope ? [] : ['turnsNotSeparated'];
}

function withFlags(flags: readonly string[]): { flags?: readonly string[] } {
  return flags.length > 0 ? { flags } : {};
}

