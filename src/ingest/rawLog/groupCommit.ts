import { AppError } from '../../model/index.ts';
import { logFault } from './fault.ts';
import type { PendingBytes } from './pendingBytes.ts';

/** What was handed over waits at most this long before it is written; writing it may take as long again within the promised second, ms. */
const COMMIT_MS = 500;
/** So much is written at once, without waiting. */
const COMMIT_BYTES = 64 * 1024;
/** After a failure, ms. */
const RETRY_MS = 1000;

/** What is needed of an open file. */
export interface Disk {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
}

function withWords(fault: AppError, words: string): AppError {
  return new AppError(fault.code, `${fault.message} ${words}`, fault.where, { cause: fault.cause });
}

/**
 * Puts pending bytes on the disk, many packets in one write and one sync.
 *
 * Everything is written to its own offset and let go only once a sync has covered it. After a failed write the rest goes on at the
 * same offset, so a frame is never cut in the middle of a log. After a failed sync everything since the last good one is written
 * again, because the system may have dropped it and would call the next sync a success (Rebello et al. 2020, USENIX ATC,
 * "Can applications recover from fsync failures?").
 */
export class GroupCommit {
  readonly failed: Promise<Error>;
  readonly #path: string;
  readonly #file: Disk;
  readonly #pending: PendingBytes;
  /** Bytes of the file that are on the disk for good. */
  #durable: number;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #tellFailed!: (error: Error) => void;
  #failing = false;
  #ended = false;

  constructor(path: string, file: Disk, pending: PendingBytes, startAt: number) {
    this.#path = path;
    this.#file = file;
    this.#pending = pending;
    this.#durable = startAt;
    this.failed = new Promise((resolve) => { this.#tellFailed = resolve; });
  }

  /** Something is pending: it is written within half a second, or at once when it is much. */
  soon(): void {
    if (this.#running || this.#ended) return;
    if (this.#pending.bytes >= COMMIT_BYTES && !this.#failing) this.#inBackground();
    else this.#timer ??= setTimeout(() => this.#inBackground(), this.#failing ? RETRY_MS : COMMIT_MS);
  }

  /** Resolves when everything pending now is on the disk. @throws AppError UNWRITABLE */
  async now(): Promise<void> {
    // The one that runs does not cover what came after it began; how it ends is not ours to tell.
    while (this.#running) await this.#running.catch(() => undefined);
    await this.#commit();
  }

  /** The last commit; no timer is left. @throws AppError UNWRITABLE */
  async end(): Promise<void> {
    this.#ended = true;
    await this.now();
  }

  #inBackground(): void {
    // Whoever listens to `failed` hears of it, and the timer tries again.
    this.#commit().catch(() => undefined);
  }

  #commit(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running = this.#writeAndSync().finally(() => {
      this.#running = null;
      if (this.#pending.bytes > 0) this.soon();
    });
    return this.#running;
  }

  async #writeAndSync(): Promise<void> {
    const upTo = this.#pending.bytes;
    try {
      try {
        for (let next = this.#pending.next(upTo); next !== null; next = this.#pending.next(upTo)) {
          const { bytesWritten } = await this.#file.write(next.bytes, 0, next.bytes.length, this.#durable + next.offset);
          this.#pending.wrote(bytesWritten);
        }
      } finally {
        // What did find room is made safe, whatever became of the rest.
        await this.#sync();
      }
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      const fault = logFault(error, this.#path);
      this.#tellFailed(fault);
      throw this.#ended ? withWords(fault, `The last ${Math.ceil(this.#pending.bytes / 1000)} kB could not be written; everything before them is kept.`) : fault;
    }
  }

  async #sync(): Promise<void> {
    try {
      await this.#file.datasync();
    } catch (error) {
      this.#pending.unwrite();
      throw error;
    }
    this.#durable += this.#pending.synced();
  }
}
