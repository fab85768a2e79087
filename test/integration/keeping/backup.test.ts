import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUpData, erasePatientData, restoreData, sealData, verifyData } from '../../../src/keeping.ts';
import { openStores } from '../../../src/store/open.ts';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { holdMaintenance } from '../../../src/store/sqlite/maintenance.ts';
import { startChild } from '../store/child.ts';
import { contentOf, fillClinic, ownFolder, withStores } from './clinicFolder.ts';

const quiet = (): void => {};
const refusal = (code: string, words: RegExp): unknown => expect.objectContaining({ code, message: expect.stringMatching(words) as string });

async function clinic(recordings = 2): Promise<{ folder: string; data: string; out: string; restored: string }> {
  const folder = await ownFolder();
  const data = join(folder, 'clinic');
  await fillClinic(data, recordings);
  return { folder, data, out: join(folder, 'backups', 'one'), restored: join(folder, 'restored') };
}

describe('A backup', () => {
  test.each(['one', 'one.tar'])('as %s, restored into an empty folder, is the same clinic: every row and every byte', async (name) => {
    const { data, out, restored } = await clinic();
    await sealData(data, quiet, quiet);
    await mkdir(join(data, 'live'));
    await writeFile(join(data, 'live', 'abc.sfraw'), 'a session under way');
    await backUpData(data, join(out, '..', name), quiet);
    const { manifest, leftOut } = await restoreData(join(out, '..', name), restored, [], quiet);
    expect(await contentOf(restored)).toEqual(await contentOf(data));
    expect([leftOut, manifest.kind]).toEqual([0, 'clinic']);
    expect((await verifyData(restored, quiet)).problems).toEqual([]);
    expect((await stat(join(restored, 'surefoot.sqlite'))).mode & 0o777).toBe(0o600);
  });

  test('is taken while another process writes, all of one moment', async () => {
    const folder = await ownFolder();
    const data = join(folder, 'clinic');
    const writer = startChild('writer.ts', data, 'w', '100000');
    await writer.printed(30);
    await backUpData(data, join(folder, 'backup'), quiet);
    const before = writer.lines.length;
    await writer.printed(before + 10);
    writer.kill();
    await writer.exited;
    await restoreData(join(folder, 'backup'), join(folder, 'restored'), [], quiet);
    const stores = await openStores(join(folder, 'restored'), 'demo');
    const ids = new Set(stores.records.patients({ limit: 100_000 }).items.map(({ id }) => id));
    await stores.close();
    // Patients 0 to n without a gap: no later one without an earlier one.
    expect(ids.size).toBeGreaterThanOrEqual(30);
    expect([...Array(ids.size).keys()].filter((i) => !ids.has(`w${i}`))).toEqual([]);
  });

  test('as a tar file is read by tar', async () => {
    const { data, out } = await clinic(1);
    await backUpData(data, `${out}.tar`, quiet);
    const listed = spawnSync('tar', ['-tf', `${out}.tar`], { encoding: 'utf8' });
    expect(listed.status).toBe(0);
    expect(listed.stdout.split('\n')).toEqual(expect.arrayContaining(['surefoot.sqlite', 'surefoot-data.json', 'backup.json']));
  });

  test('shares recordings on the same disk, and keeps them when the clinic seals or loses its own', async () => {
    const { data, out, restored } = await clinic(1);
    const before = await contentOf(data);
    await backUpData(data, out, quiet);
    await sealData(data, quiet, quiet);
    await restoreData(out, restored, [], quiet);
    expect(await contentOf(restored)).toEqual(before);
  });

  test('never writes over another, nor into the data folder', async () => {
    const { data, out } = await clinic(1);
    await backUpData(data, out, quiet);
    await expect(backUpData(data, out, quiet)).rejects.toEqual(refusal('CONFLICT', /exists already: choose a new name/));
    await expect(backUpData(data, join(data, 'backup'), quiet)).rejects.toEqual(refusal('BAD_INPUT', /lies in the data folder/));
    await expect(backUpData(join(data, 'nowhere'), `${out}2`, quiet)).rejects.toEqual(refusal('WRONG_DATA_FOLDER', /no data folder/));
  });

  test('waits for no one: a second one at the same time is refused in words', async () => {
    const { data, out } = await clinic(1);
    const lock = await holdMaintenance(data);
    await expect(backUpData(data, out, quiet)).rejects.toEqual(refusal('CONFLICT', /is under way/));
    lock.release();
    await backUpData(data, out, quiet);
  });

  test('of a recording that is damaged is refused, so that no good backup is followed by a bad one', async () => {
    const { folder, data } = await clinic(1);
    const [id] = await withStores(data, ({ recordings }) => recordings.ids());
    const file = join(data, 'recordings', id.slice(0, 2), id, 'motion.tsv');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('1', '2'));
    await expect(backUpData(data, join(folder, 'bad.tar'), quiet)).rejects.toEqual(refusal('STORE_UNAVAILABLE', /is not what was written/));
    expect((await readdir(folder)).filter((name) => name.startsWith('bad'))).toEqual([]);
  });
});

describe('A restore', () => {
  test('refuses a backup of which a byte is wrong or a file is missing, and leaves nothing', async () => {
    const { folder, data, out, restored } = await clinic(1);
    await backUpData(data, `${out}.tar`, quiet);
    const bytes = await readFile(`${out}.tar`);
    bytes[4096 + 300] ^= 1;
    await writeFile(join(folder, 'bent.tar'), bytes);
    await expect(restoreData(join(folder, 'bent.tar'), restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /damaged .*not what was written/));
    await writeFile(join(folder, 'cut.tar'), bytes.subarray(0, bytes.length / 2));
    await expect(restoreData(join(folder, 'cut.tar'), restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /cut off/));
    await backUpData(data, out, quiet);
    await rename(join(out, 'surefoot-data.json'), join(folder, 'gone'));
    await expect(restoreData(out, restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /surefoot-data.json is missing/));
    expect((await readdir(folder)).filter((name) => name.startsWith('restored'))).toEqual([]);
  });

  test('goes into a new or empty folder only', async () => {
    const { data, out, restored } = await clinic(1);
    await backUpData(data, out, quiet);
    await expect(restoreData(out, data, [], quiet)).rejects.toEqual(refusal('CONFLICT', /is not empty/));
    await mkdir(restored);
    await restoreData(out, restored, [], quiet);
  });

  test('refuses what is no backup, and one of a newer version', async () => {
    const { folder, data, out, restored } = await clinic(1);
    await expect(restoreData(data, restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /is no backup of Surefoot/));
    await writeFile(join(folder, 'notes.tar'), 'x'.repeat(2000));
    await expect(restoreData(join(folder, 'notes.tar'), restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /is no backup of Surefoot/));
    (await openDatabase(data, 'clinic', [...migrations, { name: '9999-next', sql: 'CREATE TABLE extra (id TEXT) STRICT;' }])).close();
    await backUpData(data, out, quiet);
    await expect(restoreData(out, restored, [], quiet)).rejects.toEqual(refusal('WRONG_DATA_FOLDER', /newer version of Surefoot/));
  });

  test.each(['named', 'beside'])('leaves out who was erased since, told by a list that is %s', async (how) => {
    const { folder, data, out, restored } = await clinic(3);
    const [first, second] = await withStores(data, ({ records }) => records.patients({ limit: 2 }).items);
    await backUpData(data, out, quiet);
    await erasePatientData(data, first.id, 'test');
    if (how === 'beside') await backUpData(data, join(out, '..', 'two'), quiet);
    const { leftOut } = await restoreData(out, restored, how === 'named' ? [data] : [], quiet);
    expect(leftOut).toBe(1);
    await withStores(restored, ({ records, keeping }) => {
      expect([records.patient(first.id), records.patient(second.id)?.id]).toEqual([null, second.id]);
      expect(keeping.audit({ limit: 5, subject: first.id }).items.map(({ actor }) => actor)).toEqual(['restore']);
    });
    expect((await verifyData(restored, quiet)).problems).toEqual([]);
    await expect(restoreData(out, join(folder, 'again'), [join(folder, 'nothing')], quiet)).rejects.toEqual(refusal('NO_SUCH_FILE', /nothing is not there/));
  });
});

test('a hard link that is written over by a program of its own is found by restore', async () => {
  const { data, out, restored } = await clinic(1);
  await backUpData(data, out, quiet);
  const [id] = await withStores(data, ({ recordings }) => recordings.ids());
  const inBackup = join(out, 'recordings', id.slice(0, 2), id, 'motion.tsv');
  await writeFile(join(data, 'recordings', id.slice(0, 2), id, 'motion.tsv'), 'written over');
  expect(await readFile(inBackup, 'utf8')).toBe('written over');
  await expect(restoreData(out, restored, [], quiet)).rejects.toEqual(refusal('BAD_INPUT', /not what was written/));
});
