import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCsv } from '../../../src/export/csv.ts';
import { exportPacked } from '../../../src/export/packed.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import type { ImuBlock, RecordingData, RecordingReader, SensorAxes } from '../../../src/model/index.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { readAll } from '../../readAll.ts';
import { memoryReader } from '../../support/memoryReader.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-packed-'));
  path = join(folder, 'deep', 'walk.sfpk');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Every value by site, column and place on the grid, NaN where there is none, as bytes. */
async function grid(reader: RecordingReader): Promise<Record<string, Buffer>> {
  const { blocks, trailer } = await readAll(reader);
  const found: Record<string, Float64Array> = {};
  for (const { site, startSample, acc, gyr } of blocks) {
    for (const [kind, columns] of Object.entries({ acc, gyr })) {
      for (const [axis, values] of Object.entries(columns ?? {})) (found[`${site} ${kind} ${axis}`] ??= new Float64Array(trailer.sampleCount).fill(NaN)).set(values, startSample);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, { buffer }]) => [name, Buffer.from(buffer)]));
}

/** Numbers as files hold them: of few places, of a sensor's own step, in g, or of no step at all. */
const KINDS: readonly ((x: number) => number)[] = [
  (x) => Math.round(x * 100) / 100,
  (x) => Math.round(Math.round(x / 0.0023942) * 0.0023942 * 1e6) / 1e6,
  (x) => (Math.round((x / 9.80665) * 1e4) / 1e4) * 9.80665,
  (x) => (Math.round(x * 1e3) / 1e3) * (180 / Math.PI),
  (x) => x / 3,
  (x) => 1e9 * x,
  () => 0,
];

const recordings: fc.Arbitrary<RecordingData> = fc.record({
  sampleRateHz: fc.constantFrom(25, 100, 102.4),
  parts: fc.array(fc.tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.constantFrom(...KINDS), fc.constantFrom(...KINDS)), { minLength: 1, maxLength: 3 }),
}).map(({ sampleRateHz, parts }) => ({
  subject: '01', task: 'walk', sampleRateHz, events: [],
  sensors: parts.map(([runs, hasGyroscope, ofAcc, ofGyr], s) => {
    const site = ['lowerBack', 'leftFoot', 'sternum'][s];
    let at = -runs[0][0];
    const blocks = runs.map(([gap, length]): ImuBlock<SensorAxes> => {
      const startSample = at + gap;
      at = startSample + length;
      const column = (seed: number, of: (x: number) => number) => Float64Array.from({ length }, (_, i) => of(20 * Math.sin(seed + (startSample + i) * 0.731)) + 0);
      return { site, sampleRateHz, startSample, length, acc: { x: column(1, ofAcc), y: column(2, ofAcc), z: column(3, ofGyr) }, gyr: hasGyroscope ? { x: column(4, ofGyr), y: column(5, ofGyr), z: column(6, ofAcc) } : null };
    });
    return { site, trackedPoint: site, blocks };
  }),
}));

describe('a packed recording', () => {
  it('comes back with every value as it was, to the last bit, whatever its numbers are', async () => {
    await fc.assert(fc.asyncProperty(recordings, fc.integer({ min: 50, max: 30_000 }), async (recording, blockSize) => {
      await exportPacked(path, memoryReader(recording, blockSize));
      const [read, written] = [await grid(await openRecording(path)), await grid(memoryReader(recording))];
      expect(Object.keys(read).sort()).toEqual(Object.keys(written).sort());
      expect(Object.keys(written).filter((name) => !read[name].equals(written[name]))).toEqual([]);
    }), { numRuns: 40, endOnFailure: true });
  }, 60_000);

  it('says the same of the recording: rate, sensors, person, marks, device and what the reader had found', async () => {
    const wear = simulateWear({ seed: 3, durationS: 20 });
    const about = { ...wear.header, events: [{ onsetS: 1, durationS: 0.5, type: 'turn' }] };
    const findings = [{ code: 'RESAMPLED', severity: 'note', message: 'By its own clock ...' }] as const;
    await exportPacked(path, { header: about, async *blocks(options) { return { ...(yield* wear.blocks(options)), findings }; } });
    const { header, trailer } = await readAll(await openRecording(path));
    expect(header).toEqual({ ...about, path, format: 'packed' });
    expect(trailer).toMatchObject({ sampleCount: 2000, findings });
  });

  it('takes less than an eighth of the room of the same CSV', async () => {
    const wear = simulateWear({ seed: 3, durationS: 1200, startS: 8 * 3600 });
    await exportPacked(path, wear);
    await exportCsv(join(folder, 'walk.csv'), wear);
    expect((await stat(path)).size).toBeLessThan((await stat(join(folder, 'walk.csv'))).size / 8);
  });

  it('holds only the sensors that were asked for', async () => {
    const [left, right] = ['leftFoot', 'rightFoot'].map((site) => ({ site, trackedPoint: site, blocks: [{ site, sampleRateHz: 100, startSample: 0, length: 3, acc: { x: Float64Array.of(1, 2, 3), y: Float64Array.of(4, 5, 6), z: Float64Array.of(7, 8, 9) }, gyr: null }] }));
    await exportPacked(path, memoryReader({ subject: '01', task: 'walk', sampleRateHz: 100, events: [], sensors: [left, right] }), { sites: ['rightFoot'] });
    expect(Object.keys(await grid(await openRecording(path)))).toEqual(['rightFoot acc x', 'rightFoot acc y', 'rightFoot acc z']);
  });

  it('leaves nothing behind where the recording cannot be read to its end', async () => {
    const wear = simulateWear({ seed: 1, durationS: 60 });
    await expect(exportPacked(path, { header: wear.header, async *blocks() { yield* wear.blocks(); throw new Error('torn'); } })).rejects.toThrow('torn');
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  it('is refused in one line wherever a byte of it is wrong and wherever it is cut off', async () => {
    await exportPacked(path, simulateWear({ seed: 2, durationS: 40 }));
    const whole = await readFile(path);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, cut) => {
      const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) bytes[at] ^= by;
      await writeFile(path, bytes);
      const fault: unknown = await openRecording(path).then(readAll).catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: 'BAD_RECORDING', message: expect.stringMatching(/^walk\.sfpk( byte \d+)?: .+\.$/) as string });
    }), { numRuns: 200, endOnFailure: true });
  }, 60_000);

  it('is refused where anything follows its end', async () => {
    await exportPacked(path, simulateWear({ seed: 2, durationS: 5 }));
    const whole = await readFile(path);
    await writeFile(path, Buffer.concat([whole, whole.subarray(-20)]));
    await expect(openRecording(path).then(readAll)).rejects.toMatchObject({ code: 'BAD_RECORDING' });
  });

  it('of a newer version is told from a damaged one', async () => {
    await exportPacked(path, simulateWear({ seed: 2, durationS: 5 }));
    const bytes = await readFile(path);
    bytes[7] = 2;
    await writeFile(path, bytes);
    await expect(openRecording(path)).rejects.toThrow('walk.sfpk byte 7: the file was written by version 2 of the format, which this version does not know; update the software.');
  });
});
