import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRecordings, formats, openArchivedRecording, openRecording, recordingFiles } from '../../src/ingest/index.ts';
import { AppError } from '../../src/model/index.ts';
import type { RecordingFile } from '../../src/model/index.ts';
import { FolderRecordingStore } from '../../src/store/recordings/folderRecordingStore.ts';
import { readAll } from '../readAll.ts';

/** Every format has a folder here with the folders `sample` and `broken`, one recording in each. */
const samples = join(import.meta.dirname, 'recordingFormats');

async function bytesOf(file: RecordingFile): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.each(formats)('the format $label', (format) => {
  const sampleFolder = join(samples, format.id, 'sample');
  let sample: string;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-formats-'));
    [sample] = existsSync(sampleFolder) ? await format.find(sampleFolder) : [];
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('has a sample and a broken recording', async () => {
    expect(await format.find(sampleFolder)).toHaveLength(1);
    expect(await format.find(join(samples, format.id, 'broken'))).toHaveLength(1);
  });

  it('is taken by the archive, from where it opens again', async () => {
    const store = await FolderRecordingStore.open(folder);
    const { id } = await store.put(format.id, await format.files(sample));
    const archived = await store.folder(id);
    expect((await readAll(await openArchivedRecording(format.id, archived!))).trailer.sampleCount).toBe((await readAll(await format.open(sample))).trailer.sampleCount);
    await store.close();
  });

  it('recognises what it finds, and nothing by another name', async () => {
    expect(await format.recognises(sample)).toBe(true);
    for (const name of ['notes.txt', 'photo.jpg', '', '.hidden']) expect(await format.recognises(name)).toBe(false);
  });

  it('alone recognises its sample', async () => {
    const claims = await Promise.all(formats.map((other) => other.recognises(sample)));
    expect(formats.filter((_, i) => claims[i])).toEqual([format]);
  });

  it('alone finds its sample in a folder', async () => {
    const found = await Promise.all(formats.map((other) => other.find(sampleFolder)));
    expect(formats.filter((_, i) => found[i].length > 0)).toEqual([format]);
  });

  it('says what was recorded before a sample is read', async () => {
    const { header } = await openRecording(sample);
    expect(header).toMatchObject({ path: sample, format: format.id });
    expect(header.sampleRateHz).toBeGreaterThan(0);
    expect(header.sensors.length).toBeGreaterThan(0);
    expect(new Set(header.sensors.map(({ site }) => site)).size).toBe(header.sensors.length);
  });

  it('gives each site\'s blocks in order, apart, finite and on the grid', async () => {
    const { header, blocks, trailer } = await readAll(await openRecording(sample));
    for (const { site, hasGyroscope } of header.sensors) {
      let next = 0;
      const own = blocks.filter((block) => block.site === site);
      expect(own.length).toBeGreaterThan(0);
      for (const block of own) {
        expect(block.sampleRateHz).toBe(header.sampleRateHz);
        expect(block.startSample).toBeGreaterThanOrEqual(next);
        expect(block.length).toBeGreaterThan(0);
        expect(block.gyr !== null).toBe(hasGyroscope);
        for (const column of [...Object.values(block.acc), ...Object.values(block.gyr ?? {})]) {
          expect(column).toHaveLength(block.length);
          expect(column.every(Number.isFinite)).toBe(true);
        }
        next = block.startSample + block.length;
      }
      expect(next).toBeLessThanOrEqual(trailer.sampleCount);
    }
  });

  it('tells the SHA-256 of the signal file', async () => {
    const { trailer } = await readAll(await openRecording(sample));
    expect(trailer.sha256).toBe(createHash('sha256').update(await readFile(sample)).digest('hex'));
  });

  it('gives the same samples when it is read a second time', async () => {
    const reader = await openRecording(sample);
    expect(await readAll(reader)).toEqual(await readAll(reader));
  });

  it('tells how far it has read, up to the end', async () => {
    const told: [number, number][] = [];
    await readAll(await openRecording(sample), { onProgress: (read, total) => told.push([read, total]) });
    expect(told.at(-1)![0]).toBe(told.at(-1)![1]);
    expect(told.map(([read]) => read)).toEqual(told.map(([read]) => read).sort((a, b) => a - b));
  });

  it('stops with the reason of the caller when it is told to', async () => {
    const reason = new Error('enough');
    await expect(readAll(await openRecording(sample), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('gives the same header and samples from an archive', async () => {
    const files = await recordingFiles(sample);
    expect(new Set(files.map(({ role }) => role)).size).toBe(files.length);
    for (const file of files) {
      expect(file.role).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
      await writeFile(join(folder, file.role), await bytesOf(file));
    }
    const original = await readAll(await openRecording(sample));
    const archived = await readAll(await openArchivedRecording(format.id, folder));
    expect(archived).toEqual({ ...original, header: { ...original.header, path: folder } });
  });

  it('gives the same bytes each time a file of it is opened', async () => {
    for (const file of await recordingFiles(sample)) expect(await bytesOf(file)).toEqual(await bytesOf(file));
  });

  it('says in one line what is wrong with the broken recording', async () => {
    const [path] = await format.find(join(samples, format.id, 'broken'));
    const fault: unknown = await openRecording(path).then(readAll).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AppError);
    expect((fault as AppError).code).toBe('BAD_RECORDING');
    expect((fault as AppError).message).toMatch(/^\S+ (line|sector|byte) \d+: .+\.$/);
  });

  it('finds all recordings below a folder in the order of their paths, without hidden ones', async () => {
    const name = basename(sample);
    for (const place of ['b', 'a/deep/er', 'a', '.hidden']) await cp(dirname(sample), join(folder, place), { recursive: true });
    await writeFile(join(folder, `.${name}`), '');
    expect((await findRecordings(folder)).map((path) => relative(folder, path))).toEqual([`a/deep/er/${name}`, `a/${name}`, `b/${name}`].sort());
  });
});

describe('recordings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'surefoot-formats-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('are missed aloud in a folder that holds none', async () => {
    await expect(findRecordings(folder)).rejects.toMatchObject({ code: 'NO_SUCH_FILE', message: expect.stringContaining('there is no recording in this folder or below it') as string });
  });

  it('are missed aloud where there is no folder', async () => {
    await expect(findRecordings(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'NO_SUCH_FILE' });
  });

  it('of an archive in a format of another version are refused', async () => {
    await expect(openArchivedRecording('tomorrow', folder)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT' });
  });

  it('of an archive that lost its files are refused', async () => {
    await expect(openArchivedRecording('bidsMotion', folder)).rejects.toMatchObject({ code: 'NO_SUCH_FILE' });
  });
});
