import { describe, expect, it } from 'vitest';
import type { ChairReading } from '../../../src/dsp/transfers/chairTest.ts';
import type { TimedUpAndGoReading } from '../../../src/dsp/transfers/timedUpAndGo.ts';
import type { Transfer } from '../../../src/dsp/transfers/transfers.ts';
import { evaluateMetric, metrics, type GaitTrial, type MetricId, type TestReading } from '../../../src/metrics/index.ts';

const FS = 100;
const transfer = (kind: Transfer['kind'], startS: number, endS: number, more: Partial<Transfer> = {}): Transfer => ({
  kind, start: startS * FS, end: endS * FS, complete: true, vertical: { start: (startS + 0.4) * FS, end: endS * FS }, heightM: 0.3, halfWay: (startS + 0.9) * FS,
  peakVelocityMps: 0.6, leanDeg: 20, peakLeanVelocityDegPerS: 70, ...more,
});
/** Every three seconds from 5.5 s on: 1.2 s up, 1.4 s down. */
const cycles = (count: number) => Array.from({ length: count }, (_, k) => [transfer('sitToStand', 5.5 + 3 * k, 6.7 + 3 * k, { leanDeg: 20 + k }), transfer('standToSit', 6.9 + 3 * k, 8.3 + 3 * k)]).flat();

const trialOf = (test: TestReading, hasGyroscope = true): GaitTrial => ({ sampleRateHz: FS, hasGyroscope, legLengthM: null, bouts: [], turns: [], test });
function chair(more: Partial<ChairReading> = {}): GaitTrial {
  const reading: ChairReading = { transfers: cycles(5), start: 500, startedBy: 'go', end: null, recorded: 6000, sampleRateHz: FS, hasGyroscope: true, massKg: 70, heightM: 1.6, ...more };
  return trialOf({ kind: 'chair', ...reading }, reading.hasGyroscope);
}
const value = (id: MetricId, trial: GaitTrial) => evaluateMetric(metrics.find((m) => m.id === id)!, trial, 'lowerBack');

describe('the 30-second chair stand', () => {
  it('counts the stands within 30 s of "go"', () => {
    expect(value('chair.standCount', chair({ transfers: cycles(12), end: 3500 })).value).toBe(10);
  });

  it('is missing where the recording ends before the time is up', () => {
    expect(value('chair.standCount', chair({ transfers: cycles(7), end: 3500, recorded: 3100 })).missing).toBe('The recording ends 4.0 s before the 30 s are over.');
  });

  it('is no score of a test without a time limit', () => {
    expect(value('chair.standCount', chair()).missing).toContain('no time limit');
  });

  it('says that it was timed from the first movement', () => {
    expect(value('chair.standCount', chair({ end: 3500, startedBy: 'movement' })).flags).toEqual(['fromMovement']);
  });
});

describe('the five-times sit-to-stand', () => {
  it('lasts from "go" to the fifth stand, and to the fifth sit as another metric', () => {
    expect(value('chair.fiveTimesDuration', chair()).value).toBeCloseTo(13.7, 10);
    expect(value('chair.fiveTimesToSitDuration', chair()).value).toBeCloseTo(15.3, 10);
  });

  it.each([[4, 'Five complete rises are needed; 4 were found.'], [1, 'Five complete rises are needed; one was found.']])('needs five complete rises, not %i', (count, missing) => {
    expect(value('chair.fiveTimesDuration', chair({ transfers: cycles(count) })).missing).toBe(missing);
  });

  it('has no time to the fifth sit when nobody sits', () => {
    expect(value('chair.fiveTimesToSitDuration', chair({ transfers: cycles(5).slice(0, -1) })).missing).toBe('Nobody sits down after the fifth rise.');
  });
});

describe('the power of rising', () => {
  it('is that of the published equation', () => {
    // 0.9 x 70 kg x 9.81 m/s² x (0.8 m - 0.43 m) / (0.5 x 13.7 s / 5)
    expect(value('chair.power', chair()).value).toBeCloseTo((0.9 * 70 * 9.81 * 0.37) / (0.5 * (13.7 / 5)), 6);
  });

  it.each([[{ massKg: null }, 'mass'], [{ heightM: null }, 'height'], [{ massKg: null, heightM: null }, 'mass and height']] as const)('needs %o', (more, what) => {
    expect(value('chair.power', chair(more)).missing).toBe(`Power needs the person's ${what}.`);
  });
});

describe('each rise and sit', () => {
  it('gives means over the complete ones', () => {
    const trial = chair({ transfers: [...cycles(5), transfer('sitToStand', 25, 25.8, { complete: false, leanDeg: 80 })] });
    expect(value('transfer.riseDuration', trial).value).toBeCloseTo(1.2, 10);
    expect(value('transfer.riseLean', trial)).toMatchObject({ value: 22, n: 5 });
    expect(value('transfer.sitDuration', trial).value).toBeCloseTo(1.4, 10);
  });

  it('has no lean without a gyroscope, and times with a caution', () => {
    const trial = chair({ hasGyroscope: false });
    expect(value('transfer.riseLean', trial).missing).toContain('without a gyroscope');
    expect(value('transfer.riseDuration', trial).flags).toEqual(['edgesByAcceleration']);
  });

  it('counts rises that stopped on the way', () => {
    const stopped = [transfer('sitToStand', 21, 21.8, { complete: false }), transfer('standToSit', 21.9, 22.6, { complete: false })];
    expect(value('chair.incompleteRises', chair({ transfers: [...cycles(5), ...stopped] })).value).toBe(1);
  });
});

describe('the timed up and go', () => {
  const turn = (startS: number, endS: number) => ({ start: startS * FS, end: endS * FS, angleDeg: -178, peakVelocityDegPerS: -140 });
  const reading: TimedUpAndGoReading = {
    rise: transfer('sitToStand', 5.4, 6.8), sit: transfer('standToSit', 15.4, 17), transfers: [], turn: turn(9.5, 11.4), turnToSit: turn(13.8, 15.6), go: 500, steps: 14, sampleRateHz: FS, hasGyroscope: true,
  };
  const tug = (more: Partial<TimedUpAndGoReading> = {}) => trialOf({ kind: 'timedUpAndGo', ...reading, ...more }, more.hasGyroscope ?? true);

  it('lasts from "go" to seated; from the first movement it is another metric', () => {
    expect(value('tug.duration', tug()).value).toBeCloseTo(12, 10);
    expect(value('tug.movementDuration', tug()).value).toBeCloseTo(11.6, 10);
  });

  it('is missing without a "go", while the movement is not', () => {
    expect(value('tug.duration', tug({ go: null })).missing).toBe('The recording has no "go" mark: press the button on "go", or enter the stopwatch time.');
    expect(value('tug.movementDuration', tug({ go: null })).value).toBeCloseTo(11.6, 10);
  });

  it.each([['sitToStand', 1.4], ['walkOut', 2.7], ['turn', 1.9], ['walkBack', 2.4], ['turnToSit', 1.8], ['standToSit', 1.6]] as const)('has a phase %s of %f s', (name, seconds) => {
    expect(value(`tug.${name}Duration`, tug()).value).toBeCloseTo(seconds, 10);
  });

  it('has turns whichever way they go', () => {
    expect(value('tug.turnAngle', tug()).value).toBe(178);
    expect(value('tug.turnToSitPeakVelocity', tug()).value).toBe(140);
  });

  it('misses the phases beside a turn that was not found, and no others', () => {
    const trial = tug({ turn: null });
    expect(['sitToStand', 'walkOut', 'turn', 'walkBack', 'turnToSit', 'standToSit'].filter((p) => value(`tug.${p}Duration` as MetricId, trial).value === null)).toEqual(['walkOut', 'turn', 'walkBack']);
    expect(value('tug.turnAngle', trial).missing).toBe('No turn round the mark was found.');
  });
});

describe('a recording that was not read as such a test', () => {
  it('gives none of their numbers', () => {
    const walk: GaitTrial = { sampleRateHz: FS, hasGyroscope: true, legLengthM: null, bouts: [], turns: [] };
    for (const { id } of metrics.filter((m) => /^(tug|chair|transfer)\./.test(m.id))) expect(value(id, walk).missing, id).toContain('not read as a');
    expect(value('tug.duration', chair()).missing).toContain('not read as a timed up and go');
  });
});
