import { mkdir, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../model/index.ts';
import { headerBody, markBody, packetBytes, writePacket } from './body.ts';
import type { RawLog, RawPacket, SessionHeader, SessionMark } from './entries.ts';
import { logFault, systemCode } from './fault.ts';
import { MAGIC, MAX_BODY_BYTES } from './frame.ts';
import { GroupCommit } from './groupCommit.ts';
import { lockLog } from './lock.ts';
import type { LogLock } from './lock.ts';
import { PendingBytes } from './pendingBytes.ts';

/** Code of the mark that tells how many packets are missing; its message begins with the number. */
export const NOT_KEPT = 'PACKETS_NOT_KEPT';
/** While the disk takes nothing, so much is kept in memory: half an hour of five sensors at 60 Hz. */
const MAX_PENDING_BYTES = 32 * 1024 * 1024;

/**
 * Begins a log. When this returns, the file (0600) with its header is on the disk and locked.
 *
 * Packets and marks are buffered and put on the disk together, about twice a second (`groupCommit.ts`). While the disk takes
 * nothing, up to 32 MB are kept in memory and written as soon as it does again; packets beyond that are not kept, and a mark in the log
 * says how many. A log that could not be finished keeps all that was written before.
 *
 * @throws AppError UNWRITABLE; CONFLICT where another process writes it; RangeError for a header that does not fit
 */
export async function rawLogWriter(path: string, header: SessionHeader, { maxPendingBytes = MAX_PENDING_BYTES } = {}): Promise<RawLog> {
  const body = headerBody(header);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((error: unknown) => { throw logFault(error, path); });
  const lock = await lockLog(path);
  if (lock === null) throw new AppError('CONFLICT', `${path}: another program is recording into this file; stop it, or choose another name.`, { file: path });
  try {
    const file = await open(path, 'wx', 0o600);
    const log = new Writer({ path, file, lock, maxPendingBytes });
    try {
      await log.begin(body);
      await syncFolder(dirname(path));
    } catch (error) {
      // The first fault is the one to tell. A file without its header is of no use to anybody.
      await log.close().catch(() => undefined);
      await rm(path, { force: true });
      throw error;
    }
    return log;
  } catch (error) {
    await lock.release();
    throw logFault(error, path);
  }
}

interface Begun {
  readonly path: string;
  readonly file: FileHandle;
  readonly lock: LogLock;
  readonly maxPendingBytes: number;
}

class Writer implements RawLog {
  readonly failed: Promise<Error>;
  readonly #begun: Begun;
  readonly #pending = new PendingBytes();
  readonly #commits: GroupCommit;
  #dropped = 0;
  #droppedAtMs = 0;
  #closing: Promise<void> | null = null;

  constructor(begun: Begun) {
    this.#begun = begun;
    this.#commits = new GroupCommit(begun.path, begun.file, this.#pending, MAGIC.length);
    this.failed = this.#commits.failed;
  }

  async begin(header: Buffer): Promise<void> {
    await this.#begun.file.write(MAGIC, 0, MAGIC.length, 0);
    this.#add(header);
    await this.flush();
  }

  /** After `close` nothing is taken any more. @throws RangeError for a packet that no notification can be */
  packet(packet: RawPacket): void {
    const bytes = packetBytes(packet);
    if (bytes > MAX_BODY_BYTES) throw new RangeError(`a packet of ${packet.payload.length} bytes does not fit into a raw log`);
    if (this.#closing) return;
    if (this.#pending.heldBytes > this.#begun.maxPendingBytes) {
      this.#dropped++;
      this.#droppedAtMs = packet.arrivalMs;
      return;
    }
    this.#tellDropped();
    this.#pending.add(bytes, (buffer, at) => writePacket(buffer, at, packet));
    this.#commits.soon();
  }

  /** After `close` nothing is taken any more. */
  mark(mark: SessionMark): void {
    if (this.#closing) return;
    this.#tellDropped();
    this.#add(markBody(mark));
  }

  flush(): Promise<void> {
    return this.#commits.now();
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    try {
      await this.#commits.end();
    } finally {
      await this.#begun.file.close();
      await this.#begun.lock.release();
    }
  }

  #add(body: Buffer): void {
    this.#pending.add(body.length, (buffer, at) => buffer.set(body, at));
    this.#commits.soon();
  }

  #tellDropped(): void {
    if (this.#dropped === 0) return;
    const message = `${this.#dropped} packets were not kept: the disk had no room for too long.`;
    const timeMs = this.#droppedAtMs;
    this.#dropped = 0;
    this.#add(markBody({ mark: 'notice', timeMs, sensor: null, severity: 'problem', code: NOT_KEPT, message }));
  }
}

/** Makes the name of a new file survive a power cut: its own sync does not cover it. */
async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for this and keeps names in its own journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network folders cannot; what they promise is up to them.
    if (systemCode(error) !== 'EINVAL' && systemCode(error) !== 'ENOTSUP') throw error;
  } finally {
    await handle.close();
  }
}
