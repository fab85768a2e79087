import { Readable } from 'node:stream';
import type { LiveFeed, Message } from './liveFeed.ts';

export const HEARTBEAT_MS = 15_000;
/** How often a busy stream looks whether its reader is still signed in. */
const CHECK_MS = 1000;
/** Heartbeats without a byte taken, after which a reader is given up. */
const MOST_STALLED = 2;
/** What a browser waits before it connects again. */
const RETRY_MS = 2000;

/**
 * One reader of the feed, as text/event-stream. It holds no queue of its own: while the reader is slow nothing is
 * written, and when it can take more it gets what the feed still keeps and the newest state. Ids never go back.
 */
export class LiveStream extends Readable {
  readonly #feed: LiveFeed;
  readonly #maySee: () => boolean;
  readonly #now: () => number;
  readonly #stopReading: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  /** Id of the last message that was written; null before the first. */
  #sentId: number | null = null;
  /** The last message that the reader had when it was here before. */
  readonly #hadId: number | null;
  #full = true;
  #stalled = 0;
  #checkedMs: number;

  /**
   * @param maySee asked now and then: is the reader still signed in?
   * @param now clock, ms
   */
  constructor(feed: LiveFeed, hadId: number | null, maySee: () => boolean, now: () => number) {
    super();
    this.#feed = feed;
    // An id from the future is none of ours.
    this.#hadId = hadId !== null && hadId <= feed.lastId ? hadId : null;
    this.#maySee = maySee;
    this.#now = now;
    this.#checkedMs = now();
    this.#stopReading = feed.read((message) => this.#offer(message));
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** Lets the reader go; one that does not take its bytes is cut off. */
  end(): void {
    if (this.#full) this.destroy();
    else this.push(null);
  }

  override _read(): void {
    if (!this.#full) return;
    this.#full = false;
    this.#stalled = 0;
    // While it was full nobody asked.
    if (this.#sentId !== null && !this.#stillMaySee()) return;
    this.#write(this.#sentId === null ? this.#first() : this.#missed(this.#sentId));
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#heartbeat);
    this.#stopReading();
    done(error);
  }

  /** The state, then what is kept of the time before. */
  #first(): string {
    const kept = this.#hadId === null ? this.#feed.after(0) : this.#feed.after(this.#hadId);
    const stateId = this.#hadId ?? (kept.length > 0 ? kept[0].id - 1 : this.#feed.lastId);
    this.#sentId = this.#feed.lastId;
    return `retry: ${RETRY_MS}\n\n${this.#feed.state(stateId)}${joined(kept)}`;
  }

  /** What is kept of the time in which the reader was slow, then the state. Traces and old states are left out. */
  #missed(sentId: number): string {
    const newest = this.#feed.lastId;
    if (newest === sentId) return '';
    this.#sentId = newest;
    return `${joined(this.#feed.after(sentId))}${this.#feed.state(newest)}`;
  }

  #offer(message: Message): void {
    if (this.#full || this.readableEnded || !this.#stillMaySee()) return;
    this.#sentId = message.id;
    this.#write(message.text);
  }

  #beat(): void {
    this.#checkedMs = -Infinity;
    if (!this.#stillMaySee()) return;
    if (!this.#full) this.#write(':\n\n');
    else if (++this.#stalled >= MOST_STALLED) this.destroy();
  }

  #stillMaySee(): boolean {
    const nowMs = this.#now();
    if (nowMs - this.#checkedMs < CHECK_MS) return true;
    this.#checkedMs = nowMs;
    if (this.#maySee()) return true;
    this.end();
    return false;
  }

  #write(text: string): void {
    if (text !== '' && !this.push(text)) this.#full = true;
  }
}

const joined = (messages: readonly Message[]): string => messages.map(({ text }) => text).join('');
