import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateMetric, metrics, type GaitTrial } from '../../../src/metrics/index.ts';
import type { InitialContact, Stride } from '../../../src/model/index.ts';
import { noise } from '../dsp/trunkGolden.ts';

/** Any walk at all: steps of any length, strides steady or not, feet known or not, signals that are noise, still or cut off. */
const anyWalk = fc
  .record({
    stepsS: fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { maxLength: 60 }),
    steady: fc.infiniteStream(fc.boolean()),
    fs: fc.constantFrom(40, 60, 100, 128),
    sides: fc.boolean(),
    hasGyroscope: fc.boolean(),
    legLengthM: fc.constantFrom(null, 0.9),
    contactsFrom: fc.constantFrom('lowerBack' as const, 'feet' as const),
    signal: fc.constantFrom('noise', 'still', 'gravity'),
    share: fc.constantFrom(0.3, 1, 1.2),
    seed: fc.integer(),
  })
  .map(({ stepsS, steady, fs, sides, signal, share, seed, ...rest }): GaitTrial => {
    let sample = 0;
    const contacts = [1, ...stepsS].map((step, k): InitialContact => ({ sample: (sample += step * fs), side: sides ? (k % 2 === 0 ? 'left' : 'right') : null, mended: false, uncertain: false }));
    const flags = [...steady.take(contacts.length)];
    const strides = contacts.slice(2).map(({ sample: end, side }, k): Stride => ({ start: contacts[k].sample, end, side, straight: true, steady: flags[k], lengthM: rest.legLengthM === null ? null : 1.1 }));
    const length = Math.max(2, Math.round(share * sample));
    const column = (k: number) => (signal === 'noise' ? noise(length, seed + k) : new Float64Array(length).fill(signal === 'gravity' ? 9.81 : 0));
    const finalContacts = contacts.map((c) => ({ sample: c.sample + 0.1 * fs, side: c.side === 'left' ? ('right' as const) : c.side === 'right' ? ('left' as const) : null }));
    const bouts = contacts.length < 5 ? [] : [{ start: contacts[0].sample, end: sample, contacts, finalContacts, strides, acc: { ap: column(1), v: column(2), ml: column(3) }, offset: 0 }];
    const turns = bouts.length > 0 ? [{ start: fs, end: 2 * fs, angleDeg: 90, peakVelocityDegPerS: 100 }] : [];
    return { sampleRateHz: fs, bouts, turns, ...rest };
  });

describe('any walk', () => {
  it('gives every metric a finite number or a sentence that says why there is none', () => {
    fc.assert(
      fc.property(anyWalk, (trial) => {
        for (const metric of metrics) {
          const { value, missing, n } = evaluateMetric(metric, trial, 'lowerBack');
          if (value === null) expect(missing, metric.id).toMatch(/^[A-Z].*\.$/);
          else expect(Number.isFinite(value), metric.id).toBe(true);
          expect(Number.isInteger(n), metric.id).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
