import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCsv } from '../../../src/export/csv.ts';
import { exportParquet } from '../../../src/export/parquet.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import type { ImuBlock, SensorAxes } from '../../../src/model/index.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { readAll } from '../../readAll.ts';
import { memoryReader } from '../../support/memoryReader.ts';
import { gridOf, recordings } from '../../support/anyRecording.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-parquet-'));
  path = join(folder, 'deep', 'walk.parquet');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const wearing = (durationS: number, seed = 3) => simulateWear({ seed, durationS, startS: 8 * 3600 });

describe('a recording as Parquet', () => {
  it('comes back with every value as it was, to the last bit, whatever its numbers and gaps are', async () => {
    await fc.assert(fc.asyncProperty(recordings, fc.integer({ min: 50, max: 30_000 }), async (recording, blockSize) => {
      await exportParquet(path, memoryReader(recording, blockSize));
      const [read, written] = [await gridOf(await openRecording(path)), await gridOf(memoryReader(recording))];
      expect(Object.keys(read).sort()).toEqual(Object.keys(written).sort());
      expect(Object.keys(written).filter((name) => !read[name].equals(written[name]))).toEqual([]);
    }), { numRuns: 40, endOnFailure: true });
  }, 60_000);

  it('says the same of the recording: rate, sensors, person, marks, device and what the reader had found', async () => {
    const wear = simulateWear({ seed: 3, durationS: 20 });
    const about = { ...wear.header, events: [{ onsetS: 1, durationS: 0.5, type: 'turn' }] };
    const findings = [{ code: 'RESAMPLED', severity: 'note', message: 'By its own clock ...' }] as const;
    await exportParquet(path, { header: about, async *blocks(options) { return { ...(yield* wear.blocks(options)), findings }; } });
    const { header, trailer } = await readAll(await openRecording(path));
    expect(header).toEqual({ ...about, path, format: 'parquet' });
    expect(trailer).toMatchObject({ sampleCount: 2000, findings });
  });

  it('takes less than a seventh of the room of the same CSV', async () => {
    await exportParquet(path, wearing(1200));
    await exportCsv(join(folder, 'walk.csv'), wearing(1200));
    expect((await stat(path)).size).toBeLessThan((await stat(join(folder, 'walk.csv'))).size / 7);
  });

  it('gives any span of samples without the rest, cut to the sample', async () => {
    // Three row groups, and a gap.
    const wear = wearing(1500);
    await exportParquet(path, wear);
    const reader = await openRecording(path);
    const whole = await readAll(reader);
    const value = (blocks: readonly ImuBlock<SensorAxes>[]) => new Map(blocks.flatMap((block) => Array.from({ length: block.length }, (_, i) => [block.startSample + i, block.acc.y[i]] as const)));
    const all = value(whole.blocks);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 150_000 }), fc.integer({ min: 0, max: 20_000 }), async (start, length) => {
      const blocks: ImuBlock<SensorAxes>[] = [];
      for await (const block of reader.between!({ start, end: start + length })) blocks.push(block);
      expect(value(blocks)).toEqual(new Map([...all].filter(([sample]) => sample >= start && sample < start + length)));
    }), { numRuns: 12, endOnFailure: true });
  });

  it('reads only the row groups that a span touches', async () => {
    await exportParquet(path, wearing(1500));
    // Damage in the first group is not seen by who asks for the last.
    const bytes = await readFile(path);
    bytes.fill(0, 100, 2000);
    await writeFile(path, bytes);
    const reader = await openRecording(path);
    let samples = 0;
    for await (const block of reader.between!({ start: 140_000, end: 145_000 })) samples += block.length;
    expect(samples).toBeGreaterThan(4000);
    await expect(readAll(reader)).rejects.toMatchObject({ code: 'BAD_RECORDING' });
  });

  it('leaves nothing behind where the recording cannot be read to its end', async () => {
    const wear = simulateWear({ seed: 1, durationS: 60 });
    await expect(exportParquet(path, { header: wear.header, async *blocks() { yield* wear.blocks(); throw new Error('torn'); } })).rejects.toThrow('torn');
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  it('is refused in one line, or gives the very same values, wherever a byte of it is wrong; cut off it is refused', async () => {
    await exportParquet(path, simulateWear({ seed: 2, durationS: 40 }));
    const whole = await readFile(path);
    const values = await gridOf(await openRecording(path));
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, cut) => {
      const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
      if (!cut) bytes[at] ^= by;
      await writeFile(path, bytes);
      const outcome: unknown = await openRecording(path).then(gridOf).catch((error: unknown) => error);
      if (!cut && !(outcome instanceof Error)) expect(outcome).toEqual(values);
      else expect(outcome).toMatchObject({ code: expect.stringMatching(/^(BAD_RECORDING|UNSUPPORTED_FORMAT)$/) as string, message: expect.stringMatching(/^walk\.parquet( byte \d+)?: .+\.$/) as string });
    }), { numRuns: 200, endOnFailure: true });
  }, 60_000);

  it('of another program is told from a damaged one', async () => {
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    await exportParquet(path, simulateWear({ seed: 2, durationS: 5 }));
    await writeFile(path, Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'a', data: Int32Array.of(1, 2), type: 'INT32' }] })));
    await expect(openRecording(path)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT', message: expect.stringContaining('was not written by Surefoot') as string });
  });
});
