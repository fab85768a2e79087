import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../../../src/ingest/index.ts';
import { AppError } from '../../../../src/model/index.ts';
import { readAll } from '../../../readAll.ts';
import { dotLog, dotSample } from '../../../support/dotLog.ts';
import type { DotSensor } from '../../../support/dotLog.ts';
import { logBytes } from '../../../support/rawLogBytes.ts';

const sensor: DotSensor = { site: 'lowerBack', seed: 1, isLost: (n) => n >= 60 && n < 64 };
const sampleFile = join(import.meta.dirname, '../../../contract/recordingFormats/rawLog/sample/walk.sfraw');
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-log-damage-'));
  path = join(folder, 'walk.sfraw');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('any damage to a raw log', () => {
  it('leaves samples that were measured, or is told in one line', async () => {
    const good = logBytes(dotLog({ sensors: [sensor], seconds: 4 })).bytes;
    const measured = new Set(Array.from({ length: 240 }, (_, n) => dotSample(sensor, n).join()));
    const harm = fc.record({ place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), remove: fc.integer({ min: 0, max: 200 }), put: fc.uint8Array({ maxLength: 60 }) });
    await fc.assert(fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 3 }), async (harms) => {
      let bytes = good;
      for (const { place, remove, put } of harms) {
        const at = Math.floor(place * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]);
      }
      await writeFile(path, bytes);
      const outcome = await openRecording(path).then(readAll).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(AppError);
        expect(outcome.message).toMatch(/^walk\.sfraw.*: [^\p{Cc}]+\.$/u);
        return;
      }
      for (const { acc, gyr, length } of (outcome as Awaited<ReturnType<typeof readAll>>).blocks) {
        for (let i = 0; i < length; i++) expect(measured.has([acc.x[i], acc.y[i], acc.z[i], gyr!.x[i], gyr!.y[i], gyr!.z[i]].join())).toBe(true);
      }
    }), { numRuns: 150, endOnFailure: true });
  });

  it('of one packet costs that packet, is told, and leaves every other sample where it was', async () => {
    const { bytes, ends } = logBytes(dotLog({ sensors: [sensor], seconds: 4 }));
    await writeFile(path, bytes);
    const whole = await readAll(await openRecording(path));
    bytes[ends[120] - 5] ^= 0x10;
    await writeFile(path, bytes);
    const { blocks, trailer } = await readAll(await openRecording(path));
    const samples = (all: typeof blocks): number[] => all.flatMap(({ startSample, length }) => Array.from({ length }, (_, i) => startSample + i));
    expect(samples(blocks)).toHaveLength(samples(whole.blocks).length - 1);
    expect(samples(whole.blocks)).toEqual(expect.arrayContaining(samples(blocks)));
    expect(trailer.findings).toMatchObject([{ code: 'LOG_DAMAGED', message: expect.stringMatching(/^\d+ bytes in the middle/) as string }]);
  });
});

describe('the sample of the contract', () => {
  it('is what the simulated sensors make', async () => {
    const made = logBytes(dotLog({
      seconds: 8,
      sensors: [{ site: 'lowerBack', seed: 1 }, { site: 'leftFoot', seed: 2, skewPpm: 40, isLost: (n) => n >= 200 && n < 230 }],
      marks: [{ mark: 'event', timeMs: 12_000, type: 'walk', durationS: 4 }],
    })).bytes;
    expect(made.equals(await readFile(sampleFile))).toBe(true);
  });
});
