import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { backUpData, restoreData, sealData, verifyData } from '../../../src/keeping.ts';
import { contentOf, fillClinic, ownFolder } from './clinicFolder.ts';

const quiet = (): void => {};
const refusal = (words: RegExp): unknown => expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(words) as string });
let disk: string;
let isMounted = false;
beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'surefoot-small-disk-'));
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0;
});
afterEach(async () => {
  if (isMounted) spawnSync('umount', ['-l', disk]);
  await rm(disk, { recursive: true, force: true });
});
const clinicIn = async (folder: string): Promise<string> => {
  const data = join(folder, 'clinic');
  await fillClinic(data, 2);
  return data;
};
const ROOT_ONLY = 'a tiny file system can only be mounted by root';

describe('On a disk that is full', () => {
  test.for(['backup', 'backup.tar'])('a %s says so in one line and leaves nothing; with room it is made', async (name, { skip }) => {
    if (!isMounted) skip(ROOT_ONLY);
    const data = await clinicIn(await ownFolder());
    const before = await contentOf(data);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(2_500_000));
    await expect(backUpData(data, join(disk, name), quiet)).rejects.toEqual(refusal(/full|free some space/));
    expect(await readdir(disk)).toEqual(['ballast']);
    expect(await contentOf(data)).toEqual(before);
    await rm(join(disk, 'ballast'));
    await backUpData(data, join(disk, name), quiet);
    await restoreData(join(disk, name), join(data, '..', 'restored'), [], quiet);
    expect(await contentOf(join(data, '..', 'restored'))).toEqual(before);
  });

  test('sealing says so in one line, keeps every recording as it is, and goes on once there is room', async ({ skip }) => {
    if (!isMounted) skip(ROOT_ONLY);
    await cp(await clinicIn(await ownFolder()), join(disk, 'clinic'), { recursive: true });
    const data = join(disk, 'clinic');
    // Too little is left for a Parquet file, enough for the database's own companions.
    const { bavail, bsize } = await statfs(disk);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 120_000));
    const before = await contentOf(data);
    const outcomes: unknown[] = [];
    await sealData(data, quiet, (_, outcome) => outcomes.push(outcome));
    expect(outcomes).toEqual([{ error: refusal(/ENOSPC.*free some space/) }, { error: refusal(/ENOSPC.*free some space/) }]);
    expect(await contentOf(data)).toEqual(before);
    await rm(join(disk, 'ballast'));
    await sealData(data, quiet, (_, outcome) => outcomes.push(outcome));
    expect(outcomes.slice(2)).toMatchObject([{ sealed: true }, { sealed: true }]);
    expect((await verifyData(data, quiet)).problems).toEqual([]);
  });

  test('a restore says so in one line and leaves nothing', async ({ skip }) => {
    if (!isMounted) skip(ROOT_ONLY);
    const data = await clinicIn(await ownFolder());
    await backUpData(data, join(data, '..', 'backup'), quiet);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(2_500_000));
    await expect(restoreData(join(data, '..', 'backup'), join(disk, 'restored'), [], quiet)).rejects.toEqual(refusal(/free some space/));
    expect(await readdir(disk)).toEqual(['ballast']);
  });
});

describe('On a disk that may not be written', () => {
  test('a backup says so in one line, and the clinic is as it was', async ({ skip }) => {
    if (!isMounted) skip(ROOT_ONLY);
    const data = await clinicIn(await ownFolder());
    const before = await contentOf(data);
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    await expect(backUpData(data, join(disk, 'backup'), quiet)).rejects.toEqual(refusal(/EROFS.*may only be read/));
    await expect(backUpData(data, join(disk, 'backup.tar'), quiet)).rejects.toEqual(refusal(/EROFS/));
    expect(await contentOf(data)).toEqual(before);
  });

  test('sealing says so in one line, and every recording is as it was', async ({ skip }) => {
    if (!isMounted) skip(ROOT_ONLY);
    const data = await clinicIn(await ownFolder());
    const recordings = join(data, 'recordings');
    const before = await contentOf(data);
    // The archive alone is on a disk that cannot be written any more, as when a drive fails.
    await cp(recordings, join(disk, 'recordings'), { recursive: true });
    await rm(recordings, { recursive: true });
    await mkdir(recordings);
    spawnSync('mount', ['--bind', join(disk, 'recordings'), recordings]);
    spawnSync('mount', ['-o', 'remount,ro,bind', recordings]);
    try {
      const outcomes: unknown[] = [];
      await sealData(data, quiet, (_, outcome) => outcomes.push(outcome)).catch((error: unknown) => outcomes.push({ error }));
      expect(outcomes.length).toBeGreaterThan(0);
      for (const outcome of outcomes) expect(outcome).toEqual({ error: refusal(/EROFS/) });
      expect(await contentOf(data)).toEqual(before);
    } finally {
      spawnSync('umount', ['-l', recordings]);
    }
  });
});
