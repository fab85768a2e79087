import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClockPlaces } from '../../../src/ingest/clockPlaces.ts';

function places(times: readonly number[], sampleRateHz = 100): number[] {
  const grid = new ClockPlaces({ path: 'walk.csv', name: 'time', index: 0, samplesPerUnit: sampleRateHz, sampleRateHz, wrapsAt: null, rateRemedy: 'correct sampleRateHz' });
  const found = times.map((time, i) => grid.place(Float64Array.of(time), i + 2));
  grid.end();
  return found;
}

/** Which of the first `count` samples arrived: runs of at least ten, with holes of at least two between them. */
const arrived = fc.array(fc.tuple(fc.integer({ min: 40, max: 90 }), fc.integer({ min: 2, max: 50 })), { minLength: 1, maxLength: 8 })
  .map((runs) => { let at = 0; return runs.flatMap(([length, hole]) => { const run = Array.from({ length }, (_, i) => at + i); at += length + hole; return run; }); });

describe('rows placed by a clock', () => {
  it('keep their place whatever was lost, with a jitter below a quarter of a sample', () => {
    fc.assert(fc.property(arrived, fc.infiniteStream(fc.double({ min: -0.24, max: 0.24, noNaN: true })), (samples, jitter) => {
      const times = samples.map((n, i) => (i === 0 ? 0 : (n + jitter.next().value) / 100));
      expect(places(times)).toEqual(samples);
    }));
  });

  it('keep their place when the clock drifts by a thousandth', () => {
    fc.assert(fc.property(arrived, fc.double({ min: -0.001, max: 0.001, noNaN: true }), (samples, drift) => {
      expect(places(samples.map((n) => (n * (1 + drift)) / 100))).toEqual(samples);
    }));
  });

  it('do not take a jitter of almost half a sample for a gap', () => {
    expect(places([0, 1.49, 1.51, 3.44, 4, 5.3, 5.7, 7.45].map((n) => n / 100))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('count whole milliseconds at any rate', () => {
    for (const rate of [30, 60, 120, 128, 400]) {
      const samples = Array.from({ length: 500 }, (_, i) => (i < 250 ? i : i + 7));
      expect(places(samples.map((n) => Math.round((n * 1000) / rate) / 1000), rate)).toEqual(samples);
    }
  });
});
