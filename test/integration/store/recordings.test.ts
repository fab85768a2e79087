import { mkdir, readFile, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderRecordingStore } from '../../../src/store/recordings/folderRecordingStore.ts';
import { ownFolder } from './child.ts';

const files = [{ role: 'motion.tsv', async *open() { yield Buffer.from('0.1\t9.8\n'); } }];
const damaged = (words: RegExp): unknown => expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(words) as string });

async function archived() {
  const root = await ownFolder();
  const store = await FolderRecordingStore.open(root);
  const { id } = await store.put('bidsMotion', files);
  return { root, store, id, folder: (await store.folder(id))! };
}

test('a recording lies in a folder of its id, with a manifest a person can read', async () => {
  const { root, id, folder } = await archived();
  expect(folder).toBe(join(root, id.slice(0, 2), id));
  expect((await readdir(folder)).sort()).toEqual(['motion.tsv', 'recording.json']);
  expect(JSON.parse(await readFile(join(folder, 'recording.json'), 'utf8'))).toMatchObject({
    schema: 'surefoot.archivedRecording/1', id, format: 'bidsMotion', files: [{ role: 'motion.tsv', bytes: 8 }],
  });
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('a file that lost bytes or is gone is named, on reading and on putting it again', async () => {
  const { store, id, folder } = await archived();
  await truncate(join(folder, 'motion.tsv'), 3);
  await expect(store.get(id)).rejects.toThrow(damaged(/motion.tsv has 3 bytes instead of 8.*restore it/));
  await expect(store.put('bidsMotion', files)).rejects.toThrow(damaged(/3 bytes instead of 8/));
  await rm(join(folder, 'motion.tsv'));
  await expect(store.folder(id)).rejects.toThrow(damaged(/motion.tsv is missing/));
});

test('a manifest that was changed or is gone is noticed', async () => {
  const { store, id, folder } = await archived();
  const manifest = join(folder, 'recording.json');
  const text = await readFile(manifest, 'utf8');
  await writeFile(manifest, text.replace('motion.tsv', 'motion.csv'));
  await expect(store.get(id)).rejects.toThrow(damaged(/recording.json is not what was written/));
  await writeFile(manifest, '{');
  await expect(store.get(id)).rejects.toThrow(damaged(/recording.json is not what was written/));
  await rm(manifest);
  await expect(store.get(id)).rejects.toThrow(damaged(/recording.json is missing/));
});

test('only what nobody touched for a day is cleared away when its writer is unknown', async () => {
  const root = await ownFolder();
  const incoming = join(root, 'incoming');
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
  for (const [name, old] of [['1-00000000-0000000000000001', true], ['1-00000000-0000000000000002', false], ['1-00000000-0000000000000003', true]] as const) {
    await mkdir(join(incoming, name), { recursive: true });
    await writeFile(join(incoming, name, 'motion.tsv'), 'x');
    if (old) await utimes(join(incoming, name), yesterday, yesterday);
    // The third is an upload that still goes on: its folder is old, its file is not.
    if (old && !name.endsWith('3')) await utimes(join(incoming, name, 'motion.tsv'), yesterday, yesterday);
  }
  await writeFile(join(incoming, 'note.txt'), 'not ours');
  await FolderRecordingStore.open(root);
  expect((await readdir(incoming)).sort()).toEqual(['1-00000000-0000000000000002', '1-00000000-0000000000000003', 'note.txt']);
});

test('a disk that fails is named and nothing is kept', async () => {
  const { root, store } = await archived();
  await rm(join(root, 'incoming'), { recursive: true });
  await expect(store.put('bidsMotion', files)).rejects.toThrow(damaged(/incoming \(ENOENT\): check that the disk is there/));
});
