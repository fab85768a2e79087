import { chmod, copyFile, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStores } from '../../../src/store/open.ts';
import { ownFolder } from './child.ts';

const refusal = (code: string, words: RegExp): unknown => expect.objectContaining({ name: 'AppError', code, message: expect.stringMatching(words) as string });
const made = async (folder: string, kind: 'demo' | 'clinic') => (await openStores(folder, kind)).close();

test('a new folder is made, private, and opens again as what it is', async () => {
  const folder = join(await ownFolder(), 'new', 'clinic');
  const stores = await openStores(folder, 'clinic');
  expect(stores.records.kind()).toBe('clinic');
  stores.records.putSetting('a', 'b');
  await stores.recordings.put('f', [{ role: 'a.tsv', async *open() { yield Buffer.from('1'); } }]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const modes = await Promise.all(entries.map(async (e) => [e.name, ((await stat(join(e.parentPath, e.name))).mode & 0o777).toString(8)]));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(modes.filter(([, mode], i) => mode !== (entries[i].isDirectory() ? '700' : '600'))).toEqual([]);
  expect(modes.map(([name]) => name)).toEqual(expect.arrayContaining(['surefoot.sqlite', 'surefoot.sqlite-wal', 'surefoot-data.json', 'a.tsv']));
  await stores.close();
  await stores.close();
  await made(folder, 'clinic');
});

test('a clinic folder is refused by the demo and a demo folder by the clinic, and neither is touched', async () => {
  const folder = await ownFolder();
  for (const [mine, other, words] of [['clinic', 'demo', /clinic's data/], ['demo', 'clinic', /demo data/]] as const) {
    const data = join(folder, mine);
    await made(data, mine);
    const before = await readdir(data);
    await expect(openStores(data, other)).rejects.toThrow(refusal('WRONG_DATA_FOLDER', words));
    expect(await readdir(data)).toEqual(before);
    await made(data, mine);
  }
});

test('a database that was copied over keeps its kind', async () => {
  const folder = await ownFolder();
  await made(join(folder, 'clinic'), 'clinic');
  await made(join(folder, 'demo'), 'demo');
  await copyFile(join(folder, 'clinic', 'surefoot.sqlite'), join(folder, 'demo', 'surefoot.sqlite'));
  await expect(openStores(join(folder, 'demo'), 'demo')).rejects.toThrow(refusal('WRONG_DATA_FOLDER', /of a clinic installation, not of a demo/));
});

test('a folder with something else in it is refused and left as it is', async () => {
  const folder = await ownFolder();
  await writeFile(join(folder, 'thesis.docx'), 'words');
  await expect(openStores(folder, 'demo')).rejects.toThrow(refusal('WRONG_DATA_FOLDER', /"thesis.docx".*choose an empty or new folder/));
  expect(await readdir(folder)).toEqual(['thesis.docx']);
});

test('a file in the place of the folder is refused', async () => {
  const folder = await ownFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(openStores(join(folder, 'file'), 'demo')).rejects.toThrow(refusal('WRONG_DATA_FOLDER', /not a folder/));
  await expect(openStores(join(folder, 'file', 'below'), 'demo')).rejects.toThrow(refusal('WRONG_DATA_FOLDER', /not a folder/));
});

test('a folder that cannot be made is named with what to do', async () => {
  const folder = join(await ownFolder(), 'x'.repeat(300));
  await expect(openStores(folder, 'demo')).rejects.toThrow(refusal('STORE_UNAVAILABLE', /x cannot be written \(ENAMETOOLONG\).*or choose another folder/));
});

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)('a folder that belongs to someone else is named with what to do', async () => {
  const folder = await ownFolder();
  await chmod(folder, 0o500);
  await expect(openStores(folder, 'demo')).rejects.toThrow(refusal('STORE_UNAVAILABLE', /cannot be written \(EACCES\): check who owns it/));
});

test('once closed, the database file alone holds everything', async () => {
  const folder = await ownFolder();
  const stores = await openStores(join(folder, 'first'), 'clinic');
  stores.records.putSetting('kept', 'yes');
  await stores.close();
  await mkdir(join(folder, 'second'));
  for (const name of ['surefoot.sqlite', 'surefoot-data.json']) await copyFile(join(folder, 'first', name), join(folder, 'second', name));
  const copy = await openStores(join(folder, 'second'), 'clinic');
  expect(copy.records.setting('kept')).toBe('yes');
  await copy.close();
});

test('a damaged mark and a damaged database are named, not replaced', async () => {
  const folder = await ownFolder();
  await made(folder, 'clinic');
  const mark = join(folder, 'surefoot-data.json');
  const whole = await readFile(mark);
  await writeFile(mark, '{"kind":');
  await expect(openStores(folder, 'clinic')).rejects.toThrow(refusal('WRONG_DATA_FOLDER', /surefoot-data.json is damaged/));
  await writeFile(mark, whole);
  await writeFile(join(folder, 'surefoot.sqlite'), 'not a database at all, but long enough to be looked at as one'.repeat(20));
  await expect(openStores(folder, 'clinic')).rejects.toThrow(refusal('STORE_UNAVAILABLE', /surefoot.sqlite: it is not a database or is damaged: restore/));
});

test('an empty folder that stands already is taken, also on a fresh disk', async () => {
  const folder = await ownFolder();
  await mkdir(join(folder, 'lost+found'));
  await made(folder, 'demo');
  expect((await readdir(folder)).filter((name) => !/-(wal|shm)$/.test(name)).sort()).toEqual(['lost+found', 'recordings', 'surefoot-data.json', 'surefoot.sqlite']);
});

test('two that come at once with different kinds end with one of them', async () => {
  const folder = await ownFolder();
  const results = await Promise.allSettled([openStores(folder, 'demo'), openStores(folder, 'clinic')]);
  expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const result of results) if (result.status === 'fulfilled') await result.value.close();
});
