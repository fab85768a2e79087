import type { Motion } from '../people/motion.ts';
import type { Random } from '../random.ts';
import type { Freedom, Move } from './moves.ts';
import { between, periodic } from './tremble.ts';

/** Largest shift of each kind (m, rad) of somebody who looks for a better place on a chair: own choice. */
const LARGEST: readonly (readonly [Freedom, number])[] = [
  ['pitch', 0.17], ['roll', 0.12], ['yaw', 0.35], ['ap', 0.06], ['ml', 0.08], ['v', 0.03],
];
const SHIFT_S: readonly [number, number] = [0.5, 1.8];
const PAUSE_S: readonly [number, number] = [0.3, 4];
/** Two or three movements make one shift. */
const AT_ONCE = 3;
/** A jiggling knee shakes the pelvis: own choice of rate, size and length. */
const JIGGLE = { hz: [2.5, 4.5], mps2: [0.15, 0.5], lastsS: [5, 12] } as const;

/** Restless sitting: shifts to and fro, each back to where it was in the end. */
export function fidgets(startS: number, endS: number, random: Random): Move[] {
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const moves: Move[] = [];
  const away = new Map<Freedom, number>();
  for (let timeS = startS + draw(PAUSE_S); timeS + SHIFT_S[1] < endS - SHIFT_S[1]; timeS += draw(PAUSE_S)) {
    for (let k = 0; k < AT_ONCE; k++) {
      const [of, largest] = LARGEST[Math.floor(random.uniform() * LARGEST.length)];
      const durationS = draw(SHIFT_S);
      const by = (2 * random.uniform() - 1) * largest - (away.get(of) ?? 0);
      away.set(of, (away.get(of) ?? 0) + by);
      moves.push({ of, startS: timeS, durationS, by });
    }
    timeS += SHIFT_S[1];
  }
  for (const [of, by] of away) moves.push({ of, startS: endS - SHIFT_S[1], durationS: SHIFT_S[1], by: -by });
  return moves;
}

/** A knee that jiggles for a while somewhere between the two times. */
export function jiggle(startS: number, endS: number, random: Random): Motion {
  const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
  const lastsS = Math.min(draw(JIGGLE.lastsS), endS - startS);
  const beginsS = startS + (endS - startS - lastsS) * random.uniform();
  return between(beginsS, lastsS, periodic(draw(JIGGLE.hz), draw(JIGGLE.mps2), [0.1, 0.95, 0.29], random));
}
