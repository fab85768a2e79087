import type { Span, Stride, WalkingBout } from '../../model/index.ts';
import { mean } from '../summary.ts';

export interface WalkedDistance {
  /** Null where no stride has a length. */
  readonly distanceM: number | null;
  /** How many steps went in. */
  readonly steps: number;
}

/**
 * Way walked, from the steps and the strides around them.
 *
 * Source: distance as the sum of step lengths, as in Zijlstra & Hof 2003, Gait Posture 18:1.
 * Needs: strides with lengths; they are as good as the lengths are.
 * Steps:
 * 1. A step's way is its duration times the speed of the strides it is part of.
 * 2. A step without a stride (in a mended stretch, at a gap) is walked at the bout's mean speed; a bout without any stride at the mean of all.
 * 3. The step before a bout's first contact counts half a stride, as the trunk has come that far when the first foot lands.
 * Differs from the source: it sums over strides' speeds, so that single steps that could not be measured leave no hole.
 *
 * @param within only steps, or shares of steps, inside these samples count; absent: all
 * @returns m along the path, turns included
 */
export function walkedDistanceM(bouts: readonly WalkingBout[], sampleRateHz: number, within?: Span): WalkedDistance {
  const speed = (s: Stride) => ((s.lengthM ?? NaN) * sampleRateHz) / (s.end - s.start);
  const measured = bouts.map((bout) => bout.strides.filter((s) => s.lengthM !== null));
  const all = measured.flat();
  if (all.length === 0) return { distanceM: null, steps: 0 };
  const usual = mean(all.map(speed));
  let [distanceM, steps] = [0, 0];
  for (const [b, bout] of bouts.entries()) {
    const strides = measured[b];
    const own = strides.length > 0 ? mean(strides.map(speed)) : usual;
    let next = 0;
    for (const [k, contact] of bout.contacts.entries()) {
      const before = k === 0 ? contact.sample - firstStepSamples(bout) : bout.contacts[k - 1].sample;
      // 1. Starts and ends of strides both rise: those around a step lie side by side.
      while (next < strides.length && strides[next].end <= before + 1e-6) next++;
      const around: number[] = [];
      for (let s = next; s < strides.length && strides[s].start <= before + 1e-6; s++) if (strides[s].end >= contact.sample - 1e-6) around.push(speed(strides[s]));
      const share = within ? Math.max(0, Math.min(within.end, contact.sample) - Math.max(within.start, before)) : contact.sample - before;
      if (share <= 0) continue;
      // 2. and 3.
      distanceM += ((around.length > 0 ? mean(around) : own) * share) / sampleRateHz;
      if (k > 0) steps++;
    }
  }
  return { distanceM, steps };
}

/** Half a step's time stands for the way before the first contact. */
function firstStepSamples({ contacts }: WalkingBout): number {
  return contacts.length > 1 ? (contacts[1].sample - contacts[0].sample) / 2 : 0;
}
