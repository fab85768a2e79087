import { describe, expect, it } from 'vitest';
import { shortSteps } from '../../../../src/dsp/gait/shortSteps.ts';
import type { InitialContact } from '../../../../src/model/index.ts';

const FS = 100;
const STEP = 50;

/** Rise and fall of each step as asked, m. */
function walk(risesM: readonly number[]): { contacts: InitialContact[]; vertical: Float64Array } {
  const omega = (2 * Math.PI * FS) / STEP;
  const vertical = Float64Array.from({ length: risesM.length * STEP + 1 }, (_, i) => {
    const rise = risesM[Math.min(Math.floor(i / STEP), risesM.length - 1)];
    return 9.81 + (rise / 2) * omega * omega * Math.cos((omega * i) / FS);
  });
  const contacts = Array.from({ length: risesM.length + 1 }, (_, k): InitialContact => ({ sample: k * STEP, side: null, mended: false, uncertain: false }));
  return { contacts, vertical };
}

describe('turns told by shorter steps, without a gyroscope', () => {
  it('are where the rise and fall shrinks', () => {
    const { contacts, vertical } = walk([...Array<number>(10).fill(0.04), 0.015, 0.015, ...Array<number>(10).fill(0.04)]);
    const spans = shortSteps(contacts, vertical, 0, FS);
    expect(spans.length).toBeGreaterThan(0);
    expect(Math.min(...spans.map((s) => s.start))).toBeGreaterThanOrEqual(9 * STEP);
    expect(Math.max(...spans.map((s) => s.end))).toBeLessThanOrEqual(13 * STEP);
  });

  it('are none in a steady walk, even a one-sided one', () => {
    const { contacts, vertical } = walk(Array.from({ length: 24 }, (_, k) => (k % 2 === 0 ? 0.05 : 0.02)));
    expect(shortSteps(contacts, vertical, 0, FS)).toEqual([]);
  });
});
