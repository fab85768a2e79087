import { describe, expect, it } from 'vitest';
import { chairMoves } from '../../../../src/dsp/transfers/chairMoves.ts';
import { countedStands, standUnderWay } from '../../../../src/dsp/transfers/chairTest.ts';
import { findTimedUpAndGo, tugPhase } from '../../../../src/dsp/transfers/timedUpAndGo.ts';
import type { Transfer } from '../../../../src/dsp/transfers/transfers.ts';
import type { VerticalMove } from '../../../../src/dsp/transfers/verticalMoves.ts';

const FS = 100;
const way = (atS: number, riseM: number): VerticalMove => ({ start: atS * FS, end: (atS + 0.8) * FS, peak: (atS + 0.4) * FS, riseM, peakMps: riseM * 2 });
const complete = (moves: readonly VerticalMove[], stooped = new Set<VerticalMove>()) => chairMoves(moves, stooped, 60 * FS, FS).map((m) => m.complete);

describe('which ways up and down belong to a chair', () => {
  it('a rise and a sit of the usual height are complete', () => {
    expect(complete([way(5, 0.32), way(7, -0.3), way(9, 0.26), way(11, -0.33)])).toEqual([true, true, true, true]);
  });

  it('a rise that stops on the way and comes back is an attempt, and so is its way back', () => {
    expect(complete([way(5, 0.32), way(7, -0.3), way(9, 0.16), way(10, -0.17), way(12, 0.31)])).toEqual([true, true, false, false, true]);
  });

  it('a curtsy of somebody who stands is none', () => {
    expect(complete([way(5, 0.32), way(9, -0.16), way(10, 0.17), way(12, -0.31)])).toEqual([true, true]);
  });

  it('what does not come back is drift', () => {
    expect(complete([way(5, 0.32), way(7, -0.3), way(20, 0.16), way(50, 0.3)])).toEqual([true, true, true]);
  });

  it('a rise that the end of the recording cuts off is kept, and not complete', () => {
    expect(complete([way(5, 0.32), way(7, -0.3), way(59.2, 0.16)])).toEqual([true, true, false]);
  });

  it('a high one in which the trunk stays bent is an attempt', () => {
    const [up, down] = [way(9, 0.26), way(10, -0.27)];
    expect(complete([way(5, 0.32), way(7, -0.3), up, down, way(12, 0.31)], new Set([up, down]))).toEqual([true, true, false, false, true]);
  });
});

const transfer = (kind: Transfer['kind'], startS: number, endS: number, more: Partial<Transfer> = {}): Transfer => ({
  kind, start: startS * FS, end: endS * FS, complete: true, vertical: { start: (startS + 0.5) * FS, end: endS * FS }, heightM: 0.3, halfWay: (startS + endS + 0.5) * FS / 2,
  peakVelocityMps: 0.6, leanDeg: 25, peakLeanVelocityDegPerS: 70, ...more,
});
const rise = (startS: number, endS: number, more?: Partial<Transfer>) => transfer('sitToStand', startS, endS, more);

describe('the count of a chair stand', () => {
  const test = (transfers: readonly Transfer[]) => ({ transfers, start: 5 * FS, end: 35 * FS });
  it.each<[string, readonly Transfer[], number]>([
    ['complete rises', [rise(6, 7.5), rise(10, 11.5), rise(14, 15.5)], 3],
    ['a half rise does not count', [rise(6, 7.5), rise(10, 11.5, { complete: false })], 1],
    ['more than half-way up when the time is up counts', [rise(6, 7.5), rise(34, 35.6, { halfWay: 3499 })], 2],
    ['exactly half-way when the time is up counts', [rise(6, 7.5), rise(34, 35.6, { halfWay: 3500 })], 2],
    ['less than half-way does not', [rise(6, 7.5), rise(34, 35.6, { halfWay: 3501 })], 1],
    ['one that the recording cuts off beyond half-way counts', [rise(6, 7.5), rise(34, 35.1, { complete: false, halfWay: 3490 })], 2],
    ['one begun when the time is over does not', [rise(6, 7.5), rise(35.1, 36)], 1],
    ['one done before "go" does not', [rise(2, 4), rise(6, 7.5)], 1],
    ['sitting down is none', [rise(6, 7.5), transfer('standToSit', 8, 9.5)], 1],
  ])('%s', (_, transfers, count) => {
    expect(countedStands(test(transfers))).toHaveLength(count);
  });

  it('knows the rise that was under way', () => {
    expect(standUnderWay(test([rise(6, 7.5), rise(34, 35.6)]))?.start).toBe(3400);
    expect(standUnderWay(test([rise(6, 7.5)]))).toBeNull();
  });
});

describe('which rise and sit are the timed up and go', () => {
  const count = 40 * FS;
  /** Half a turn in 2 s, from each of the times on. */
  const yaw = (...atS: number[]) => Float64Array.from({ length: count }, (_, i) => atS.reduce((sum, s) => {
    const u = (i / FS - s) / 2;
    return sum + (u > 0 && u < 1 ? 90 * (1 - Math.cos(2 * Math.PI * u)) : 0);
  }, 0));
  const movements = (transfers: readonly Transfer[], turning: Float64Array | null) => ({
    transfers, velocity: new Float64Array(count), track: { up: { x: new Float64Array(count), y: new Float64Array(count), z: new Float64Array(count) }, acc: new Float64Array(count), yaw: turning },
  });
  const sit = (a: number, b: number) => transfer('standToSit', a, b);
  const tug = [rise(10, 11.5), sit(21, 22.5)];
  const find = (transfers: readonly Transfer[], turning: Float64Array | null, go: readonly number[] = [], steps = 12) => findTimedUpAndGo(movements(transfers, turning), () => steps, go, FS);

  it('a rise, two turns and a sit', () => {
    const found = find(tug, yaw(14.5, 19), [950]);
    if (typeof found === 'string') throw new Error(found);
    expect([found.rise.start, found.sit.end, found.go, found.steps]).toEqual([1000, 2250, 950, 12]);
    expect(found.turn!.angleDeg).toBeCloseTo(180, -1);
    expect(tugPhase(found, 'walkBack')!.start).toBe(found.turn!.end);
  });

  it('practice before it, without a turn, is passed over', () => {
    const found = find([rise(2, 3.5), sit(5, 6.5), ...tug], yaw(14.5, 19));
    expect(typeof found === 'string' ? found : found.rise.start).toBe(1000);
  });

  it('what happens before "go" is not it', () => {
    expect(find([...tug, rise(30, 31.5)], yaw(14.5, 19), [2900])).toBe('noSit');
  });

  it.each([
    ['noRise', [sit(21, 22.5)], yaw(14.5, 19)],
    ['noTurn', tug, yaw()],
    ['noSit', [rise(10, 11.5)], yaw(14.5)],
  ] as const)('says why there is none: %s', (why, transfers, turning) => {
    expect(find(transfers, turning)).toBe(why);
  });

  it('without a gyroscope steps stand for the turns', () => {
    expect(find(tug, null, [], 2)).toBe('noSteps');
    const found = find(tug, null, [], 14);
    expect(typeof found === 'string' ? found : [found.turn, found.steps]).toEqual([null, 14]);
  });
});
