import { describe, expect, it } from 'vitest';
import { metrics, type GaitTrial, type MetricId } from '../../../src/metrics/index.ts';
import { noise } from '../dsp/trunkGolden.ts';
import { handMadeWalk, value, withAcc } from './walkedByHand.ts';

const trunkIds = metrics.map((m) => m.id).filter((id) => id.startsWith('trunk.'));

/** The hand-made walk with noise on it, so that nothing is exactly equal. */
function livelyWalk(...args: Parameters<typeof handMadeWalk>): GaitTrial {
  return withAcc(handMadeWalk(...args), ({ ap, v, ml }) => {
    const [a, b, c] = [11, 12, 13].map((seed) => noise(ap.length, seed));
    return { ap: ap.map((x, i) => x + 0.1 * a[i]), v: v.map((x, i) => x + 0.1 * b[i]), ml: ml.map((x, i) => x + 0.1 * c[i]) };
  });
}

describe('trunk metrics of a walk worked by hand', () => {
  const even = handMadeWalk();

  it('RMS is that of the harmonics, gravity left out, and its shares follow', () => {
    const rms = { ap: Math.sqrt((0.04 + 1 + 0.01 + 0.16) / 2), v: Math.sqrt((0.04 + 2.25 + 0.01 + 0.25) / 2), ml: Math.sqrt((0.64 + 0.01 + 0.25) / 2) };
    const total = Math.hypot(rms.ap, rms.v, rms.ml);
    for (const [axis, id] of [['ap', 'Ap'], ['v', 'V'], ['ml', 'Ml']] as const) {
      expect(value(`trunk.rms${id}`, even).value).toBeCloseTo(rms[axis], 6);
      expect(value(`trunk.rmsRatio${id}`, even).value).toBeCloseTo(rms[axis] / total, 6);
    }
  });

  it('the index of harmonicity is the fundamental in its first six multiples', () => {
    // Straight lines between samples take a little off the higher harmonics.
    expect(value('trunk.indexOfHarmonicityAp', even).value).toBeCloseTo(1 / 1.16, 2);
    expect(value('trunk.indexOfHarmonicityMl', even).value).toBeCloseTo(0.64 / 0.9, 2);
  });

  it('every stride is like the last; a step is less so, by the stride\'s own harmonics', () => {
    expect(value('trunk.strideRegularityV', even).value).toBeCloseTo(1, 2);
    expect(value('trunk.stepRegularityV', even).value).toBeCloseTo((2.25 + 0.25 - 0.04 - 0.01) / 2.55, 1);
    expect(value('trunk.stepSymmetryV', even).value).toBeCloseTo(value('trunk.stepRegularityV', even).value! / value('trunk.strideRegularityV', even).value!, 12);
  });

  it('the dominant frequency is the step\'s forward and upward and the stride\'s sideways, as narrow as can be', () => {
    expect(value('trunk.dominantFrequencyAp', even).value).toBeCloseTo(2, 2);
    expect(value('trunk.dominantFrequencyV', even).value).toBeCloseTo(2, 2);
    expect(value('trunk.dominantFrequencyMl', even).value).toBeCloseTo(1, 2);
    expect(value('trunk.dominantWidthV', even).value).toBeCloseTo(0.288, 2);
    expect(value('trunk.dominantSlopeV', even).value).toBeCloseTo(value('trunk.dominantAmplitudeV', even).value! / value('trunk.dominantWidthV', even).value!, 9);
    // 20 s hold seven windows of 5 s, half a window apart.
    expect(value('trunk.dominantWidthV', even).n).toBe(7);
  });
});

describe('trunk metrics', () => {
  it('have a number on a lively walk, within their plausible range', () => {
    for (const id of trunkIds) {
      const result = value(id, livelyWalk());
      expect(result.value, id).not.toBeNull();
      expect(result.flags ?? [], id).not.toContain('outsidePlausibleRange');
    }
  });

  it('do not change when left and right are swapped', () => {
    const walk = livelyWalk();
    const mirrored = withAcc(walk, ({ ap, v, ml }) => ({ ap, v, ml: ml.map((x) => -x) }));
    for (const id of trunkIds) expect(value(id, mirrored).value, id).toBeCloseTo(value(id, walk).value!, 6);
  });

  it('do not change when the walk starts later in the recording', () => {
    const walk = livelyWalk();
    const by = 1234;
    const moved = <T extends { start: number; end: number }>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
    const later: GaitTrial = {
      ...walk,
      bouts: walk.bouts.map((b) => ({ ...moved(b), offset: b.offset + by, strides: b.strides.map(moved), contacts: b.contacts.map((c) => ({ ...c, sample: c.sample + by })), finalContacts: [] })),
    };
    for (const id of trunkIds) expect(value(id, later).value, id).toBeCloseTo(value(id, walk).value!, 9);
  });

  it('RMS grows with the size of the movement; what is about its shape does not', () => {
    const walk = livelyWalk();
    const doubled = withAcc(walk, ({ ap, v, ml }) => ({ ap: ap.map((x) => 2 * x), v: v.map((x) => 9.81 + 2 * (x - 9.81)), ml: ml.map((x) => 2 * x) }));
    // The arc length of the magnitude without gravity sees a larger movement as another one: gravity stays as it is.
    for (const id of trunkIds.filter((id) => id !== 'trunk.spectralArcLength')) {
      const factor = /\.rms(Ap|V|Ml)$/.test(id) ? 2 : 1;
      expect(value(id, doubled).value, id).toBeCloseTo(factor * value(id, walk).value!, 6);
    }
  });

  it('of a walk recorded faster are nearly the same', () => {
    const [slow, fast] = [100, 200].map((fs) => handMadeWalk({ fs }));
    const near = (id: MetricId, digits: number) => expect(value(id, fast).value, id).toBeCloseTo(value(id, slow).value!, digits);
    for (const id of trunkIds.filter((id) => !/Entropy|Divergence/.test(id))) near(id, 1);
    for (const id of ['trunk.sampleEntropyAp', 'trunk.sampleEntropyV'] as const) near(id, 1);
  });
});

describe('the ten seconds of sample entropy and the ten strides of divergence', () => {
  it('may come from several straight stretches', () => {
    const shuttle = livelyWalk({ runsS: [6, 6] });
    for (const id of ['trunk.sampleEntropyV', 'trunk.localDivergenceV'] as const) expect(value(id, shuttle)).toMatchObject({ n: 1 });
  });

  it('are said to be missing with what was found', () => {
    const short = livelyWalk({ runsS: [4, 3] });
    expect(value('trunk.sampleEntropyV', short).missing).toBe('Only 7.0 s of steady straight walking were found; at least 10 s are needed.');
    expect(value('trunk.localDivergenceV', short).missing).toBe('Only 7 strides of steady straight walking were found; at least 10 strides are needed.');
    expect(value('trunk.dominantFrequencyV', short).missing).toMatch(/No stretch of 5 s/);
  });

  it('are looked at once a minute, however long a straight walk is', () => {
    const long = livelyWalk({ runsS: [200] });
    expect(value('trunk.sampleEntropyV', long).n).toBe(4);
    expect(value('trunk.localDivergenceV', long).n).toBe(4);
  });

  it('need 50 samples a second for the entropy', () => {
    expect(value('trunk.sampleEntropyV', handMadeWalk({ fs: 40 })).missing).toMatch(/fewer than 50/);
  });
});
