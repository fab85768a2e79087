/** What an interrupted analysis has finished: whole recordings, and sections of a long one. */
import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, openSync, readSync, renameSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { syncFolders } from './export/durable.ts';
import { recordingFiles } from './ingest/index.ts';
import { AppError } from './model/index.ts';
import type { AnalysisDocument, RecordingHeader, Span } from './model/index.ts';
import type { KeptSections } from './pipeline/analyseSections.ts';
import { analysisKey } from './pipeline/key.ts';
import type { AnalyzeOptions } from './pipeline/options.ts';
import type { AnalysedSection } from './pipeline/section.ts';

const SCHEMA = 'surefoot.checkpoint/1';
/** A kill of this program loses nothing that was kept; a power cut at most this, ms. */
const SYNC_EVERY_MS = 1000;
/** Of each file so much is part of its name: the whole of a settings file, the head of a signal. */
const HEAD_BYTES = 1 << 20;

interface Head {
  readonly schema: typeof SCHEMA;
  /** What was asked to be analysed, as it was written: it stands in the documents. */
  readonly path: string;
  /** Options, software and the versions of its algorithms. */
  readonly options: string;
  /** Another engine reads what stands here differently. */
  readonly engine: string;
}

/** One line of the file. `sum` finds what a power cut left half-written. */
interface Entry {
  readonly recording: string;
  readonly key: string;
  /** Of a section; absent with a whole recording's document. */
  readonly span?: Span;
  /** V8's own serialisation, base64: numbers come back to the last bit. */
  readonly data: string;
  readonly sum: string;
}

/** An entry without what it holds, which stays in the file until it is asked for. */
interface Place extends Pick<Entry, 'recording' | 'key' | 'span'> {
  readonly offset: number;
  readonly bytes: number;
}

export interface Checkpoint {
  /** @throws AppError CONFLICT where the recording is no longer the one that was begun */
  open(path: string, header: RecordingHeader): Promise<RecordingCheckpoint>;
  /** Everything is analysed: the file is removed. */
  finish(): void;
  close(): void;
}

export interface RecordingCheckpoint {
  readonly document: AnalysisDocument | null;
  readonly sections: KeptSections;
  keepDocument(document: AnalysisDocument): void;
}

/**
 * Opens a checkpoint, or begins one where there is none.
 * @param path what is analysed
 * @throws AppError CONFLICT for the checkpoint of something else, BAD_INPUT for another kind of file, UNREADABLE or UNWRITABLE
 */
export async function openCheckpoint(file: string, path: string, options: AnalyzeOptions): Promise<Checkpoint> {
  const head: Head = { schema: SCHEMA, path, options: analysisKey('', options), engine: process.versions.v8 };
  const places = await begin(file, head);
  const handle = attempt(file, () => openSync(file, 'a+', 0o600));
  let syncedMs = Date.now();
  let isOpen = true;

  function append(entry: Omit<Entry, 'sum' | 'data'>, value: unknown): void {
    const data = serialize(value).toString('base64');
    attempt(file, () => {
      writeAll(handle, `${JSON.stringify({ ...entry, data, sum: digest(data) })}\n`);
      if (Date.now() - syncedMs < SYNC_EVERY_MS) return;
      fdatasyncSync(handle);
      syncedMs = Date.now();
    });
  }
  function fetch({ offset, bytes }: Place): unknown {
    const line = Buffer.alloc(bytes);
    attempt(file, () => readSync(handle, line, 0, bytes, offset), 'UNREADABLE');
    return deserialize(Buffer.from((JSON.parse(line.toString()) as Entry).data, 'base64'));
  }
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    try {
      attempt(file, () => fdatasyncSync(handle));
    } finally {
      closeSync(handle);
    }
  };

  return {
    async open(recording, header) {
      const key = await recordingKey(recording, header);
      const own = places.filter((place) => place.recording === recording);
      if (own.some((place) => place.key !== key)) {
        throw new AppError('CONFLICT', `${recording} has changed since the checkpoint ${file} was made; remove the checkpoint to begin again, or name another with --resume.`, { file });
      }
      const [document] = own.filter(({ span }) => span === undefined);
      const sections = new Map(own.flatMap((place) => (place.span ? [[`${place.span.start}-${place.span.end}`, place]] : [])));
      return {
        document: document ? (fetch(document) as AnalysisDocument) : null,
        sections: {
          find: ({ start, end }) => {
            const place = sections.get(`${start}-${end}`);
            return place ? (fetch(place) as AnalysedSection) : null;
          },
          keep: (part) => append({ recording, key, span: { start: part.start, end: part.end } }, part),
        },
        keepDocument: (made) => append({ recording, key }, made),
      };
    },
    finish() {
      close();
      attempt(file, () => rmSync(file));
    },
    close,
  };
}

/** Finds what is in the file already; makes it where it is not there. What was half-written at the end is taken off. */
async function begin(file: string, head: Head): Promise<Place[]> {
  const size = attempt(file, () => statSync(file, { throwIfNoEntry: false })?.size ?? 0, 'UNREADABLE');
  if (size === 0) {
    const next = `${file}.new`;
    attempt(file, () => {
      writeFileSync(next, `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
      renameSync(next, file);
    });
    await syncFolders([dirname(file)]);
    return [];
  }
  const places: Place[] = [];
  let end = 0;
  const handle = await open(file, 'r').catch((error: unknown) => attempt(file, () => { throw error; }, 'UNREADABLE'));
  for await (const line of handle.readLines()) {
    const bytes = Buffer.byteLength(line);
    const found = parsed(line);
    if (end === 0) {
      checkHead(file, found, head);
    } else {
      const entry = found as Entry | null;
      if (entry === null || entry.sum !== digest(entry.data) || end + bytes >= size) break;
      places.push({ recording: entry.recording, key: entry.key, span: entry.span, offset: end, bytes });
    }
    end += bytes + 1;
  }
  attempt(file, () => truncateSync(file, end));
  return places;
}

function checkHead(file: string, found: Partial<Head> | null, head: Head): void {
  if (found?.schema !== SCHEMA) throw new AppError('BAD_INPUT', `${file} is no checkpoint of Surefoot; give --resume a file that does not exist yet.`, { file });
  const begin = 'remove it to begin again, or name another with --resume.';
  if (found.path !== head.path) throw new AppError('CONFLICT', `${file} is the checkpoint of another analysis, of ${found.path}; ${begin}`, { file });
  if (found.options !== head.options) throw new AppError('CONFLICT', `${file} is the checkpoint of an analysis with other options or by another version of Surefoot; give the same options, ${begin}`, { file });
  if (found.engine !== head.engine) throw new AppError('CONFLICT', `${file} was made with another version of Node; ${begin}`, { file });
}

/** Changes when the recording, its settings or what is said of the person does. */
async function recordingKey(path: string, header: RecordingHeader): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  const hash = createHash('sha256').update(JSON.stringify([size, mtimeMs, header]));
  for (const file of await recordingFiles(path)) {
    hash.update(`\n${file.role}\n`);
    let left = HEAD_BYTES;
    for await (const bytes of file.open()) {
      hash.update(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) break;
    }
  }
  return hash.digest('hex');
}

/** Null for a line that is no JSON object. */
function parsed(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function attempt<T>(file: string, work: () => T, code: 'UNWRITABLE' | 'UNREADABLE' = 'UNWRITABLE'): T {
  try {
    return work();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new AppError(code, `${file}: the checkpoint cannot be ${code === 'UNWRITABLE' ? 'written' : 'read'} (${why}); name another file with --resume.`, { file }, { cause: error });
  }
}
