import { describe, expect, it } from 'vitest';
import { mendLost } from '../../../../src/dsp/gait/contactEnds.ts';
import type { Candidate } from '../../../../src/dsp/gait/contactScore.ts';
import { chooseContacts, localStepSamples } from '../../../../src/dsp/gait/contactSequence.ts';

const FS = 100;
const STEP = 55;
const straight = new Uint8Array(5000);

/** Clear contacts every step, left first. */
function walk(steps: number): Candidate[] {
  return Array.from({ length: steps }, (_, k) => ({ sample: 100 + k * STEP, strength: 1.5, side: k % 2 === 0 ? 0.8 : -0.8 }));
}

function choose(candidates: readonly Candidate[]) {
  return chooseContacts(candidates, candidates.map(() => STEP), straight, FS);
}

describe('choosing contacts by strength, side and rhythm', () => {
  it('takes every clear contact and its foot', () => {
    const chosen = choose(walk(12));
    expect(chosen.map((c) => c.sample)).toEqual(walk(12).map((c) => c.sample));
    expect(chosen.map((c) => c.foot)).toEqual(Array.from({ length: 12 }, (_, k) => (k % 2 === 0 ? 1 : -1)));
  });

  it('leaves out a doubled peak between two contacts', () => {
    const doubled = [...walk(12), { sample: 100 + 5 * STEP + 24, strength: 1.2, side: 0.1 }].sort((a, b) => a.sample - b.sample);
    expect(choose(doubled)).toEqual(choose(walk(12)));
  });

  it('steps over a missing contact without losing the feet, and mends it', () => {
    const gappy = walk(12).filter((_, k) => k !== 6);
    const chosen = choose(gappy);
    expect(chosen).toEqual(choose(walk(12)).filter((_, k) => k !== 6));
    const mended = mendLost(chosen, gappy, () => STEP);
    expect(mended.filter((c) => c.mended)).toEqual([{ sample: 100 + 6 * STEP, foot: 1, mended: true }]);
  });

  it('believes the rhythm where one contact shows the wrong foot', () => {
    const odd = walk(12).map((c, k) => (k === 5 ? { ...c, side: 0.6 } : c));
    expect(choose(odd).map((c) => c.foot)).toEqual(choose(walk(12)).map((c) => c.foot));
  });

  it('starts anew after a pause', () => {
    const later = walk(8).map((c) => ({ ...c, sample: c.sample + 8 * STEP + 400 }));
    expect(choose([...walk(8), ...later])).toHaveLength(16);
  });

  it('finds nothing where there is no candidate', () => {
    expect(choose([])).toEqual([]);
  });

  it('follows a walker who slows down', () => {
    let t = 100;
    const slowing = Array.from({ length: 30 }, (_, k) => ({ sample: (t += 50 + k), strength: 1, side: k % 2 === 0 ? 0.5 : -0.5 }));
    const first = choose(slowing);
    const local = localStepSamples(first, slowing, STEP);
    expect(local[0]).toBeLessThan(58);
    expect(local[29]).toBeGreaterThan(65);
    expect(chooseContacts(slowing, local, straight, FS)).toHaveLength(30);
  });
});
