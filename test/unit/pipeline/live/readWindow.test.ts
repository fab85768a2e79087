import { describe, expect, it } from 'vitest';
import { dominantFrequency } from '../../../../src/pipeline/live/dominantFrequency.ts';
import { readWindow } from '../../../../src/pipeline/live/readWindow.ts';

const RATE_HZ = 100;
const column = (value: (t: number) => number, n = 1000): Float64Array => Float64Array.from({ length: n }, (_, i) => value(i / RATE_HZ));
const window = (vertical: (t: number) => number, missing = new Uint8Array(1000)) => ({
  sampleRateHz: RATE_HZ, start: 500, end: 1500, missing,
  columns: [column(() => 0), column(vertical), column((t) => 0.5 * Math.sin(2 * Math.PI * 0.9 * t))],
});

describe('the strongest frequency of a window', () => {
  it.each([0.8, 1.37, 1.9, 3.33])('is found to a fiftieth of a hertz: %d Hz', (hz) => {
    const found = dominantFrequency({ x: column(() => 0), y: column((t) => 9.81 + 2 * Math.sin(2 * Math.PI * hz * t)), z: column(() => 0) }, RATE_HZ);
    expect(Math.abs(found - hz)).toBeLessThan(0.02);
  });
});

describe('a window', () => {
  it('of a body that swings twice a stride has its steps as cadence', () => {
    const { event } = readWindow(window((t) => 9.81 + 2 * Math.sin(2 * Math.PI * 1.8 * t)));
    expect(event).toMatchObject({ type: 'window', startS: 5, endS: 15, provisional: true, lossPct: 0 });
    expect(event.cadenceSpm).toBeCloseTo(108, 0);
    expect(event.dominantFrequencyHz).toBeCloseTo(1.8, 1);
  });

  it('of a body that stands has neither cadence nor frequency', () => {
    const { event } = readWindow({ ...window(() => 9.81), columns: [column(() => 0), column(() => 9.81), column(() => 0)] });
    expect([event.activityMps2, event.cadenceSpm, event.dominantFrequencyHz]).toEqual([expect.closeTo(0), null, null]);
  });

  it('that is mostly lost tells nothing but that', () => {
    const { event, series } = readWindow(window(() => 9.81, new Uint8Array(1000).fill(1, 0, 600)));
    expect([event.activityMps2, event.cadenceSpm, event.dominantFrequencyHz, event.lossPct, series]).toEqual([null, null, null, 60, null]);
  });

  it('is left as it was', () => {
    const given = window((t) => 9.81 + Math.sin(9 * t), new Uint8Array(1000).fill(1, 10, 20));
    const before = given.columns.map((c) => c.slice());
    readWindow(given);
    expect(given.columns).toEqual(before);
  });
});
