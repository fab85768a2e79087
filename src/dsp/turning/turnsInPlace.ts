import type { Turn } from '../../model/index.ts';
import { lowpass } from '../filters/zeroPhase.ts';
import { activity } from '../gait/activity.ts';
import { gyroBias } from '../gait/gyroBias.ts';
import { project } from '../orientation/bodyFrame.ts';
import { normalise, type Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';
import { mean } from '../summary.ts';

const CUTOFF_HZ = 1.5;
const EDGE_DEG_PER_S = 5;
const PEAK_DEG_PER_S = 15;
const SMALLEST_DEG = 45;
/** Somebody who turns in several goes with short stops in between makes one turn. */
const PAUSE_S = 1;
/** A smaller part at either end is sway, or looking for the feet. */
const SMALLEST_PART_DEG = 5;

/**
 * Turns of somebody who turns on the spot.
 *
 * Source: El-Gohary 2014, Sensors 14:356: yaw rate low-passed at 1.5 Hz, a peak above 15 deg/s, edges where it falls below 5 deg/s, 45 degrees or more.
 * Needs: a gyroscope at the trunk; some standing still for its offset.
 * Steps:
 * 1. Up is the mean specific force of the recording; the rate about it, less the gyroscope's offset at rest.
 * 2. Parts: where the smoothed rate stays above 5 deg/s to one side.
 * 3. Parts to the same side with less than a second between them are one turn.
 * 4. Its angle is the sum of the unsmoothed rate between its edges, so that smoothing takes nothing from it.
 * Differs from the source: pauses of up to a second instead of .05 s are bridged, as people who turn on the spot hesitate; no longest duration.
 *
 * @returns in order of time; samples on the recording's grid, degrees positive to the left
 * @throws RangeError without a gyroscope
 */
export function turnsInPlace(series: SensorSeries): Turn[] {
  const { gyr, acc, sampleRateHz: fs, length } = series;
  if (!gyr) throw new RangeError('turnsInPlace needs a gyroscope');
  // 1. The offset stands still with the sensor: it is looked for in sensor axes.
  const up: Vector3 = normalise([mean(acc.x), mean(acc.y), mean(acc.z)]);
  const yaw = project(gyr, up, gyroBias(series, activity(series)), 0, length);
  const rate = lowpass(yaw, CUTOFF_HZ, fs);

  // 2.
  const parts: Part[] = [];
  for (let i = 0; i < length; ) {
    const start = i;
    const left = rate[i] > 0;
    let [angleDeg, peak] = [0, 0];
    while (i < length && Math.abs(rate[i]) >= EDGE_DEG_PER_S && rate[i] > 0 === left) {
      angleDeg += yaw[i] / fs;
      if (Math.abs(rate[i]) > Math.abs(peak)) peak = rate[i];
      i++;
    }
    if (i === start) i++;
    else if (Math.abs(angleDeg) >= SMALLEST_PART_DEG) parts.push({ start, end: i, left, peak });
  }

  // 3.
  const turns: Part[] = [];
  for (const part of parts) {
    const last = turns.at(-1);
    if (last && last.left === part.left && part.start - last.end < PAUSE_S * fs) turns[turns.length - 1] = { ...last, end: part.end, peak: Math.abs(part.peak) > Math.abs(last.peak) ? part.peak : last.peak };
    else turns.push(part);
  }

  // 4.
  return turns
    .map(({ start, end, peak }): Turn => ({ start, end, angleDeg: sum(yaw, start, end) / fs, peakVelocityDegPerS: peak }))
    .filter(({ angleDeg, peakVelocityDegPerS }) => Math.abs(angleDeg) >= SMALLEST_DEG && Math.abs(peakVelocityDegPerS) >= PEAK_DEG_PER_S);
}

interface Part {
  readonly start: number;
  readonly end: number;
  readonly left: boolean;
  readonly peak: number;
}

function sum(x: Float64Array, start: number, end: number): number {
  let total = 0;
  for (let i = start; i < end; i++) total += x[i];
  return total;
}
