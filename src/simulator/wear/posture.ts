import { LOWER_BACK } from '../people/defaults.ts';
import { GRAVITY_MPS2 } from '../worn/imu.ts';
import type { Doing } from './day.ts';

const RAD = Math.PI / 180;
/** From one posture to the next, s. */
const CHANGES_S = 1.5;
/** Breath and balance: sway of the lean, degrees, and its rates, Hz. */
const SWAYS_DEG = 0.25;
const SWAY_HZ = [0.27, 0.11] as const;

/** Pitch and roll of the lower back, degrees; 0 is upright. */
export type Lean = readonly [number, number];

/** Somebody lies on the back, on either side or half on the belly. */
export const LEANS: Readonly<Record<Extract<Doing, 'lying' | 'sitting' | 'standing'>, readonly Lean[]>> = {
  lying: [[85, 5], [5, 85], [10, -80], [-60, 50]],
  sitting: [[12, 0]],
  standing: [[0, 0]],
};

/**
 * From one lean to another within a moment, then still but for breath and balance, as a perfect sensor reads it.
 * @returns x, y, z of acceleration (m/s²), then of angular rate (deg/s)
 */
export function holdPosture(from: Lean, to: Lean, length: number, rateHz: number): Float64Array[] {
  const columns = Array.from({ length: 6 }, () => new Float64Array(length));
  const [acc, gyr] = [columns.slice(0, 3), columns.slice(3)];
  let pitchBefore = 0;
  let rollBefore = 0;
  for (let i = 0; i < length; i++) {
    const share = Math.min(1, i / (CHANGES_S * rateHz));
    const eased = share * share * (3 - 2 * share);
    const pitchDeg = from[0] + eased * (to[0] - from[0]) + SWAYS_DEG * Math.sin((2 * Math.PI * SWAY_HZ[0] * i) / rateHz);
    const rollDeg = from[1] + eased * (to[1] - from[1]) + SWAYS_DEG * Math.sin((2 * Math.PI * SWAY_HZ[1] * i) / rateHz);
    const level = GRAVITY_MPS2 * Math.cos(pitchDeg * RAD);
    mounted(acc, i, GRAVITY_MPS2 * Math.sin(pitchDeg * RAD), level * Math.cos(rollDeg * RAD), level * Math.sin(rollDeg * RAD));
    if (i > 0) mounted(gyr, i, (rollDeg - rollBefore) * rateHz, 0, (pitchDeg - pitchBefore) * rateHz);
    pitchBefore = pitchDeg;
    rollBefore = rollDeg;
  }
  return columns;
}

/** Writes a vector of the body as the case reads it. */
function mounted(columns: readonly Float64Array[], i: number, ap: number, v: number, ml: number): void {
  for (let axis = 0; axis < 3; axis++) {
    const row = LOWER_BACK.mounting[axis];
    columns[axis][i] = row[0] * ap + row[1] * v + row[2] * ml;
  }
}
