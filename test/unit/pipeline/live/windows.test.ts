import fc from 'fast-check';
import { from, map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { ImuBlock, SensorAxes } from '../../../../src/model/index.ts';
import { packets } from '../../../../src/pipeline/live/packets.ts';
import { windows } from '../../../../src/pipeline/live/windows.ts';

const RATE_HZ = 10;

/** A block whose samples count the grid. */
function block(startSample: number, length: number, sampleRateHz = RATE_HZ): ImuBlock<SensorAxes> {
  const count = Float64Array.from({ length }, (_, i) => startSample + i);
  return { site: 'lowerBack', sampleRateHz, startSample, length, acc: { x: count, y: count, z: count }, gyr: null };
}

/** What is in each window: its samples by the grid, null where one is missing. */
function contents(blocks: readonly ImuBlock<SensorAxes>[], lengthS: number, hopS: number): (number | null)[][] {
  const found: (number | null)[][] = [];
  from(blocks).pipe(windows({ lengthS, hopS })).subscribe(({ start, end, columns, missing }) => {
    expect(end - start).toBe(missing.length);
    found.push(Array.from(missing, (flag, i) => (flag ? null : columns[0][i])));
  });
  return found;
}

const count = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, i) => start + i);

describe('windows of a stream', () => {
  it('begin at the recording\'s start and come one a hop, each when its last sample comes', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ hot, expectObservable }) => {
      const blocks = { a: block(0, 5), b: block(5, 5), c: block(10, 25), d: block(35, 2) };
      const read = hot('--a--b---c---d|', blocks).pipe(windows({ lengthS: 1, hopS: 1 }), map(({ start, end }) => `${start}-${end}`));
      expectObservable(read).toBe('-----x---(yz)-|', { x: '0-10', y: '10-20', z: '20-30' });
    });
  });

  it('pass an error on and make up no window at the end', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ hot, expectObservable }) => {
      expectObservable(hot('a-#', { a: block(0, 9) }, 'lost').pipe(windows({ lengthS: 1, hopS: 1 }))).toBe('--#', {}, 'lost');
    });
  });

  it('overlap where the hop is shorter', () => {
    expect(contents([block(0, 30)], 2, 0.5)).toEqual([count(0, 20), count(5, 25), count(10, 30)]);
  });

  it('hold the gap between two blocks as missing samples', () => {
    expect(contents([block(3, 4), block(12, 8)], 1, 1)).toEqual([
      [null, null, null, 3, 4, 5, 6, null, null, null],
      [null, null, 12, 13, 14, 15, 16, 17, 18, 19],
    ]);
  });

  it('go on through a gap that is longer than they are', () => {
    expect(contents([block(0, 10), block(35, 5)], 1, 1).map((window) => window.filter((value) => value !== null).length)).toEqual([10, 0, 0, 5]);
  });

  it('lie on the grid of a rate that is no whole number', () => {
    const ends: number[] = [];
    from([block(0, 70, 12.8)]).pipe(windows({ lengthS: 2, hopS: 1 })).subscribe(({ end }) => ends.push(end));
    expect(ends).toEqual([26, 38, 51, 64]);
  });

  it('are the same however the samples come in blocks', () => {
    const runs = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(runs, fc.integer({ min: 1, max: 70 }), (gapsAndLengths, size) => {
      let at = 0;
      const blocks = gapsAndLengths.map(([gap, length]) => { const start = at + gap; at = start + length; return block(start, length); });
      expect(contents([...packets([blocks], size)], 2, 0.7)).toEqual(contents(blocks, 2, 0.7));
    }));
  });

  it('are cut for each sensor on its own, those of a later phase so much later', () => {
    const told: string[] = [];
    const left = (at: ImuBlock<SensorAxes>) => ({ ...at, site: 'leftFoot' });
    from([block(0, 12), left(block(0, 25)), block(12, 20)])
      .pipe(windows({ lengthS: 1, hopS: 1, phaseOf: (site) => (site === 'leftFoot' ? 0.5 : 0) }))
      .subscribe(({ site, start, end, columns }) => told.push(`${site} ${start}-${end} from ${columns[0][0]}`));
    expect(told).toEqual(['lowerBack 0-10 from 0', 'leftFoot 5-15 from 5', 'leftFoot 15-25 from 15', 'lowerBack 10-20 from 10', 'lowerBack 20-30 from 20']);
  });

  it('say how much arrived since the one before and whether the sensor was there from their start', () => {
    const told: [number, boolean][] = [];
    from([block(4, 10), block(35, 15)]).pipe(windows({ lengthS: 2, hopS: 1 })).subscribe(({ arrived, filled }) => told.push([arrived, filled]));
    expect(told).toEqual([[10, false], [0, true], [5, true], [10, true]]);
  });

  it('hold the gyroscope behind the accelerometer', () => {
    const count = Float64Array.from({ length: 10 }, (_, i) => i);
    const turning = Float64Array.from({ length: 10 }, (_, i) => 100 + i);
    const six = { ...block(0, 10), gyr: { x: turning, y: count, z: turning } };
    from([six]).pipe(windows({ lengthS: 1, hopS: 1 })).subscribe(({ columns }) => expect(columns.map((column) => column[3])).toEqual([3, 3, 3, 103, 3, 103]));
    expect.assertions(1);
  });

  it('leave out samples that were taken already', () => {
    expect(contents([block(0, 8), block(5, 5)], 1, 1)).toEqual([count(0, 10)]);
  });
});
