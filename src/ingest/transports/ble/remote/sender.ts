import type { Advertisement } from '../central.ts';
import type { FromRadio } from './messages.ts';
import { ValueWriter } from './valueWriter.ts';

/** Batches that may be on their way at once; while the other side is busy, what arrives waits here and goes in one larger batch. */
const UNDER_WAY = 4;
/** Advertisements repeat themselves: more than this need not wait. */
const MOST_HEARD = 1000;

/** Sends one message; `sent` is called when it has left this process, with an error if it could not. */
export type Post = (message: FromRadio, sent: (error: Error | null) => void) => void;

/** Sends what the radio says: values and advertisements together, once each turn of the event loop, and everything in order. */
export class Sender {
  readonly #post: Post;
  readonly #values = new ValueWriter();
  readonly #mostWaitingBytes: number;
  readonly #onFull: () => void;
  #heard: { readonly id: number; readonly heard: Advertisement[] }[] = [];
  #heardCount = 0;
  #underWay = 0;
  #flushing: NodeJS.Immediate | null = null;

  /** @param onFull called when the other side has not taken anything for so long that `mostWaitingBytes` wait */
  constructor(post: Post, mostWaitingBytes: number, onFull: () => void) {
    this.#post = post;
    this.#mostWaitingBytes = mostWaitingBytes;
    this.#onFull = onFull;
  }

  value(subscription: number, value: Uint8Array, arrivalMs: number): void {
    this.#values.add(subscription, value, arrivalMs);
    if (this.#values.length > this.#mostWaitingBytes) this.#onFull();
    this.#plan();
  }

  heard(id: number, heard: Advertisement): void {
    if (this.#heardCount >= MOST_HEARD) return;
    this.#heardCount++;
    const last = this.#heard.find((each) => each.id === id);
    if (last) last.heard.push(heard);
    else this.#heard.push({ id, heard: [heard] });
    this.#plan();
  }

  /** Sends a message now, after everything that waits: an answer never overtakes a value that came before it. */
  message(message: FromRadio): void {
    this.#flush();
    this.#send(message);
  }

  #plan(): void {
    if (this.#underWay < UNDER_WAY) this.#flushing ??= setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#flushing) clearImmediate(this.#flushing);
    this.#flushing = null;
    // Written out while the call lasts, so that the arrays can be used again.
    if (!this.#values.isEmpty) this.#send({ kind: 'values', batch: this.#values.take() });
    for (const { id, heard } of this.#heard.splice(0)) this.#send({ kind: 'heard', id, heard });
    this.#heardCount = 0;
  }

  #send(message: FromRadio): void {
    this.#underWay++;
    this.#post(message, () => {
      this.#underWay--;
      if (!this.#values.isEmpty || this.#heard.length > 0) this.#plan();
    });
  }
}
