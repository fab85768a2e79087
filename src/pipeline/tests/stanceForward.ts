import type { Walking } from '../../dsp/gait/walking.ts';
import { horizontal } from '../../dsp/orientation/movingFrame.ts';
import { angleDeg, dot, type Vector3 } from '../../dsp/orientation/vector.ts';

/** How front and back of a sensor that was worn standing are known. */
export interface Forward {
  /** In the sensor's frame, not level; null where it is not known. */
  readonly direction: Vector3 | null;
  readonly from: 'walk' | 'said' | null;
  /** Why it is not known, and what to do; empty where it is. */
  readonly why: string;
  /** How far the axis that is said to point forward rises above or sinks below level, degrees; null where none is said. */
  readonly saidRiseDeg: number | null;
  /** Between what the walk shows and what is said, degrees; null where not both are known. */
  readonly disagreeDeg: number | null;
}

/** A walk of a few steps says little of front and back. */
const ENOUGH_CONTACTS = 6;
/** An axis so steep is neither forward nor backward. */
const STEEPEST_DEG = 60;

const UNKNOWN = 'Front and back of the sensor are not known: nobody walks in this recording, and it does not say which axis of the sensor points forward ("z forward" as its placement says it). '
  + 'Sway in the plane needs neither.';

/**
 * Front and back from a walk in the same recording, else from what the recording says of the sensor's placement; never guessed.
 * Which of the two ways is forward changes no number of sway.
 */
export function forwardOf({ frame, bouts }: Walking, said: Vector3 | null, up: Vector3): Forward {
  const saidRiseDeg = said === null ? null : Math.abs(90 - angleDeg(said, up));
  const isUsable = saidRiseDeg !== null && saidRiseDeg < STEEPEST_DEG;
  const walked = frame !== null && bouts.some(({ contacts }) => contacts.length >= ENOUGH_CONTACTS) ? frame.forward : null;
  const acrossDeg = walked && said && isUsable ? angleDeg(horizontal(walked, up), horizontal(said, up)) : null;
  const disagreeDeg = acrossDeg === null ? null : Math.min(acrossDeg, 180 - acrossDeg);
  const known = { saidRiseDeg, disagreeDeg };
  if (walked && Math.abs(dot(walked, up)) < Math.sin((STEEPEST_DEG * Math.PI) / 180)) return { ...known, direction: walked, from: 'walk', why: '' };
  if (isUsable) return { ...known, direction: said, from: 'said', why: '' };
  return { ...known, direction: null, from: null, why: UNKNOWN };
}
