import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { ImuBlock, SensorAxes } from '../../../../src/model/index.ts';
import { pace } from '../../../../src/pipeline/live/pace.ts';

/** A block of 10 ms a sample that ends after so many milliseconds. */
function endingAt(ms: number): ImuBlock<SensorAxes> {
  const none = new Float64Array(1);
  return { site: 'lowerBack', sampleRateHz: 100, startSample: ms / 10 - 1, length: 1, acc: { x: none, y: none, z: none }, gyr: null };
}

const run = (body: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0], scheduler: TestScheduler) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => body(helpers, scheduler));
};

describe('a paced replay', () => {
  const blocks = { a: endingAt(20), b: endingAt(50), c: endingAt(60) };

  it('gives each block when its last sample is due', () => {
    run(({ cold, expectObservable }, scheduler) => {
      expectObservable(cold('(abc|)', blocks).pipe(pace(1, scheduler))).toBe('20ms a 29ms b 9ms (c|)', blocks);
    });
  });

  it('goes ten times as fast when asked to', () => {
    run(({ cold, expectObservable }, scheduler) => {
      expectObservable(cold('(abc|)', blocks).pipe(pace(10, scheduler))).toBe('2ms a 2ms b(c|)', blocks);
    });
  });

  it('does not hold back what comes late', () => {
    run(({ cold, expectObservable }, scheduler) => {
      expectObservable(cold('40ms a 9ms b 19ms (c|)', blocks).pipe(pace(1, scheduler))).toBe('40ms a 9ms b 19ms (c|)', blocks);
    });
  });
});
