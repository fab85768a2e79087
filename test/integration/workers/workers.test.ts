import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import { AppError, type RecordingReader } from '../../../src/model/index.ts';
import { forKeeping, summaryOf } from '../../../src/pipeline/keeping.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { writtenAnalysis } from '../../../src/store/writtenAnalysis.ts';
import { analysisWorkers, type AnalysisWorkers } from '../../../src/workers.ts';

/** An hour from eight in the morning on: several sections, walks in most of them. */
const wear = (blockSamples?: number): RecordingReader => simulateWear({ seed: 3, durationS: 3600, startS: 8 * 3600, blockSamples });

let folder: string;
let motion: string;
let workers: AnalysisWorkers;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'surefoot-workers-'));
  ({ motionPath: motion } = await writeBidsMotion(folder, simulate('straight', 5)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => workers.close());

describe('sections in workers', () => {
  test('give the same document and picture, byte for byte, for any number of workers and any blocks', async () => {
    workers = analysisWorkers(1);
    const alone = JSON.stringify(await analyzeRecording(wear()));
    expect(JSON.parse(alone)).toHaveProperty('document.walkingBouts.0');
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 500, max: 20_000 }), async (count, blockSamples) => {
      const crew = analysisWorkers(count);
      try {
        expect(JSON.stringify(await analyzeRecording(wear(blockSamples), {}, { share: crew.sections }))).toBe(alone);
        expect(crew.running()).toBeLessThanOrEqual(count);
      } finally {
        await crew.close();
      }
    }), { numRuns: 3, endOnFailure: true });
  });

  test('start no worker for a recording of one section', async () => {
    workers = analysisWorkers(2);
    await analyzeRecording(await openRecording(motion), {}, { share: workers.sections });
    expect(workers.running()).toBe(0);
  });
});

describe('a recording in a worker', () => {
  test('gives the result of this thread, and progress on the way', async () => {
    workers = analysisWorkers(1);
    const told: number[] = [];
    const options = { participant: { heightCm: 180 } };
    const there = await workers.recording(motion, { ...options, onProgress: (_, fraction) => told.push(fraction) });
    expect(JSON.stringify(there)).toBe(JSON.stringify(await analyzeRecording(await openRecording(motion), options)));
    expect(told.length).toBeGreaterThan(0);
  });

  test('is written as a store keeps it: the same bytes as written here', async () => {
    workers = analysisWorkers(1);
    const kept = forKeeping(await analyzeRecording(await openRecording(motion)));
    const { packedTraces, ...there } = await workers.written(motion, {});
    const here = writtenAnalysis(kept);
    expect(there.documentJson).toBe(here.documentJson);
    expect(JSON.stringify(there.document)).toBe(JSON.stringify(summaryOf(kept.document)));
    expect(Buffer.compare(packedTraces!, here.packedTraces!)).toBe(0);
  });

  test('keeps class, message and place of its errors, and works on', async () => {
    workers = analysisWorkers(1);
    const missing = join(folder, 'none_motion.tsv');
    const said = await openRecording(missing).catch((error: unknown) => error) as AppError;
    const error = await workers.recording(missing, {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: said.code, message: said.message, where: said.where });
    await expect(workers.recording(motion, {})).resolves.toHaveProperty('document');
  });

  test('is stopped by an abort, which ends its worker; the next one gets another', async () => {
    workers = analysisWorkers(1);
    const stop = new AbortController();
    const reason = new Error('enough');
    const under = workers.recording(motion, { signal: stop.signal });
    const waiting = workers.recording(motion, { signal: stop.signal });
    expect(workers.running()).toBe(1);
    stop.abort(reason);
    await expect(under).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(workers.running()).toBe(0);
    await expect(workers.recording(motion, {})).resolves.toHaveProperty('document');
  });

  test('is rejected when the workers are closed, and none is left', async () => {
    workers = analysisWorkers(1);
    const under = expect(workers.recording(motion, {})).rejects.toThrow(/closing/);
    await workers.close();
    await under;
    expect(workers.running()).toBe(0);
  });

  test('whose worker dies says so, and the next one gets another', async () => {
    // What Node itself does when a worker needs more memory than there is: it is ended in mid-work.
    workers = analysisWorkers(1, { maxOldGenerationSizeMb: 4 });
    await expect(workers.recording(motion, {})).rejects.toThrow(/worker that analysed .*_motion\.tsv ended before it was done \(.*memory/);
    expect(workers.running()).toBe(0);
  });
});
