import type { Side } from '../../model/index.ts';
import type { Mounting } from '../worn/mounting.ts';
import type { Stance } from './placement.ts';
import type { WalkTruth } from './truth.ts';

/**
 * Somebody who walks backwards is taken to move as somebody who walks forward and is seen from behind: the trunk of the model heads
 * along its way, and the body in it looks the other way. That holds for the rhythm and for the signs; the shapes of real
 * backward walking differ, and nothing is claimed of them.
 */
const other: Readonly<Record<Side, Side>> = { left: 'right', right: 'left' };

/** The same mounting on a body that looks the other way: half a turn about the vertical. */
export function turnedRound(mounting: Mounting): Mounting {
  const [x, y, z] = mounting.map(([ap, v, ml]) => [-ap, v, -ml] as const);
  return [x, y, z];
}

/** What happened, told by the person's own left and right. */
export function seenFromBehind({ stances, truth }: { readonly stances: readonly Stance[]; readonly truth: WalkTruth }): { readonly stances: readonly Stance[]; readonly truth: WalkTruth } {
  return {
    stances: stances.map((stance) => ({ ...stance, side: other[stance.side] })),
    truth: {
      ...truth,
      strides: truth.strides.map((stride) => ({ ...stride, side: other[stride.side] })),
      steady: truth.steady && { ...truth.steady, stepTimeAsymmetryPct: -truth.steady.stepTimeAsymmetryPct },
    },
  };
}
