import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleBatch, type SampleBatch, type SampleStream } from '../../../../src/ingest/sensors/define.ts';
import { streamPlaces } from '../../../../src/ingest/timing/streamPlaces.ts';

const MICROSECONDS: SampleStream = { measures: 'accGyr', rateHz: 60, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: 32 } };
const WRAP = 2 ** 32;

function batchOf(...ticks: readonly number[]): SampleBatch {
  const batch = sampleBatch('accGyr', Math.max(1, ticks.length));
  batch.ticks.set(ticks);
  batch.length = ticks.length;
  return batch;
}

/** Feeds samples `numbers` of an even 60 Hz series that starts at a reading, each arriving `delayMs` after it was taken. */
function feed(numbers: readonly number[], { first = 1000, delayMs = () => 10 }: { first?: number; delayMs?: (i: number) => number } = {}) {
  const places = streamPlaces(MICROSECONDS, 1);
  const seen: number[] = [];
  for (const n of numbers) {
    places.place(batchOf((first + n * 16667) % WRAP), (n * 16667) / 1000 + delayMs(n));
    seen.push(places.places[0]);
  }
  return { seen, quality: places.quality(), segment: places.segment };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('places by a clock', () => {
  test('samples that all arrive are numbered one after the other', () => {
    const { seen, quality } = feed(upTo(500));
    expect(seen).toEqual(upTo(500));
    expect(quality).toEqual({ samples: 500, lost: 0, lossUncertain: false, maxGapMs: 0 });
  });

  test('any pattern of losses is counted exactly', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 0, max: WRAP - 1 }), (steps, first) => {
      let at = 0;
      const arrived = [0, ...steps.map((step) => (at += step))];
      const { seen, quality } = feed(arrived, { first });
      expect(seen).toEqual(arrived);
      expect(quality.lost).toBe(at + 1 - arrived.length);
      expect(quality.lossUncertain).toBe(false);
    }));
  });

  test('the longest stretch without a sample is told in milliseconds', () => {
    const { quality } = feed([0, 1, 2, 28, 29]);
    expect(quality.lost).toBe(25);
    expect(quality.maxGapMs).toBeCloseTo(25 * (1000 / 60), 6);
  });

  test('a clock that wraps at 2^32 loses nothing', () => {
    const { seen, quality, segment } = feed(upTo(1000), { first: WRAP - 500 * 16667 });
    expect(seen).toEqual(upTo(1000));
    expect([quality.lost, segment]).toEqual([0, 0]);
  });

  test('a blocked computer that gets a burst afterwards loses nothing', () => {
    const { seen, quality } = feed(upTo(300), { delayMs: (n) => (n >= 100 && n < 124 ? 10 + (124 - n) * 16.667 : 10) });
    expect(seen).toEqual(upTo(300));
    expect(quality.lost).toBe(0);
  });

  test('a packet that comes twice is taken once', () => {
    const { seen, quality } = feed([0, 1, 1, 2, 2, 2, 3]);
    expect(seen).toEqual([0, 1, -1, 2, -1, -1, 3]);
    expect(quality.samples).toBe(4);
  });

  test('a packet of several samples that comes twice is taken once', () => {
    const places = streamPlaces(MICROSECONDS, 3);
    const packet = (first: number): void => places.place(batchOf(...[0, 1, 2].map((i) => 5000 + (first + i) * 16667)), (first + 2) * 16.667 + 10);
    for (const first of [0, 3, 3, 6]) packet(first);
    expect([...places.places]).toEqual([6, 7, 8]);
    expect(places.segment).toBe(0);
    expect(places.quality()).toMatchObject({ samples: 9, lost: 0, lossUncertain: false });
  });

  test('readings within a tick of an even series are followed though their rate is two percent off', () => {
    // 48/32768 s a tick, 102 Hz where 100 was asked for.
    const places = streamPlaces({ measures: 'acc', rateHz: 100, clock: { kind: 'timestamp', tickS: 48 / 32768, wrapBits: 32 } }, 1);
    const lost = new Set([50, 51, 52, 400, ...Array.from({ length: 306 }, (_, i) => 1000 + i)]);
    const expected: number[] = [];
    const seen: number[] = [];
    for (let n = 0; n < 2000; n++) {
      if (lost.has(n)) continue;
      places.place(batchOf(Math.floor(n / 102 / (48 / 32768))), (1000 * n) / 102 + 5);
      expected.push(n);
      seen.push(places.places[0]);
    }
    expect(seen).toEqual(expected);
    expect(places.quality()).toMatchObject({ lost: 310, lossUncertain: false });
  });

  test('unevenly taken samples are not held for lost ones', () => {
    const places = streamPlaces({ measures: 'accGyr', rateHz: 100, clock: { kind: 'timestamp', tickS: 1e-3, wrapBits: 32 } }, 1);
    const jitter = [0, 3, -3, 2, -2, 3, -3, 0, 4, -4];
    for (let n = 0; n < 500; n++) places.place(batchOf(1000 + 10 * n + jitter[n % 10]), 10 * n + 20);
    expect(places.quality().lost).toBe(0);
  });
});

describe('places over a new connection', () => {
  const disconnected = (next: { tick: number; arrivalMs: number }) => {
    const places = streamPlaces(MICROSECONDS, 1);
    for (let n = 0; n < 200; n++) places.place(batchOf(5000 + n * 16667), n * 16.667 + 10);
    places.reconnected();
    places.place(batchOf(next.tick), next.arrivalMs);
    return places;
  };

  test('a clock that went on counts what was missed, in a new segment', () => {
    const places = disconnected({ tick: 5000 + 380 * 16667, arrivalMs: 380 * 16.667 + 30 });
    expect(places.places[0]).toBe(380);
    expect(places.segment).toBe(1);
    expect(places.restarted).toBe(false);
    expect(places.readings[0]).toBe(0);
    expect(places.quality()).toMatchObject({ lost: 180, lossUncertain: false });
  });

  test('a clock that started anew leaves an estimate from the time of arrival, marked uncertain', () => {
    const places = disconnected({ tick: 40, arrivalMs: 199 * 16.667 + 10 + 3000 });
    expect(places.places[0]).toBe(199 + 180);
    expect(places.restarted).toBe(true);
    expect(places.quality().lossUncertain).toBe(true);
  });

  test('a clock that wrapped while nobody listened is told by the time of arrival', () => {
    // 2^32 us are 71.6 minutes; three hours pass.
    const away = 10_800_000_000;
    const samples = Math.round(away / 16667);
    const places = disconnected({ tick: (5000 + (199 + samples) * 16667) % WRAP, arrivalMs: ((199 + samples) * 16667) / 1000 + 40 });
    expect(places.places[0]).toBe(199 + samples);
    expect(places.quality()).toMatchObject({ lost: samples - 1, lossUncertain: false });
  });

  test('a clock that jumps back without a new connection starts a segment', () => {
    const places = streamPlaces({ ...MICROSECONDS, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: null } }, 1);
    for (let n = 0; n < 100; n++) places.place(batchOf(1e9 + n * 16667), n * 16.667);
    places.place(batchOf(0), 100 * 16.667);
    expect(places.segment).toBe(1);
    expect(places.quality()).toMatchObject({ lost: 0, lossUncertain: true });
  });
});

describe('places by a counter', () => {
  const counter = (wrapBits: number): SampleStream => ({ measures: 'acc', rateHz: 100, clock: { kind: 'counter', wrapBits } });

  test('a counter of 16 bits counts losses over its wrap', () => {
    const places = streamPlaces(counter(16), 1);
    const arrived = [65530, 65531, 65535, 65536 + 2, 65536 + 3];
    for (const n of arrived) places.place(batchOf(n % 65536), n * 10);
    expect(places.places[0]).toBe(arrived.at(-1)! - arrived[0]);
    expect(places.quality()).toMatchObject({ samples: 5, lost: 5, lossUncertain: false });
  });

  test('a counter of 8 bits is uncertain after a gap as long as half its round', () => {
    const places = streamPlaces(counter(8), 1);
    for (const n of [0, 1, 2, 2 + 200]) places.place(batchOf(n % 256), n * 10);
    expect(places.quality()).toMatchObject({ lost: 199, lossUncertain: true });
  });
});

describe('places by arrival', () => {
  const none: SampleStream = { measures: 'accGyr', rateHz: 50, clock: { kind: 'none' } };

  test('are always uncertain', () => {
    const places = streamPlaces(none, 1);
    for (let n = 0; n < 100; n++) places.place(batchOf(0), n * 20);
    expect(places.places[0]).toBe(99);
    expect(places.quality()).toMatchObject({ lost: 0, lossUncertain: true });
  });

  test('a silence is estimated', () => {
    const places = streamPlaces(none, 1);
    for (let n = 0; n < 100; n++) places.place(batchOf(0), n * 20);
    places.place(batchOf(0), 99 * 20 + 1000);
    expect(places.places[0]).toBe(149);
    expect(places.segment).toBe(1);
    expect(places.quality().lost).toBe(49);
  });

  test('a silence after which everything comes at once was a delay, not a loss', () => {
    const places = streamPlaces(none, 1);
    for (let n = 0; n < 200; n++) places.place(batchOf(0), n >= 100 && n < 130 ? 130 * 20 + (n - 100) * 0.1 : n * 20);
    expect(places.quality().lost).toBeLessThanOrEqual(1);
  });
});
