import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut } from '../../../src/api/routes/signals.ts';
import type { SignalTraces } from '../../../src/model/index.ts';

const traces = (length: number, sampleRateHz: number, startS: number): SignalTraces => {
  const column = Array.from({ length }, (_, i) => i);
  return { site: 'lowerBack', sampleRateHz, startS, acc: { ap: column, v: column, ml: column }, yaw: null };
};

test('cut pieces put together are the whole, and each piece knows where it starts', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }), fc.constantFrom(10, 25, 31.25, 50, 100), fc.constantFrom(0, 0.5, 12.34),
      fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 6 }),
      (length, sampleRateHz, startS, cuts) => {
        const whole = traces(length, sampleRateHz, startS);
        const edges = [0, ...cuts.sort((a, b) => a - b), Infinity];
        const pieces = edges.slice(1).map((toS, i) => cut(whole, edges[i] ?? 0, toS));
        expect(pieces.flatMap(({ acc }) => acc.v)).toEqual(whole.acc.v);
        for (const { startS: pieceS, acc } of pieces) {
          const [first] = acc.v;
          if (typeof first === 'number') expect(pieceS).toBeCloseTo(startS + first / sampleRateHz, 9);
        }
      },
    ),
  );
});

test('a range beside the recording gives empty columns, and no gyroscope stays null', () => {
  const piece = cut(traces(10, 10, 0), 5, 6);
  expect(piece.acc).toEqual({ ap: [], v: [], ml: [] });
  expect(piece.yaw).toBeNull();
});

test('rounding of seconds loses no sample: 0.3 s at 10 Hz starts at sample 3', () => {
  expect(cut(traces(10, 10, 0), 0.1 + 0.2, 0.6).acc.v).toEqual([3, 4, 5]);
});
