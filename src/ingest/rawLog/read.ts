import { createHash } from 'node:crypto';
import type { ReadOptions } from '../../model/index.ts';
import { damaged } from '../damage.ts';
import { chunks } from '../rowReader.ts';
import { readBody } from './body.ts';
import { checkEntry } from './checkEntry.ts';
import type { RawEntry, SessionHeader } from './entries.ts';
import { byteFault } from './fault.ts';
import { MAGIC } from './frame.ts';
import { FrameScanner } from './frameScanner.ts';
import type { LogDamage } from './frameScanner.ts';

/** What is only known at the end of a log. */
export interface RawLogEnd {
  /** The session was stopped in order: nothing is missing at the end. */
  readonly complete: boolean;
  /** Bytes of a packet that was being written when power or program failed; 0 for a log that ends where a packet ends. */
  readonly tornBytes: number;
  /** Damage with whole packets after it. */
  readonly damage: LogDamage;
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/**
 * The entries of a log in the order in which they were written, the header first, in constant memory.
 * A torn tail is what a power cut leaves and ends the log without an error. Damage in the middle is skipped and reported: the
 * packets in it are losses, as if they had never arrived, and an hour of recording is not given up for one bad sector.
 * @throws AppError NO_SUCH_FILE, UNREADABLE; BAD_RECORDING where this is no log or its header is damaged; an abort's reason
 */
export async function* readRawLog(path: string, options: ReadOptions = {}): AsyncGenerator<RawEntry, RawLogEnd> {
  const pieces = rawLogPieces(path, options);
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value;
    yield* next.value;
  }
}

/** The same, many entries at a time. */
export async function* rawLogPieces(path: string, options: ReadOptions = {}): AsyncGenerator<readonly RawEntry[], RawLogEnd> {
  const scanner = new FrameScanner(MAGIC.length);
  const hash = createHash('sha256');
  let header: SessionHeader | null = null;
  let entries: RawEntry[] = [];
  let complete = false;
  let read = 0;
  const onBody = (body: Buffer, at: number): void => {
    const entry = readBody(body, path, at);
    checkEntry(entry, header, path, at);
    if (entry.kind === 'header' && header !== null) throw byteFault(path, at, 'a second header stands here; two logs were joined. Split the file at this byte.');
    if (entry.kind === 'header') header = entry.header;
    complete = entry.kind === 'mark' && entry.mark.mark === 'stopped';
    entries.push(entry);
  };
  let start: Buffer | null = Buffer.alloc(0);
  for await (const bytes of chunks(path, options)) {
    hash.update(bytes);
    read += bytes.length;
    if (start === null) {
      scanner.push(bytes, onBody);
    } else {
      start = Buffer.concat([start, bytes]);
      if (start.length < MAGIC.length) continue;
      checkMagic(path, start);
      scanner.push(start.subarray(MAGIC.length), onBody);
      start = null;
    }
    if (entries.length > 0) yield entries;
    entries = [];
  }
  if (start !== null) checkMagic(path, start);
  const { tornBytes, damage } = scanner.end(onBody);
  if (header === null) throw byteFault(path, MAGIC.length, 'the log ends before its header does; the computer stopped before anything was recorded, or the copy broke off.');
  if (entries.length > 0) yield entries;
  return { complete: complete && tornBytes === 0, tornBytes, damage, bytes: read, sha256: hash.digest('hex') };
}

function checkMagic(path: string, start: Buffer): void {
  if (start.length === 0) throw damaged(path, null, 'the file is empty; nothing was recorded, or the copy broke off.');
  const version = MAGIC.length - 1;
  if (start.subarray(0, version).equals(MAGIC.subarray(0, version)) && start.length > version && start[version] > MAGIC[version]) {
    throw damaged(path, null, `the log has version ${start[version]}, this software reads version ${MAGIC[version]}; update the software.`);
  }
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw damaged(path, null, 'the file does not begin like a raw log of live sensors; check that it is the right file, or copy it again.');
}
