import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bridgedSamples } from '../../../src/ingest/bridgedSamples.ts';
import type { RecordingReader } from '../../../src/model/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

/** Runs of one sensor: where each begins and what it holds, x the value, y twice and z three times that. */
function recording(sampleRateHz: number, runs: readonly (readonly [number, Float64Array])[], blockSize?: number): RecordingReader {
  return memoryReader({
    subject: 's', task: 't', sampleRateHz, events: [],
    sensors: [{
      site: 'lowerBack', trackedPoint: 'lowerBack',
      blocks: runs.map(([startSample, x]) => ({ site: 'lowerBack', sampleRateHz, startSample, length: x.length, acc: { x, y: x.map((v) => 2 * v), z: x.map((v) => 3 * v) }, gyr: null })),
    }],
  }, blockSize);
}

async function all(reader: RecordingReader, rateHz: number): Promise<{ x: number[]; y: number[]; lost: number[] }> {
  const found = { x: [] as number[], y: [] as number[], lost: [] as number[] };
  for await (const { acc, lost, length } of bridgedSamples(reader, 'lowerBack', rateHz)) {
    found.x.push(...acc[0].subarray(0, length));
    found.y.push(...acc[1].subarray(0, length));
    found.lost.push(...lost.subarray(0, length));
  }
  return found;
}

const rising = (n: number, from = 0) => Float64Array.from({ length: n }, (_, i) => from + i);
const wave = (n: number, hz: number, rateHz: number) => Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rateHz));

describe('samples without holes', () => {
  test('lie on a straight line across a gap and are marked there, and hold the only neighbour at the start', async () => {
    const { x, y, lost } = await all(recording(100, [[2, Float64Array.of(5, 6)], [7, Float64Array.of(14, 3)]]), 100);
    expect(x).toEqual([5, 5, 5, 6, 8, 10, 12, 14, 3]);
    expect(y).toEqual(x.map((value) => 2 * value));
    expect(lost).toEqual([1, 1, 0, 0, 1, 1, 1, 0, 0]);
  });

  test.each([50, 60, 99.7, 100, 128, 256])('are the same bits from %d Hz however the blocks are cut', async (rateHz) => {
    const runs = [[3, wave(4500, 1.7, rateHz)], [4700, wave(5000, 0.9, rateHz)]] as const;
    const whole = await all(recording(rateHz, runs), 100);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 6000 }), async (blockSize) => {
      expect(await all(recording(rateHz, runs, blockSize), 100)).toEqual(whole);
    }), { numRuns: 5, endOnFailure: true });
  });

  test.each([50, 60, 128, 256])('from %d Hz follow a walker\'s movement, and last as long', async (rateHz) => {
    const seconds = 60;
    const { x, lost } = await all(recording(rateHz, [[0, wave(seconds * rateHz, 5, rateHz)]]), 100);
    expect(x).toHaveLength(seconds * 100);
    expect(lost.every((mark) => mark === 0)).toBe(true);
    const expected = wave(seconds * 100, 5, 100);
    // The first and last tenth of a second lean on held values.
    for (let i = 20; i < x.length - 20; i++) expect(Math.abs(x[i] - expected[i])).toBeLessThan(0.005);
  });

  test('from a higher rate hold nothing of what the new one cannot carry', async () => {
    const { x } = await all(recording(256, [[0, wave(256 * 20, 90, 256)]]), 100);
    for (const value of x.slice(50, -50)) expect(Math.abs(value)).toBeLessThan(0.03);
  });

  test('mark what was interpolated from a lost sample', async () => {
    const { lost } = await all(recording(50, [[0, rising(100)], [150, rising(100)]]), 100);
    // Places 1.98 s to 3 s have a neighbour in the gap; 2 s of samples end at 1.98 s.
    expect(lost.indexOf(1)).toBe(199);
    expect(lost.lastIndexOf(1)).toBe(299);
    expect(lost.filter((mark) => mark === 1)).toHaveLength(101);
  });
});
