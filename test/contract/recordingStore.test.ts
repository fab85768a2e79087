import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RecordingFile, RecordingStore } from '../../src/model/index.ts';
import { FolderRecordingStore } from '../../src/store/recordings/folderRecordingStore.ts';

/** To prove another store, add a line. */
const adapters: readonly { name: string; open: (folder: string) => Promise<RecordingStore> }[] = [
  { name: 'a folder', open: (folder) => FolderRecordingStore.open(folder) },
];

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const file = (role: string, ...chunks: (string | Uint8Array)[]): RecordingFile => ({
  role,
  async *open() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  },
});
const walk = () => [file('motion.tsv', '0.1\t9.8\n', '0.2\t9.7\n'), file('channels.tsv', 'name\tunits\n')];
const walkId = sha256([`${sha256('0.1\t9.8\n0.2\t9.7\n')}  motion.tsv\n`, `${sha256('name\tunits\n')}  channels.tsv\n`].sort().join(''));

describe.each(adapters)('The recording store in $name', ({ open }) => {
  let root: string;
  let store: RecordingStore;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'surefoot-recordings-'));
    store = await open(root);
  });
  afterEach(async () => {
    await store.close();
    await rm(root, { recursive: true });
  });
  /** Every file below the store's folder, whatever its layout. */
  const everything = async () => (await readdir(root, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name).sort();

  test('names a recording by its content and gives the files back as they were', async () => {
    const archived = await store.put('bidsMotion', walk());
    expect(archived).toEqual({
      id: walkId,
      format: 'bidsMotion',
      files: [
        { role: 'motion.tsv', sha256: sha256('0.1\t9.8\n0.2\t9.7\n'), bytes: 16 },
        { role: 'channels.tsv', sha256: sha256('name\tunits\n'), bytes: 11 },
      ],
    });
    expect(await store.get(walkId)).toEqual(archived);
    const folder = (await store.folder(walkId))!;
    expect(await readFile(join(folder, 'motion.tsv'), 'utf8')).toBe('0.1\t9.8\n0.2\t9.7\n');
    expect(await readFile(join(folder, 'channels.tsv'), 'utf8')).toBe('name\tunits\n');
  });

  test('gives one recording for the same bytes, in any order and any pieces', async () => {
    const first = await store.put('bidsMotion', walk());
    const before = await everything();
    const again = await store.put('bidsMotion', [file('channels.tsv', 'name', '\tunits\n'), file('motion.tsv', '0.1\t9.8\n0.2\t9.7\n')]);
    expect(again).toEqual(first);
    expect(await everything()).toEqual(before);
  });

  test('tells recordings apart by role and by bytes', async () => {
    const ids = await Promise.all([
      store.put('f', [file('a.tsv', '1')]), store.put('f', [file('b.tsv', '1')]), store.put('f', [file('a.tsv', '2')]),
    ]);
    expect(new Set(ids.map((r) => r.id)).size).toBe(3);
  });

  test('lets many put the same recording at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.put('bidsMotion', walk())));
    expect(new Set(all.map((r) => r.id))).toEqual(new Set([walkId]));
    expect(await everything()).toEqual(['channels.tsv', 'motion.tsv', 'recording.json']);
  });

  test('keeps an empty file and one of several megabytes', async () => {
    const big = new Uint8Array(3_000_000).map((_, i) => (i * 31) % 251);
    const archived = await store.put('f', [file('empty.bin'), file('big.bin', big.subarray(0, 1_234_567), big.subarray(1_234_567))]);
    expect(archived.files.map((f) => [f.bytes, f.sha256])).toEqual([[0, sha256('')], [3_000_000, sha256(big)]]);
    expect(sha256(await readFile(join((await store.folder(archived.id))!, 'big.bin')))).toBe(sha256(big));
  });

  test('keeps nothing when a file breaks off', async () => {
    const broken: RecordingFile = {
      role: 'motion.tsv',
      async *open() {
        yield Buffer.from('half');
        throw new Error('the radio is gone');
      },
    };
    await expect(store.put('f', [file('channels.tsv', 'x'), broken])).rejects.toThrow('the radio is gone');
    expect(await everything()).toEqual([]);
  });

  test.each(['../escape', 'a/b', '.hidden', '', 'recording.json', 'Recording.JSON', 'a\\b', 'nul\0', 'x'.repeat(101)])('refuses the role "%s"', async (role) => {
    await expect(store.put('f', [file(role, 'x')])).rejects.toThrow(RangeError);
    expect(await everything()).toEqual([]);
  });

  test('refuses no files at all and two files of one role', async () => {
    await expect(store.put('f', [])).rejects.toThrow('at least one file');
    await expect(store.put('f', [file('a.tsv', '1'), file('A.tsv', '2')])).rejects.toThrow('"A.tsv" is taken');
  });

  test('gives null for an unknown id and for anything that is no id', async () => {
    for (const id of ['0'.repeat(64), '', '..', '../../etc/passwd', walkId.toUpperCase(), `${walkId}/..`]) {
      expect([await store.get(id), await store.folder(id)], id).toEqual([null, null]);
    }
  });

  test('finds its recordings when it is opened again', async () => {
    await store.put('bidsMotion', walk());
    await store.close();
    store = await open(root);
    expect((await store.get(walkId))?.format).toBe('bidsMotion');
  });

  test('finishes what is under way when it is closed and takes nothing new', async () => {
    const underWay = store.put('bidsMotion', walk());
    await store.close();
    await expect(store.put('f', [file('a.tsv', '1')])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await underWay;
    store = await open(root);
    expect((await store.get(walkId))?.id).toBe(walkId);
  });

  const small = (text = 'small') => ({ ...file('motion.bin', text), standsFor: 'motion.tsv' });

  test('puts a smaller file in the place of another once it is proved, and keeps the id', async () => {
    const { id } = await store.put('bidsMotion', walk());
    let proved = '';
    const sealed = await store.seal(id, small(), async (path) => {
      proved = await readFile(path, 'utf8');
      return true;
    });
    expect(proved).toBe('small');
    expect(sealed).toMatchObject({ id: walkId, sealed: { role: 'motion.bin', standsFor: 'motion.tsv', sha256: sha256('small'), bytes: 5 } });
    expect(await store.get(id)).toEqual(sealed);
    expect(await everything()).toEqual(['channels.tsv', 'motion.bin', 'recording.json']);
    expect(await store.put('bidsMotion', walk()), 'the same recording again is the sealed one').toEqual(sealed);
    expect(await store.check(id)).toEqual([]);
  });

  test('leaves a recording as it is where the proof says no or fails', async () => {
    const { id } = await store.put('bidsMotion', walk());
    expect(await store.seal(id, small(), async () => false)).toBeNull();
    await expect(store.seal(id, small(), () => Promise.reject(new Error('unreadable')))).rejects.toThrow('unreadable');
    expect((await store.get(id))?.sealed).toBeUndefined();
    expect(await everything()).toEqual(['channels.tsv', 'motion.tsv', 'recording.json']);
    expect(await store.seal('0'.repeat(64), small(), async () => true)).toBeNull();
  });

  test('seals once, and clears what a crash left of the first time', async () => {
    const { id } = await store.put('bidsMotion', walk());
    const sealed = await store.seal(id, small(), async () => true);
    await writeFile(join((await store.folder(id))!, 'motion.tsv'), 'left over');
    expect(await store.seal(id, small('other'), async () => true)).toEqual(sealed);
    expect(await everything()).toEqual(['channels.tsv', 'motion.bin', 'recording.json']);
  });

  test('lists what it has, and has nothing left of what is deleted', async () => {
    const { id } = await store.put('bidsMotion', walk());
    const other = await store.put('f', [file('a.tsv', '1')]);
    expect(await store.ids()).toEqual([id, other.id].sort());
    await store.delete(id);
    await store.delete(id);
    expect([await store.get(id), await store.ids(), await everything()]).toEqual([null, [other.id], ['a.tsv', 'recording.json']]);
  });

  test('finds every byte that is not what was written', async () => {
    const { id } = await store.put('bidsMotion', walk());
    expect(await store.check(id)).toEqual([]);
    await writeFile(join((await store.folder(id))!, 'motion.tsv'), '0.1\t9.8\n0.2\t9.8\n');
    expect(await store.check(id)).toEqual([expect.stringMatching(/motion.tsv is not what was written/)]);
    expect(await store.check('0'.repeat(64))).toEqual([expect.stringMatching(/is not there/)]);
  });
});
