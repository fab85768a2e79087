import { describe, expect, it } from 'vitest';
import { bridgedSeries, type SensorSeries } from '../../../../src/dsp/series.ts';
import { findStance, type StanceRequest } from '../../../../src/dsp/sway/stance.ts';

const FS = 100;
interface Shake { readonly fromS: number; readonly toS: number; readonly mps2: number }

interface Way {
  readonly leanDeg?: (timeS: number) => number;
  /** deg/s */
  readonly rate?: (timeS: number) => number;
  readonly hasGyroscope?: boolean;
}

/** A trunk that stands upright and is shaken at 4 Hz for a while. */
function standing(seconds: number, shakes: readonly Shake[], { leanDeg = () => 0, rate = () => 0, hasGyroscope = true }: Way = {}): SensorSeries {
  const n = Math.round(seconds * FS);
  const column = (value: (timeS: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i / FS));
  const lean = (t: number) => leanDeg(t) * (Math.PI / 180);
  const shaken = (t: number) => shakes.reduce((sum, { fromS, toS, mps2 }) => sum + (t >= fromS && t < toS ? mps2 * Math.sin(2 * Math.PI * 4 * (t - fromS)) : 0), 0);
  const acc = { x: column((t) => 9.81 * Math.sin(lean(t)) + 0.05 * Math.sin(2 * Math.PI * 0.4 * t)), y: column((t) => 9.81 * Math.cos(lean(t)) + shaken(t)), z: column(() => 0) };
  const gyr = hasGyroscope ? { x: column(() => 0), y: column(() => 0), z: column(rate) } : null;
  return bridgedSeries(acc, gyr, new Uint8Array(n), FS);
}
const request: StanceRequest = { go: 2 * FS, stop: null, durationS: 10, isHeld: true };
const secondsOf = (sample: number) => sample / FS;

describe('a stance that is held', () => {
  it('is full where nothing ends it', () => {
    expect(findStance(standing(15, []), request)).toMatchObject({ start: 200, end: 1200, ended: 'full', events: [] });
  });

  it('ends at a step, where its unrest rises', () => {
    const found = findStance(standing(15, [{ fromS: 8.4, toS: 8.8, mps2: 3 }]), request)!;
    expect(found).toMatchObject({ ended: 'step', events: [{ kind: 'step' }] });
    expect(Math.abs(secondsOf(found.end) - 8.4)).toBeLessThan(0.15);
  });

  it.each<[string, number, number, 'full' | 'step']>([
    ['a step before the ten seconds are over ends it', 11.5, 3, 'step'],
    ['a step after them does not', 12.6, 3, 'full'],
    ['a gesture does not', 8, 0.4, 'full'],
  ])('%s', (_, atS, mps2, ended) => {
    expect(findStance(standing(15, [{ fromS: atS, toS: atS + 0.4, mps2 }]), request)!.ended).toBe(ended);
  });

  it('ends with the balance lost where the trunk leans far', () => {
    const fall = findStance(standing(15, [], { leanDeg: (t: number) => (t < 7 ? 0 : Math.min(20, 40 * (t - 7))) }), request)!;
    expect(fall).toMatchObject({ ended: 'lossOfBalance' });
    expect(fall.events[0].leanDeg).toBeGreaterThan(12);
  });

  it('ends with the balance lost where the trunk turns quickly, which only a gyroscope sees', () => {
    const rate = (t: number) => (t > 7 && t < 7.4 ? 80 : 0);
    expect(findStance(standing(15, [], { rate }), request)).toMatchObject({ ended: 'lossOfBalance' });
    expect(findStance(standing(15, [], { rate, hasGyroscope: false }), request)).toMatchObject({ ended: 'full' });
  });

  it('ends where the end is marked, unless something ended it before', () => {
    expect(findStance(standing(15, []), { ...request, stop: 900 })).toMatchObject({ end: 900, ended: 'stop' });
    expect(findStance(standing(15, [{ fromS: 6, toS: 6.4, mps2: 3 }]), { ...request, stop: 900 })).toMatchObject({ ended: 'step' });
  });

  it('ends with the recording where that is shorter than the test', () => {
    expect(findStance(standing(8, []), request)).toMatchObject({ end: 800, ended: 'recordingEnd' });
  });

  it('is full to the very sample: 9.99 s are not', () => {
    expect(findStance(standing(12, []), request)).toMatchObject({ ended: 'full' });
    expect(findStance(standing(11.99, []), request)).toMatchObject({ ended: 'recordingEnd' });
    expect(findStance(standing(15, []), { ...request, stop: 1199 })).toMatchObject({ end: 1199, ended: 'stop' });
    expect(findStance(standing(15, []), { ...request, stop: 1200 })).toMatchObject({ end: 1200, ended: 'full' });
  });

  it('without a "go" begins with the first calm of two seconds, even where a later one is longer', () => {
    const found = findStance(standing(30, [{ fromS: 0, toS: 3, mps2: 3 }, { fromS: 8, toS: 8.4, mps2: 3 }]), { ...request, go: null })!;
    expect(secondsOf(found.start)).toBeGreaterThan(3);
    expect(secondsOf(found.start)).toBeLessThan(3.6);
    expect(found.ended).toBe('step');
  });

  it('is none where nobody is calm and nobody said go', () => {
    expect(findStance(standing(20, [{ fromS: 0, toS: 20, mps2: 3 }]), { ...request, go: null })).toBeNull();
  });
});

describe('a stance whose sway is asked for', () => {
  const quiet: StanceRequest = { go: null, stop: null, durationS: 30, isHeld: false };

  it('is the longest where nobody said go', () => {
    const found = findStance(standing(50, [{ fromS: 6, toS: 6.4, mps2: 3 }]), quiet)!;
    expect(secondsOf(found.start)).toBeGreaterThan(6);
    expect(found.ended).toBe('full');
  });

  it('begins where the person has settled after the go', () => {
    const found = findStance(standing(50, [{ fromS: 2, toS: 6, mps2: 3 }]), { ...quiet, go: 200 })!;
    expect(secondsOf(found.start)).toBeGreaterThan(6);
    expect(secondsOf(found.start)).toBeLessThan(6.6);
  });
});
