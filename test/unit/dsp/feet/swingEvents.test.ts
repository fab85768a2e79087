import { describe, expect, it } from 'vitest';
import { swingEvents } from '../../../../src/dsp/feet/swingEvents.ts';

/** Heel rise fastest at .30 s, toes stop at .36 s; toes stop rising at .80 s, slap fastest at .90 s. Half sines between. */
function rateAt(t: number): number {
  if (t < 0.24 || t > 1) return 0;
  if (t < 0.36) return -300 * Math.sin((Math.PI * (t - 0.24)) / 0.12);
  if (t < 0.8) return 400 * Math.sin((Math.PI * (t - 0.36)) / 0.44);
  return -200 * Math.sin((Math.PI * (t - 0.8)) / 0.2);
}

const sampled = (fs: number, shiftS = 0, f = rateAt) => Float64Array.from({ length: Math.round(1.4 * fs) }, (_, i) => f(i / fs - shiftS));

describe('contacts of a swing', () => {
  it.each([50, 100, 200])('lie between their landmarks whatever the sampling rate: %d Hz', (fs) => {
    const events = swingEvents(sampled(fs), 0, Math.round(1.3 * fs), fs)!;
    expect(events.finalContact / fs).toBeCloseTo(0.36 - 0.02 - 0.2 * 0.06, 2);
    expect(events.initialContact / fs).toBeCloseTo(0.8 + 0.55 * 0.1, 2);
  });

  it('move with the swing by parts of a sample', () => {
    const [a, b] = [0, 0.0037].map((shift) => swingEvents(sampled(100, shift), 0, 130, 100)!);
    // A quarter of a sample: the rate has corners where its half sines meet.
    expect(Math.abs(b.initialContact - a.initialContact - 0.37)).toBeLessThan(0.25);
    expect(Math.abs(b.finalContact - a.finalContact - 0.37)).toBeLessThan(0.25);
  });

  it('a foot whose toes never go down before or after has no contacts', () => {
    expect(swingEvents(sampled(100, 0, (t) => Math.max(0, rateAt(t))), 0, 130, 100)).toBeNull();
  });
});
