import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleBatch, type SampleStream } from '../../../../src/ingest/sensors/define.ts';
import { PairedStreams } from '../../../../src/ingest/session/pairedStreams.ts';
import { StreamJoiner } from '../../../../src/ingest/session/streamJoiner.ts';
import { streamPlaces } from '../../../../src/ingest/timing/streamPlaces.ts';

/** Samples whose values are their times. */
function samples(times: readonly number[]): Parameters<StreamJoiner['add']>[1] {
  const column = Float64Array.from(times);
  return { length: times.length, times: column, places: column.map((time) => Math.round(time)), columns: [column, column, column] };
}

function joined(joiner: StreamJoiner): [number, number, number][] {
  return Array.from({ length: joiner.length }, (_, i) => [joiner.places[i], joiner.columns[0][i], joiner.columns[3][i]]);
}

describe('joining acceleration and turning rate', () => {
  it('gives each acceleration the turning rate nearest in time, however packets are cut and mixed', () => {
    const packets = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), { minLength: 20, maxLength: 60 });
    fc.assert(fc.property(packets, fc.double({ min: -0.4, max: 0.4, noNaN: true }), (plan, phase) => {
      const joiner = new StreamJoiner(100, 12);
      const next = { acc: 0, gyr: 0 };
      const seen: number[] = [];
      for (const [isAcc, count] of plan) {
        const kind = isAcc ? 'acc' : 'gyr';
        // Both come from one sensor: neither is ever a second ahead.
        if (Math.abs(next[kind] + count - next[isAcc ? 'gyr' : 'acc']) > 90) continue;
        joiner.add(kind, samples(Array.from({ length: count }, (_, i) => next[kind] + i + (isAcc ? 0 : phase))));
        next[kind] += count;
        for (const [place, acc, gyr] of joined(joiner)) {
          expect([acc, gyr]).toEqual([place, place + phase]);
          seen.push(place);
        }
      }
      expect(seen).toEqual(Array.from({ length: Math.min(next.acc, next.gyr) }, (_, i) => i));
      expect(joiner.unpaired).toEqual({ acc: 0, gyr: 0 });
    }));
  });

  it('leaves out and counts what has no partner', () => {
    const joiner = new StreamJoiner(100, 10);
    joiner.add('acc', samples([0, 1, 2, 4, 5, 6]));
    joiner.add('gyr', samples([0, 1, 3, 4, 6, 7]));
    expect(joined(joiner).map(([place]) => place)).toEqual([0, 1, 4, 6]);
    expect(joiner.unpaired).toEqual({ acc: 2, gyr: 1 });
  });

  it('does not call the first samples of the stream that began first a loss', () => {
    const joiner = new StreamJoiner(100, 10);
    joiner.add('acc', samples([0, 1, 2, 3, 4]));
    joiner.add('gyr', samples([3, 4]));
    expect([joined(joiner).map(([place]) => place), joiner.unpaired]).toEqual([[3, 4], { acc: 0, gyr: 0 }]);
  });

  it('counts every sample as lost whose partner stream never comes, and keeps no more than a second', () => {
    const joiner = new StreamJoiner(100, 10);
    for (let start = 0; start < 1000; start += 10) joiner.add('acc', samples(Array.from({ length: 10 }, (_, i) => start + i)));
    expect(joiner.length).toBe(0);
    expect(joiner.unpaired.acc).toBe(1000 - 120);
  });
});

describe('two streams of one sensor', () => {
  const stream = (measures: 'acc' | 'gyr', kind: 'timestamp' | 'none'): SampleStream =>
    ({ measures, rateHz: 100, clock: kind === 'none' ? { kind } : { kind, tickS: 1e-3, wrapBits: 16 } });

  it.each(['timestamp', 'none'] as const)('are joined and what is missing of either is counted (%s)', (kind) => {
    const streams = [stream('gyr', kind), stream('acc', kind)];
    const numbering = streams.map((each) => streamPlaces(each, 5));
    const pair = new PairedStreams(streams, 5);
    let samplesJoined = 0;
    const send = (s: number, first: number): void => {
      const batch = sampleBatch(streams[s].measures, 5);
      batch.length = 5;
      for (let i = 0; i < 5; i++) {
        batch.ticks[i] = kind === 'none' ? 0 : (65_000 + (first + i) * 10 + s * 3) % 65_536;
        for (const column of batch.columns) column[i] = first + i;
      }
      const arrivalMs = (first + 5) * 10 + 3 * s;
      numbering[s].place(batch, arrivalMs);
      pair.add(s, batch, { numbering: numbering[s], newest: 4, arrivalMs });
      for (let i = 0; i < pair.joined.length; i++) {
        expect(pair.joined.columns[0][i]).toBe(pair.joined.columns[3][i]);
        samplesJoined++;
      }
    };
    for (let first = 0; first < 300; first += 5) {
      // The gyroscope's packets 20 to 22 never come: half a second of samples without a clock is told by the silence.
      if (first < 100 || first >= 160) send(0, first);
      send(1, first);
    }
    const { samples: whole, lost } = pair.quality(numbering.map((each) => each.quality()));
    expect([whole, lost, samplesJoined]).toEqual([240, 60, 240]);
  });

  it('are refused when they cannot be joined', () => {
    expect(() => new PairedStreams([stream('acc', 'none'), stream('acc', 'none')], 5)).toThrow(RangeError);
    expect(() => new PairedStreams([stream('acc', 'none'), { ...stream('gyr', 'none'), rateHz: 50 }], 5)).toThrow(RangeError);
  });
});
