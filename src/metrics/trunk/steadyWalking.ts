import { lowpassAll } from '../../dsp/filters/zeroPhase.ts';
import { firstWhere } from '../../dsp/ordered.ts';
import { mean } from '../../dsp/summary.ts';
import type { AxisColumns, BodyAxes, Span, Stride } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import { turnFlag, whyNoStride, withFlags } from '../gait/evidence.ts';
import type { AnnotatedBout, GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';

/** Steady straight walking without a break: neighbouring steady strides of one bout. */
export interface SteadyRun extends Span {
  readonly bout: AnnotatedBout;
  /** Every stride of both feet, in order; they overlap. */
  readonly strides: readonly Stride[];
}

/** Runs of steady straight walking, in order. */
export const steadyRuns = oncePerTrial((trial): readonly SteadyRun[] =>
  trial.bouts.flatMap(runsOf),
);

function runsOf(bout: AnnotatedBout): SteadyRun[] {
  const runs: { bout: AnnotatedBout; start: number; end: number; strides: Stride[] }[] = [];
  for (const stride of bout.strides) {
    if (!stride.steady) continue;
    const last = runs.at(-1);
    if (last && stride.start <= last.end) {
      last.strides.push(stride);
      last.end = Math.max(last.end, stride.end);
    } else runs.push({ bout, start: stride.start, end: stride.end, strides: [stride] });
  }
  return runs;
}

/** A run's samples along one axis: a view, not a copy. */
export function samplesOf({ bout, start, end }: SteadyRun, axis: BodyAxes): Float64Array {
  return bout.acc[axis].subarray(Math.max(0, Math.ceil(start - bout.offset)), Math.max(0, Math.floor(end - bout.offset)));
}

/** A part of a run that holds a whole number of something: samples at a fixed rate, strides. */
export interface Part {
  readonly bout: AnnotatedBout;
  readonly units: number;
}

/** Sample of the recording at which a unit of a part starts; that of number `units` is where the last one ends. */
export type MarkOf<P extends Part> = (part: P, unit: number) => number;

/** Some units of a part that follow each other. */
export interface Piece extends Span {
  readonly bout: AnnotatedBout;
  readonly units: number;
}

/** Costly measures look at one window a minute of recording; walking changes little within a minute. */
const EVERY_S = 60;

/**
 * Windows of a fixed number of units, at most one a minute, in pieces where turns interrupt the walk.
 * Fixed, because the value of an entropy or a divergence depends on how much it is computed from.
 */
function windowsOf<P extends Part>(parts: readonly P[], markOf: MarkOf<P>, wanted: number, sampleRateHz: number): Piece[][] {
  const windows: Piece[][] = [];
  let open: Piece[] = [];
  let held = 0;
  let notBefore = -Infinity;
  for (const part of parts) {
    const { bout, units } = part;
    for (let from = 0; from < units; ) {
      const first = from;
      from = first + firstWhere(units - first, (unit) => markOf(part, first + unit) >= notBefore);
      if (from === units) break;
      const to = Math.min(units, from + wanted - held);
      open.push({ bout, start: markOf(part, from), end: markOf(part, to), units: to - from });
      held += to - from;
      from = to;
      if (held < wanted) continue;
      windows.push(open);
      notBefore = open[0].start + EVERY_S * sampleRateHz;
      open = [];
      held = 0;
    }
  }
  return windows;
}

/** Mean of a measure over the windows of a trial, or why there is none. */
export function meanOverWindows<P extends Part>(
  trial: GaitTrial,
  parts: readonly P[],
  markOf: MarkOf<P>,
  units: number,
  words: { readonly needed: string; readonly found: (units: number) => string },
  measure: (window: readonly Piece[]) => number | null,
): MetricOutcome {
  const windows = windowsOf(parts, markOf, units, trial.sampleRateHz);
  if (windows.length === 0) {
    const found = parts.reduce((sum, part) => sum + part.units, 0);
    return { missing: found === 0 ? whyNoStride(trial) : `Only ${words.found(found)} of steady straight walking were found; at least ${words.needed} are needed.`, n: 0 };
  }
  const values: number[] = [];
  for (const window of windows) {
    const value = measure(window);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return { missing: 'The movement in this direction does not repeat itself enough to be compared.', n: 0 };
  return { value: mean(values), n: values.length, ...withFlags(turnFlag(trial)) };
}

/** Nothing of a walking trunk lies above it; sensors differ in what they let through beyond. */
const TRUNK_HZ = 20;
const ORDER = 4;
const filtered = new WeakMap<AxisColumns<BodyAxes>, AxisColumns<BodyAxes>>();

/** A bout's acceleration without what lies above 20 Hz. Kept: several metrics look at the same signal. */
export function trunkBands({ acc }: AnnotatedBout, sampleRateHz: number): AxisColumns<BodyAxes> {
  const kept = filtered.get(acc);
  if (kept) return kept;
  const [ap, v, ml] = lowpassAll([acc.ap, acc.v, acc.ml], TRUNK_HZ, sampleRateHz, ORDER);
  const smooth = { ap, v, ml };
  filtered.set(acc, smooth);
  return smooth;
}

/** One axis of it. */
export function trunkBand(bout: AnnotatedBout, axis: BodyAxes, sampleRateHz: number): Float64Array {
  return trunkBands(bout, sampleRateHz)[axis];
}
