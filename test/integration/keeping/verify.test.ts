import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { sealData, verifyData } from '../../../src/keeping.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { fillClinic, ownFolder, withStores } from './clinicFolder.ts';

const quiet = (): void => {};
let data: string;
let id: string;
let place: string;
beforeEach(async () => {
  data = join(await ownFolder(), 'clinic');
  await fillClinic(data, 2);
  [id] = await withStores(data, ({ recordings }) => recordings.ids());
  place = join(data, 'recordings', id.slice(0, 2), id);
});
const statement = async (sql: string) => {
  const db = await openDatabase(data, 'clinic');
  db.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  db.close();
};

describe('A check of a data folder', () => {
  test('finds nothing wrong where nothing is, and tells how far it is', async () => {
    const told: number[] = [];
    expect(await verifyData(data, (done) => told.push(done))).toEqual({ recordings: 2, sealed: 0, problems: [], notes: [] });
    expect(told).toEqual([0, 1, 2]);
    await sealData(data, quiet, quiet);
    expect(await verifyData(data, quiet)).toMatchObject({ sealed: 2, problems: [] });
  });

  test.each([
    ['a byte of a table is wrong', async () => writeFile(join(place, 'motion.tsv'), (await readFile(join(place, 'motion.tsv'), 'latin1')).replace(/\d/, (d) => String(9 - Number(d)))), /motion.tsv is not what was written .*restore it from a backup/],
    ['a file is gone', () => rm(join(place, 'channels.tsv')), /channels.tsv is missing.*restore it from a backup/],
    ['a recording is gone', () => rm(place, { recursive: true }), /needs the recording \w+, which is not in the archive: restore it from a backup/],
    ['a manifest is damaged', () => writeFile(join(place, 'recording.json'), '{}'), /recording.json is not what was written/],
    ['an analysis is gone', () => statement('DELETE FROM analysis WHERE rowid = 1'), /needs the analysis \w+, which is not in the database/],
    ['a patient is gone', () => statement("DELETE FROM patient WHERE rowid = 1"), /A row of "assessment" .* belongs to a row of "patient" that is not there/],
  ] as const)('names it where %s, and says what to do', async (_, damage, words) => {
    await damage();
    const { problems } = await verifyData(data, quiet);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toMatch(words);
    for (const problem of problems) expect(problem).toMatch(/^[A-Z/].*\.$/);
  });

  test('names a sealed recording of which a byte is wrong', async () => {
    await sealData(data, quiet, quiet);
    const bytes = await readFile(join(place, 'recording.parquet'));
    bytes[5000] ^= 1;
    await writeFile(join(place, 'recording.parquet'), bytes);
    expect((await verifyData(data, quiet)).problems).toEqual([expect.stringMatching(/recording.parquet is not what was written/)]);
  });

  test('notes a recording that belongs to nobody', async () => {
    await withStores(data, ({ recordings }) => recordings.put('csv', [{ role: 'recording.csv', async *open() { yield Buffer.from('x'); } }]));
    const { problems, notes } = await verifyData(data, quiet);
    expect(notes).toEqual([expect.stringMatching(/belongs to no trial/)]);
    expect(problems).toEqual([expect.stringMatching(/cannot be read/)]);
  });

  test('makes no folder of a name that is none', async () => {
    await expect(verifyData(join(data, 'nowhere'), quiet)).rejects.toMatchObject({ code: 'WRONG_DATA_FOLDER' });
  });
});
