import { describe, expect, it } from 'vitest';
import { dominantFrequency } from '../../../../src/pipeline/live/dominantFrequency.ts';
import { readWindow } from '../../../../src/pipeline/live/readWindow.ts';
import { siteRole } from '../../../../src/pipeline/live/siteRole.ts';

const RATE_HZ = 100;
const column = (value: (t: number) => number, n = 1000): Float64Array => Float64Array.from({ length: n }, (_, i) => value(i / RATE_HZ));
const back = siteRole('lowerBack', 'lowerBack');
const sways = (t: number) => 9.81 + 1e-3 * Math.sin(50 * t);
const window = (vertical: (t: number) => number, missing = new Uint8Array(1000)) => ({
  site: 'lowerBack', sampleRateHz: RATE_HZ, start: 500, end: 1500, missing, arrived: 100, filled: true,
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
    const { event } = readWindow(window((t) => 9.81 + 2 * Math.sin(2 * Math.PI * 1.8 * t)), back);
    expect(event).toMatchObject({ type: 'window', site: 'lowerBack', startS: 5, endS: 15, provisional: true, lossPct: 0 });
    expect(event.cadenceSpm).toBeCloseTo(108, 0);
    expect(event.dominantFrequencyHz).toBeCloseTo(1.8, 1);
  });

  it('of a body that stands has neither cadence nor frequency', () => {
    const { event } = readWindow({ ...window(() => 9.81), columns: [column(() => 0), column(() => 9.81), column(() => 0)] }, back);
    expect([event.activityMps2, event.cadenceSpm, event.dominantFrequencyHz]).toEqual([expect.closeTo(0), null, null]);
  });

  it('that is mostly lost tells nothing but that', () => {
    const { event, series } = readWindow(window(() => 9.81, new Uint8Array(1000).fill(1, 0, 600)), back);
    expect([event.activityMps2, event.cadenceSpm, event.dominantFrequencyHz, event.sway, event.lossPct, series]).toEqual([null, null, null, null, 60, null]);
  });

  it('is left as it was', () => {
    const given = window((t) => 9.81 + Math.sin(9 * t), new Uint8Array(1000).fill(1, 10, 20));
    const before = given.columns.map((c) => c.slice());
    readWindow(given, back);
    expect(given.columns).toEqual(before);
  });

  it('of a trunk that stands has its sway, and of one that moves none', () => {
    const still = readWindow({ ...window(sways), columns: [column(() => 0), column(sways), column((t) => 0.05 * Math.sin(2 * Math.PI * 0.6 * t))] }, back).event;
    expect(still.sway?.rmsMps2).toBeCloseTo(0.05 / Math.SQRT2, 3);
    expect(still.sway?.f95Hz).toBeCloseTo(0.65, 1);
    expect(readWindow(window((t) => 9.81 + 2 * Math.sin(2 * Math.PI * 1.8 * t)), back).event.sway).toBeNull();
  });

  it('that lost more than a twentieth of its samples has no sway: straight lines shorten a path', () => {
    const of = (lost: number) => readWindow({ ...window(sways, new Uint8Array(1000).fill(1, 100, 100 + lost)), columns: [column(() => 0), column(sways), column((t) => 0.05 * Math.sin(4 * t))] }, back).event.sway;
    expect(of(50)).not.toBeNull();
    expect(of(60)).toBeNull();
  });

  it.each([
    ['lowerBack', true, true], ['sternum', true, true], ['head', true, false],
    ['leftFoot', false, false], ['rightWrist', false, false], ['leftShank', false, false], ['strap', false, false],
  ])('at the %s tells cadence: %s, and sway: %s', (site, cadence, sway) => {
    const role = siteRole(site, 'lowerBack');
    expect(readWindow(window((t) => 9.81 + 2 * Math.sin(2 * Math.PI * 1.8 * t)), role).event.cadenceSpm !== null).toBe(cadence);
    expect(readWindow({ ...window(sways), columns: [column(() => 0), column(sways), column((t) => 0.05 * Math.sin(4 * t))] }, role).event.sway !== null).toBe(sway);
  });
});
