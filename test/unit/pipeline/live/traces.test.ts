import fc from 'fast-check';
import { from } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ImuBlock, SensorAxes, TraceEvent } from '../../../../src/model/index.ts';
import { packets } from '../../../../src/pipeline/live/packets.ts';
import { traces } from '../../../../src/pipeline/live/traces.ts';

/** A block whose x counts the grid. */
function block(startSample: number, length: number, sampleRateHz = 100): ImuBlock<SensorAxes> {
  const x = Float64Array.from({ length }, (_, i) => startSample + i);
  const of = (value: number) => new Float64Array(length).fill(value);
  return { site: 'lowerBack', sampleRateHz, startSample, length, acc: { x, y: of(9.81), z: of(-0.12345) }, gyr: null };
}

function traced(blocks: Iterable<ImuBlock<SensorAxes>>): TraceEvent[] {
  const events: TraceEvent[] = [];
  from(blocks).pipe(traces()).subscribe((event) => events.push(event));
  return events;
}

describe('traces for the eye', () => {
  it('come about twice a second with means of samples, at most 30 a second', () => {
    const events = traced([block(0, 200)]);
    expect(events.map(({ startS, sampleRateHz, x }) => [startS, sampleRateHz, x.length])).toEqual([[0, 25, 13], [0.52, 25, 13], [1.04, 25, 13]]);
    expect(events[0].x.slice(0, 3)).toEqual([1.5, 5.5, 9.5]);
    expect([events[0].y[0], events[0].z[0]]).toEqual([9.81, -0.123]);
  });

  it.each([[12.5, 6], [26, 13], [30, 15], [60, 15], [104, 13], [200, 14], [416, 15]])('hold at most 15 points of a sensor at %d Hz', (rate, points) => {
    const events = traced([block(0, Math.ceil(2 * rate), rate)]);
    expect(events.length).toBeGreaterThanOrEqual(3);
    for (const { x, sampleRateHz } of events) {
      expect(x).toHaveLength(points);
      expect(sampleRateHz).toBeLessThanOrEqual(30);
    }
  });

  it('show a gap as points without a value, and nothing of a longer silence', () => {
    const events = traced([block(0, 60), block(80, 24), block(508, 40)]);
    expect(events.map(({ startS }) => startS)).toEqual([0, 0.52, 4.68]);
    expect(events[1].x).toEqual([53.5, 57.5, null, null, null, null, null, 81.5, 85.5, 89.5, 93.5, 97.5, 101.5]);
    expect(events[2].x).toEqual([...Array<null>(10).fill(null), 509.5, 513.5, 517.5]);
  });

  it('are the same however the samples come in blocks', () => {
    const runs = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 120 })), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(runs, fc.integer({ min: 1, max: 70 }), (gapsAndLengths, size) => {
      let at = 0;
      const blocks = gapsAndLengths.map(([gap, length]) => { const start = at + gap; at = start + length; return block(start, length); });
      expect(traced(packets([blocks], size))).toEqual(traced(blocks));
    }));
  });
});
