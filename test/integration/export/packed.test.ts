import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCsv } from '../../../src/export/csv.ts';
import { exportPacked } from '../../../src/export/packed.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { readAll } from '../../readAll.ts';
import { gridOf, recordings } from '../../support/anyRecording.ts';
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

describe('a packed recording', () => {
  it('comes back with every value as it was, to the last bit, whatever its numbers are', async () => {
    await fc.assert(fc.asyncProperty(recordings, fc.integer({ min: 50, max: 30_000 }), async (recording, blockSize) => {
      await exportPacked(path, memoryReader(recording, blockSize));
      const [read, written] = [await gridOf(await openRecording(path)), await gridOf(memoryReader(recording))];
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
    expect(Object.keys(await gridOf(await openRecording(path)))).toEqual(['rightFoot acc x', 'rightFoot acc y', 'rightFoot acc z']);
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
