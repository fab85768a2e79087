import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptFile, openKept, placeOf, sealKept } from '../../../src/archive.ts';
import { exportCsv } from '../../../src/export/csv.ts';
import { openRecording, recordingFiles } from '../../../src/ingest/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { FolderRecordingStore } from '../../../src/store/recordings/folderRecordingStore.ts';
import { ownFolder, WALKS } from './clinicFolder.ts';

async function archived(path: string) {
  const root = await ownFolder();
  const store = await FolderRecordingStore.open(root);
  const reader = await openRecording(path);
  const { id } = await store.put(reader.header.format, await recordingFiles(path));
  return { store, id, folder: (await store.folder(id))! };
}
const [walk] = WALKS;

describe('A sealed recording', () => {
  test('gives the same document as its original, byte for byte', async () => {
    const { store, id } = await archived(walk);
    expect(await sealKept(store, id)).toMatchObject({ sealed: true });
    const place = await placeOf(store, id);
    expect(place.recording.sealed).toMatchObject({ role: 'recording.parquet', standsFor: 'motion.tsv' });
    const [sealed, original] = [await analyzeRecording(await openKept({ ...place, path: walk })), await analyzeRecording(await openRecording(walk))];
    expect(JSON.stringify(sealed)).toBe(JSON.stringify(original));
  });

  test('gives every file back as it was taken in, and has no table any more', async () => {
    const { store, id, folder } = await archived(walk);
    await sealKept(store, id);
    expect(await readdir(folder)).not.toContain('motion.tsv');
    const place = await placeOf(store, id);
    for (const { role, sha256 } of place.recording.files) {
      const hash = createHash('sha256');
      for await (const piece of keptFile(place, role)) hash.update(piece);
      expect(hash.digest('hex'), role).toBe(sha256);
    }
  });

  test('says beside its samples what the recorder said: clocks, firmware and losses are not lost with the folder', async () => {
    const { store, id, folder } = await archived(walk);
    const settings = await readFile(join(folder, 'motion.json'), 'utf8');
    await sealKept(store, id);
    const { parquetMetadata } = await import('hyparquet');
    const bytes = await readFile(join(folder, 'recording.parquet'));
    const words = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)).key_value_metadata!;
    expect((JSON.parse(words.find(({ key }) => key === 'surefoot.beside')!.value!) as Record<string, string>)['motion.json']).toBe(settings);
  });

  test('is the same when it is sealed again', async () => {
    const { store, id } = await archived(walk);
    await sealKept(store, id);
    const before = (await store.get(id))!;
    expect(await sealKept(store, id)).toMatchObject({ sealed: true });
    expect(await store.get(id)).toEqual(before);
  });

  test('of a table that we wrote ourselves as CSV is sealed as well', async () => {
    const path = join(await ownFolder(), 'wear.csv');
    await exportCsv(path, simulateWear({ seed: 3, durationS: 30 }));
    const { store, id, folder } = await archived(path);
    expect(await sealKept(store, id)).toMatchObject({ sealed: true });
    expect((await readdir(folder)).sort()).toEqual(['recording.csv.json', 'recording.json', 'recording.parquet']);
    expect((await openKept(await placeOf(store, id))).header.taskName).toBe((await openRecording(path)).header.taskName);
  });
});

describe('A recording stays as it was', () => {
  const kept = async (change: (rows: string[]) => string[]) => {
    const path = join(await ownFolder(), 'wear.csv');
    await exportCsv(path, simulateWear({ seed: 3, durationS: 20 }));
    await writeFile(path, `${change((await readFile(path, 'utf8')).trimEnd().split('\n')).join('\n')}\n`);
    const { store, id, folder } = await archived(path);
    const outcome = await sealKept(store, id);
    expect(outcome).toMatchObject({ sealed: false, why: expect.stringContaining('kept as it is') as string });
    expect(createHash('sha256').update(await readFile(join(folder, 'recording.csv'))).digest('hex')).toBe((await store.get(id))!.files.find(({ role }) => role === 'recording.csv')!.sha256);
    expect((await readdir(folder)).sort()).toEqual(['recording.csv', 'recording.csv.json', 'recording.json']);
  };

  test('where its table has a column that is not a sample', () => kept((rows) => rows.map((row, i) => `${row},${i === 0 ? 'temperature' : '21.5'}`)));
  test('where its times are not even', () => kept((rows) => rows.map((row, i) => (i === 7 ? row.replace(/^[^,]+/, '0.0613') : row))));
  test('where its numbers are written in another way', () => kept((rows) => rows.map((row, i) => (i === 9 ? `${row}0` : row))));

  test('where its format is no table', async () => {
    const { store, id } = await archived(join(import.meta.dirname, '../../contract/recordingFormats/packed/sample/walk.sfpk'));
    expect(await sealKept(store, id)).toEqual({ sealed: false, why: 'a packed recording is kept as it is' });
  });

  test('where what was written reads back as anything else', async () => {
    const { store, id, folder } = await archived(walk);
    const names = await readdir(folder);
    expect(await store.seal(id, { role: 'recording.parquet', standsFor: 'motion.tsv', async *open() { yield Buffer.from('nonsense'); } }, async () => false)).toBeNull();
    expect(await readdir(folder)).toEqual(names);
    expect(await readdir(join(folder, '../../incoming'))).toEqual([]);
  });
});
