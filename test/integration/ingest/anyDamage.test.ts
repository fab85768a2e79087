import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecordings, openRecording } from '../../../src/ingest/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';

const sample = join(import.meta.dirname, '../../contract/recordingFormats/bidsMotion/sample');
const prefix = 'sub-01/motion/sub-01_task-walk';
const FILES = [
  `${prefix}_tracksys-imu_run-01_motion.tsv`, `${prefix}_tracksys-imu_run-01_channels.tsv`, `${prefix}_tracksys-imu_run-01_motion.json`,
  `${prefix}_run-01_events.tsv`, 'participants.tsv', 'participants.json',
];

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-any-damage-'));
  await cp(sample, folder, { recursive: true });
  [path] = await findRecordings(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('any damage to any file of a recording', () => {
  it('either leaves it readable, on an unbroken grid of finite samples, or is told in one line', async () => {
    const damage = fc.record({ name: fc.constantFrom(...FILES), place: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.integer({ min: 0, max: 40 }), put: fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.constantFrom('\t', '\n', '-', '"', 'n/a', '{').map((text) => Buffer.from(text))) });
    await fc.assert(fc.asyncProperty(damage, async ({ name, place, removed, put }) => {
      const good = await readFile(join(folder, name));
      const at = Math.floor(place * good.length);
      await writeFile(join(folder, name), Buffer.concat([good.subarray(0, at), put, good.subarray(at + removed)]));
      try {
        const outcome = await openRecording(path).then(readAll).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(AppError);
          expect(outcome.message).not.toMatch(/\p{Cc}/u);
          expect((outcome as AppError).where.file).toBeDefined();
        } else {
          for (const { acc, gyr } of (outcome as Awaited<ReturnType<typeof readAll>>).blocks) {
            for (const column of [...Object.values(acc), ...Object.values(gyr ?? {})]) expect(column.every(Number.isFinite)).toBe(true);
          }
        }
      } finally {
        await writeFile(join(folder, name), good);
      }
    }), { numRuns: 400 });
  });
});
