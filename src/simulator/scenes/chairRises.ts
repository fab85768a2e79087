import type { RecordingEvent } from '../../model/index.ts';
import type { Motion } from '../people/motion.ts';
import type { Random } from '../random.ts';
import type { Move } from './moves.ts';
import { mark, type Scene } from './scene.ts';
import { failedRiseAt, riseAt, sitDownAt, SITTING_PITCH_RAD, type TransferHow } from './transfers.ts';

/** All the way up, or a share of it and back. */
export type Attempt = 'full' | { readonly share: number };

/** Rises in a row, each followed by sitting down. Times in seconds. */
export interface ChairRisesHow {
  /** Sits quietly for so long, until "go". */
  readonly beforeS: number;
  readonly reactionS: number;
  readonly attempts: readonly Attempt[];
  readonly how: Partial<TransferHow>;
  /** Between standing and sitting, sitting and standing. */
  readonly pauseS: readonly [number, number];
  /** A last rise, so that after so many seconds of the test it is so far on its way up, 0 to 1. */
  readonly underWay?: { readonly atS: number; readonly share: number };
  readonly afterS: number;
  readonly withoutGo?: boolean;
}

/** @throws RangeError where the attempts leave no time for the rise under way */
export function chairRises({ beforeS, reactionS, attempts, how, pauseS, underWay, afterS, withoutGo }: ChairRisesHow, random: Random): Scene {
  const pause = () => pauseS[0] + (pauseS[1] - pauseS[0]) * random.uniform();
  const moves: Move[] = [];
  const motions: Motion[] = [];
  const events: RecordingEvent[] = withoutGo ? [] : [mark('go', beforeS, 0)];
  let timeS = beforeS + reactionS;
  const add = (transfer: ReturnType<typeof riseAt>): void => {
    moves.push(...transfer.moves);
    if (transfer.shock) motions.push(transfer.shock);
    events.push(transfer.event);
    timeS = transfer.endS;
  };
  for (const attempt of attempts) {
    if (attempt === 'full') {
      add(riseAt(timeS, random, how));
      add(sitDownAt(timeS + pause(), random, how));
    } else {
      add(failedRiseAt(timeS, attempt.share, random, how));
    }
    timeS += pause();
  }
  if (underWay) {
    const phaseS = how.phaseS ?? 0.9;
    // A fifth of the bending is still to come when the way up begins; the minimum-jerk curve is met by halving.
    const startS = beforeS + underWay.atS - ((1 - (how.overlap ?? 0.2)) + wayTime(underWay.share)) * phaseS;
    if (startS < timeS) throw new RangeError(`the attempts take ${(timeS - startS).toFixed(2)} s too long for a rise under way at ${underWay.atS} s`);
    add(riseAt(startS, random, { ...how, phaseS }));
    add(sitDownAt(timeS + pause(), random, how));
    events.push(mark('time_up', beforeS + underWay.atS, 0));
  }
  return { durationS: timeS + afterS, posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 }, moves, motions, walks: [], events };
}

/** Share of its duration after which a minimum-jerk movement has made a share of its way. */
function wayTime(share: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 40; k++) {
    const u = (low + high) / 2;
    if (u ** 3 * (10 - 15 * u + 6 * u * u) < share) low = u;
    else high = u;
  }
  return low;
}
