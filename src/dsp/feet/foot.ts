import type { Span } from '../../model/index.ts';
import { lowpass } from '../filters/zeroPhase.ts';
import { project } from '../orientation/bodyFrame.ts';
import type { SensorSeries } from '../series.ts';
import { median } from '../summary.ts';
import { footGravity, footGyroOffset } from './gyroOffset.ts';
import { sagittalAxis } from './sagittalAxis.ts';
import { movement, stillSpans } from './stillness.ts';
import { footPath, type FootPath } from './strapdown.ts';
import { swingEvents } from './swingEvents.ts';

/** One swing of one foot. Samples lie on the recording's grid. */
export interface FootStep {
  readonly finalContact: number;
  readonly initialContact: number;
  /** Moments of rest before and after. */
  readonly start: number;
  readonly end: number;
  /** Horizontal distance between the places where the foot stood, m; null where it never stood between two swings. */
  readonly lengthM: number | null;
  /** How far it turned about the vertical, deg, positive to the left; null likewise. */
  readonly headingDeg: number | null;
}

/** Everything one foot's sensor tells. */
export interface FootTrack {
  readonly steps: readonly FootStep[];
  /** Rate about the vertical, deg/s, one value a sample of the recording; zero while the foot stands. */
  readonly yawDegPerS: Float64Array;
  /** What the accelerometer reads of gravity, m/s². */
  readonly gravityMps2: number;
}

/** A smaller displacement is a step only when the foot turns by so much. */
const SMALLEST_STEP_M = 0.08;
const SMALLEST_TURN_DEG = 20;
/** Longer than the swing of a very slow walker with its standing parts: nobody can integrate over more. */
const LONGEST_SWING_S = 3;
/** No path is integrated over a longer hole in the data. */
export const LONGEST_GAP_S = 0.1;
/** Rest is looked for this far into a stance: the middle of a short one, soon after the movement in a long one. */
const REST_WITHIN_S = 0.3;
const CUTOFF_HZ = 15;
/** A second swing in one path reaches this share of the usual highest rate and comes this much later. */
const SECOND_SWING_SHARE = 0.5;
const SWINGS_APART_S = 0.6;

/**
 * Steps of one foot.
 *
 * Steps: gravity and gyroscope offset -> stances -> path from stance to stance -> sagittal axis from the data -> contacts of every swing.
 * Needs: acceleration and rotation of a sensor fixed to the foot, any mounting, 40 Hz or more.
 * @throws RangeError on a sensor without a gyroscope
 */
export function trackFoot(series: SensorSeries): FootTrack {
  if (!series.gyr) throw new RangeError('trackFoot needs a gyroscope');
  const fs = series.sampleRateHz;
  const gravityMps2 = footGravity(series);
  const moved = movement(series, gravityMps2);
  const still = stillSpans(moved, fs);
  const bias = footGyroOffset(series, still);

  const paths: FootPath[] = [];
  for (let k = 0; k + 1 < still.length; k++) {
    const [start, end] = [calmest(moved, still[k], 'late', fs), calmest(moved, still[k + 1], 'early', fs)];
    if (end - start > LONGEST_SWING_S * fs || overlapsGap(series, start, end)) continue;
    const path = footPath(series, start, end, bias);
    if (path.horizontalM >= SMALLEST_STEP_M || Math.abs(path.headingDeg) >= SMALLEST_TURN_DEG) paths.push(path);
  }

  const yawDegPerS = new Float64Array(series.length);
  for (const path of paths) yawDegPerS.set(path.yawDegPerS, path.start);
  const axis = sagittalAxis(series, paths, bias);
  if (!axis) return { steps: [], yawDegPerS, gravityMps2 };
  const rate = lowpass(project(series.gyr, axis, bias, 0, series.length), CUTOFF_HZ, fs);
  const usual = median(paths.map((path) => rate[highest(rate, path)]));
  const steps = paths.flatMap((path) => {
    const parts = swingsOf(rate, moved, path, SECOND_SWING_SHARE * usual, SWINGS_APART_S * fs);
    return parts.flatMap((part): FootStep[] => {
      const events = swingEvents(rate, part.start, part.end, fs);
      if (!events) return [];
      const whole = parts.length === 1;
      return [{ ...events, ...part, lengthM: whole ? path.horizontalM : null, headingDeg: whole ? path.headingDeg : null }];
    });
  });
  return { steps, yawDegPerS, gravityMps2 };
}

/** The sample of a stance at which the foot moves least, near the swing that is meant. */
function calmest(moved: Float64Array, { start, end }: Span, part: 'early' | 'late', sampleRateHz: number): number {
  const within = Math.round(REST_WITHIN_S * sampleRateHz);
  const [from, to] = part === 'early' ? [start, Math.min(end, start + within)] : [Math.max(start, end - within), end];
  return lowest(moved, { start: from, end: to - 1 });
}

/** Who turns on the ball of the foot swings twice without standing between: the path is cut where the foot moves least. */
function swingsOf(rate: Float64Array, moved: Float64Array, path: Span, floor: number, apart: number): Span[] {
  const first = highest(rate, path);
  const rest = [{ start: path.start, end: Math.floor(first - apart) }, { start: Math.ceil(first + apart), end: path.end }];
  for (const side of rest) {
    if (side.end <= side.start) continue;
    const second = highest(rate, side);
    if (rate[second] < floor) continue;
    const cut = lowest(moved, { start: Math.min(first, second), end: Math.max(first, second) });
    return [...swingsOf(rate, moved, { start: path.start, end: cut }, floor, apart), ...swingsOf(rate, moved, { start: cut, end: path.end }, floor, apart)];
  }
  return [{ start: path.start, end: path.end }];
}

function highest(x: Float64Array, { start, end }: Span): number {
  let best = start;
  for (let i = start; i <= end; i++) if (x[i] > x[best]) best = i;
  return best;
}

function lowest(x: Float64Array, { start, end }: Span): number {
  let best = start;
  for (let i = start; i <= end; i++) if (x[i] < x[best]) best = i;
  return best;
}

function overlapsGap({ gaps, sampleRateHz }: SensorSeries, start: number, end: number): boolean {
  return gaps.some((gap) => gap.end - gap.start > LONGEST_GAP_S * sampleRateHz && gap.start < end && gap.end > start);
}
