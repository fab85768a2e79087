import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportBidsMotion, writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { exportCsv } from '../../../src/export/csv.ts';
import { recordingExporter } from '../../../src/export/recordings.ts';
import { findRecordings, formats, openRecording } from '../../../src/ingest/index.ts';
import type { ImuBlock, RecordingData, RecordingReader, SensorAxes } from '../../../src/model/index.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { readAll } from '../../readAll.ts';
import { memoryReader } from '../../support/memoryReader.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-streamed-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Samples by site, axis and place on the grid, to 1e-6, NaN where there is none. */
async function grid(reader: RecordingReader): Promise<Record<string, number[]>> {
  const { blocks, trailer } = await readAll(reader);
  const found: Record<string, number[]> = {};
  for (const { site, startSample, acc, gyr } of blocks) {
    for (const [kind, columns] of Object.entries({ acc, gyr })) {
      for (const [axis, column] of Object.entries(columns ?? {})) {
        const all = (found[`${site} ${kind} ${axis}`] ??= new Array<number>(trailer.sampleCount).fill(NaN));
        column.forEach((value, i) => (all[startSample + i] = Math.round(value * 1e6) / 1e6 + 0));
      }
    }
  }
  return found;
}

/** Sensors with gaps of their own; the last may fall silent long before the others. */
const recordings: fc.Arbitrary<RecordingData> = fc.record({
  sampleRateHz: fc.constantFrom(60, 100, 102.4),
  parts: fc.array(fc.tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 2500 })), { minLength: 1, maxLength: 4 }), fc.boolean()), { minLength: 1, maxLength: 3 }),
}).map(({ sampleRateHz, parts }) => ({
  subject: '01', task: 'walk', sampleRateHz, events: [],
  sensors: parts.map(([runs, hasGyroscope], s) => {
    const site = ['lowerBack', 'leftFoot', 'sternum'][s];
    let at = -runs[0][0];
    const blocks = runs.map(([gap, length]): ImuBlock<SensorAxes> => {
      const startSample = at + gap;
      at = startSample + length;
      const column = (seed: number) => Float64Array.from({ length }, (_, i) => Math.round(1e6 * 20 * Math.sin(seed + startSample + i)) / 1e6);
      return { site, sampleRateHz, startSample, length, acc: { x: column(1), y: column(2), z: column(3) }, gyr: hasGyroscope ? { x: column(4), y: column(5), z: column(6) } : null };
    });
    return { site, trackedPoint: site, blocks };
  }),
}));

describe('a recording that is exported while it is read', () => {
  it('comes back with every sample in its place, as BIDS-Motion and as CSV', async () => {
    await fc.assert(fc.asyncProperty(recordings, fc.integer({ min: 1, max: 5000 }), async (recording, blockSize) => {
      const reader = memoryReader(recording, blockSize);
      const { motionPath } = await exportBidsMotion(join(folder, 'bids'), reader, { subject: '01', task: 'walk' });
      const csvPath = join(folder, 'csv', 'walk.csv');
      await exportCsv(csvPath, reader);
      const expected = await grid(reader);
      for (const path of [motionPath, csvPath]) {
        const read = await openRecording(path);
        expect(await grid(read)).toEqual(expected);
        expect(read.header.sensors.map(({ site, hasGyroscope }) => [site, hasGyroscope])).toEqual(reader.header.sensors.map(({ site, hasGyroscope }) => [site, hasGyroscope]));
      }
    }), { numRuns: 40 });
  });

  it('is the same file as when it is written from memory', async () => {
    const walk = { ...simulate('lostPackets', 4), subject: '01', task: 'walk' };
    const { motionPath } = await writeBidsMotion(join(folder, 'a'), walk);
    const streamed = await exportBidsMotion(join(folder, 'b'), await openRecording(motionPath), { subject: '01', task: 'walk' });
    expect(await readFile(streamed.motionPath, 'utf8')).toBe(await readFile(motionPath, 'utf8'));
  });

  it.each(formats)('keeps samples, person, events and task of $label', async (format) => {
    const [sample] = await format.find(join(import.meta.dirname, '../../contract/recordingFormats', format.id, 'sample'));
    const original = await openRecording(sample);
    for (const to of ['bids', 'csv'] as const) {
      const path = await recordingExporter({ to, root: sample, out: join(folder, to), replace: false })(original, () => undefined);
      const read = await openRecording(path);
      expect(await grid(read)).toEqual(await grid(original));
      expect(read.header).toMatchObject({ events: original.header.events, ...(original.header.participant ? { participant: original.header.participant } : {}), ...(original.header.taskName ? { taskName: original.header.taskName } : {}) });
    }
  });

  it('may be only some of its sensors', async () => {
    const walk = memoryReader(simulate('straight', 1));
    const sites = walk.header.sensors.map(({ site }) => site);
    expect(sites.length).toBeGreaterThan(1);
    const path = await recordingExporter({ to: 'csv', root: 'memory', out: folder, replace: false, sites: ['LOWERBACK'] })(walk, () => undefined);
    expect((await openRecording(path)).header.sensors.map(({ site }) => site)).toEqual(['lowerBack']);
    await expect(recordingExporter({ to: 'csv', root: 'memory', out: folder, replace: true, sites: ['knee'] })(walk, () => undefined)).rejects.toThrow('memory has no sensor at "knee"; name one of: ');
  });

  it('leaves nothing behind when the recording turns out to be damaged', async () => {
    const good = memoryReader(simulate('straight', 1));
    const damaged: RecordingReader = {
      header: good.header,
      async* blocks() {
        for await (const block of good.blocks()) {
          yield block;
          throw new Error('damaged here');
        }
        return { sha256: '', sampleCount: 0 };
      },
    };
    await expect(exportCsv(join(folder, 'walk.csv'), damaged)).rejects.toThrow('damaged here');
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not write over another one unless asked to, and counts recordings of one name as runs', async () => {
    const walk = memoryReader(simulate('straight', 1));
    const run = (replace: boolean) => recordingExporter({ to: 'bids', root: 'memory', out: folder, replace });
    const exporter = run(false);
    await exporter(walk, () => undefined);
    await exporter(walk, () => undefined);
    expect((await findRecordings(folder)).map((path) => /_run-\d+/.exec(path)?.[0]).sort()).toEqual(['_run-02', undefined]);
    await expect(run(false)(walk, () => undefined)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('--replace') as string });
    await run(true)(walk, () => undefined);
  });
});
