import type { Side } from '../../model/index.ts';
import type { Curve } from './phase.ts';
import type { WalkPlan } from './steps.ts';

/** Distance between the feet's lines, m: a usual value for adults. */
const STEP_WIDTH_M = 0.1;
/** Double support in stride times: shorter when faster; bounds keep to what people do. */
const DOUBLE_SUPPORT = { atRest: 0.155, perMps: -0.042, least: 0.08, most: 0.18 } as const;

/** A foot standing on the ground. Positions are on the floor: x along the first heading, z to its right, m. */
export interface Stance {
  readonly side: Side;
  readonly xM: number;
  readonly zM: number;
  /** rad, positive to the left */
  readonly headingRad: number;
  /** Its contact; -Infinity where the person stood from the beginning */
  readonly initialContactS: number;
  /** When it leaves the ground; Infinity where it stays */
  readonly finalContactS: number;
  /** Index of its step in the plan; -1 where the person stood from the beginning */
  readonly step: number;
}

/** Share of a stride for which both feet are down at each change of foot. */
export function doubleSupportShare(speedMps: number): number {
  const share = DOUBLE_SUPPORT.atRest + DOUBLE_SUPPORT.perMps * speedMps;
  return Math.min(Math.max(share, DOUBLE_SUPPORT.least), DOUBLE_SUPPORT.most);
}

/** Where and when each foot stands, in the order of contact; the first two are the standing feet. */
export function placeFeet(plan: WalkPlan, heading: (timeS: number) => Curve, speedMps: number): Stance[] {
  const { steps, beginS } = plan;
  const share = doubleSupportShare(speedMps);
  const contactS = (k: number): number => (k < 0 ? (beginS ?? 0) : steps[k].timeS);
  // The foot of step k leaves when the other has been down for a share of the stride that is ending.
  const leavesS = (k: number): number => {
    const strideS = k > 0 ? contactS(k) - contactS(k - 2) : 2 * (contactS(k) - contactS(k - 1));
    return contactS(k - 1) + share * strideS;
  };
  const leavesNext = (k: number): number => (k < steps.length ? leavesS(k) : Infinity);

  const first = steps[0]?.side ?? 'left';
  const other = first === 'left' ? 'right' : 'left';
  const stand = (side: Side, x: number, z: number, headingRad: number, step: number): Stance => {
    const aside = (side === 'left' ? -1 : 1) * (STEP_WIDTH_M / 2);
    return {
      side,
      xM: x + aside * Math.sin(headingRad),
      zM: z + aside * Math.cos(headingRad),
      headingRad,
      initialContactS: step < 0 ? -Infinity : contactS(step),
      finalContactS: leavesNext(step < 0 ? (side === first ? 0 : 1) : step + 2),
      step,
    };
  };

  const stances = [stand(first, 0, 0, 0, -1), stand(other, 0, 0, 0, -1)];
  let x = 0;
  let z = 0;
  for (const [k, { timeS, side, lengthM }] of steps.entries()) {
    const along = heading((contactS(k - 1) + timeS) / 2).value;
    x += lengthM * Math.cos(along);
    z -= lengthM * Math.sin(along);
    stances.push(stand(side, x, z, heading(timeS).value, k));
  }
  return stances;
}
