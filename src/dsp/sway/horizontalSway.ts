import type { AxisColumns, SensorAxes, WindowSway } from '../../model/index.ts';
import { lowpassAll } from '../filters/zeroPhase.ts';
import { project } from '../orientation/bodyFrame.ts';
import { cross, normalise, perpendicular, type Vector3 } from '../orientation/vector.ts';
import { mean, signalSd } from '../summary.ts';
import { planarPower } from './planarPower.ts';
import { spectralEdge } from './spectralEdge.ts';

/** Mancini 2012, methods: sway acceleration is low-passed at 3.5 Hz. What is quicker is the sensor's noise, which a path sums up. */
export const SWAY_CUT_HZ = 3.5;
/** A slower wave does not fit into a window often enough; nothing of a standing body is quicker. */
const POWER_BAND_HZ: readonly [number, number] = [0.15, 10];
const EDGE_SHARE = 0.95;
/** What is left of a signal that does not move at all is rounding, m/s². */
const ROUNDING_MPS2 = 1e-9;
const NO_BIAS: Vector3 = [0, 0, 0];

/**
 * Sway of a trunk that stands still, from the horizontal part of its acceleration, whatever the mounting.
 *
 * Source: Mancini 2012, J NeuroEng Rehabil 9:59, table 2 (RMS, PATH, F95 of the lumbar acceleration in the horizontal plane).
 * Needs: one stretch of quiet standing without gaps, 10 s or more; the longest wave that counts lasts 6.7 s.
 * Steps:
 * 1. Up is the mean specific force; the two directions at right angles to it have mean 0, so the mean tilt is gone.
 * 2. RMS of the planar acceleration, low-passed at 3.5 Hz without phase.
 * 3. Length of its path over the stretch's duration.
 * 4. Power of both directions together (one Hann window over the whole stretch), and the frequency below which
 *    95 % of the power between 0.15 and 10 Hz lies, before the low-pass.
 * Differs from the source: RMS and path are planar, because front and back are not known of a sensor that has not seen a walk; the
 * path is a rate, so that windows of other lengths compare. All three are the same for every turn about the vertical.
 *
 * @param acc m/s², sensor axes, columns of equal length
 * @returns null when nothing moves at all or there is no up
 * @throws RangeError for more than 16384 samples
 */
export function horizontalSway(acc: AxisColumns<SensorAxes>, sampleRateHz: number): WindowSway | null {
  const n = acc.x.length;
  if (n < 2) return null;
  // 1. Mean tilt off.
  const force: Vector3 = [mean(acc.x), mean(acc.y), mean(acc.z)];
  if (!(Math.hypot(...force) > 0)) return null;
  const up = normalise(force);
  const side = perpendicular(up);
  const directions = [side, cross(up, side)].map((direction) => project(acc, direction, NO_BIAS, 0, n));

  // 2. and 3. Spread and path.
  const [a, b] = lowpassAll(directions, SWAY_CUT_HZ, sampleRateHz);
  const rmsMps2 = Math.hypot(signalSd(a), signalSd(b));
  if (!(rmsMps2 > ROUNDING_MPS2)) return null;
  let path = 0;
  for (let i = 1; i < n; i++) path += Math.sqrt((a[i] - a[i - 1]) ** 2 + (b[i] - b[i - 1]) ** 2);

  // 4. What is quicker than sway counts here.
  const { power, binHz } = planarPower(directions[0], directions[1], sampleRateHz);
  const f95Hz = spectralEdge(power, binHz, POWER_BAND_HZ, EDGE_SHARE);
  return f95Hz === null ? null : { rmsMps2, pathRateMps3: (path * sampleRateHz) / n, f95Hz };
}
