import type { SwaySet } from '../../dsp/sway/swaySet.ts';
import type { Measured } from '../../model/index.ts';

/** What was read of a standing test. */
export interface StanceReading {
  /** s */
  readonly held: Measured;
  /** First direction forward, second sideways where they are known. Null where `noSway` says why. */
  readonly sway: SwaySet | null;
  readonly noSway: string | null;
  /** Why there is nothing forward and sideways; null where these are known. */
  readonly noDirections: string | null;
  /** The quiet part is shorter than what sway is known to need. */
  readonly short: boolean;
}
