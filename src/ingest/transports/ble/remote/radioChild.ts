import type { ChildProcess } from 'node:child_process';
import { noBluetooth } from '../noBluetooth.ts';
import type { FromRadio, ToRadio } from './messages.ts';

/** A radio that does not answer five times in a row stands still and is ended. */
const PING_MS = 2000;
const MOST_UNANSWERED = 5;
/** Time to start on a busy computer. */
const START_MS = 30_000;
const LAST_WORDS = 2000;

/** One life of the radio's process. */
export class RadioChild {
  readonly #process: ChildProcess;
  readonly #onMessage: (message: FromRadio) => void;
  readonly #pings: NodeJS.Timeout;
  #unanswered = 0;
  #mostUnanswered: number;
  #words = '';
  #isEnded = false;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;

  /** @param onEnd called once, when the process is gone or cannot be talked to, with what every open call is to be told, and how it ended */
  constructor(process: ChildProcess, onMessage: (message: FromRadio) => void, onEnd: (error: Error, how: string) => void, pingMs = PING_MS) {
    this.#process = process;
    this.#mostUnanswered = Math.ceil(START_MS / pingMs);
    this.#onMessage = onMessage;
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        if (this.#isEnded) return;
        this.#isEnded = true;
        clearInterval(this.#pings);
        resolve();
        const said = [how, this.#lastLine].filter(Boolean).join(': ');
        onEnd(noBluetooth('crashed', undefined, said), said);
      };
      // Not `exit`: its last words may come after it.
      process.once('close', (code, signal) => end(signal ? `ended by ${signal}` : `exit status ${code}`));
      process.once('error', (error) => end(error.message));
      // What is left of it can neither be asked nor heard.
      process.once('disconnect', () => process.kill('SIGKILL'));
    });
    process.on('message', this.#take);
    for (const stream of [process.stdout, process.stderr]) stream?.on('data', this.#note);
    this.#pings = setInterval(() => this.#ping(), pingMs);
  }

  send(message: ToRadio): void {
    // A failure shows as the end of the process, which ends every call.
    this.#process.send(message, () => undefined);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  get #lastLine(): string {
    return this.#words.trim().split('\n').at(-1) ?? '';
  }

  readonly #take = (message: unknown): void => {
    this.#unanswered = 0;
    this.#mostUnanswered = MOST_UNANSWERED;
    const said = message as FromRadio;
    if (said.kind !== 'pong') this.#onMessage(said);
  };

  readonly #note = (data: Buffer): void => {
    if (process.env.SUREFOOT_LOG_LEVEL === 'debug') process.stderr.write(data);
    this.#words = (this.#words + data.toString()).slice(-LAST_WORDS);
  };

  /** Counts pings, not time: a main process that stood still itself has not given the radio a chance to be heard. */
  #ping(): void {
    if (++this.#unanswered > this.#mostUnanswered) this.kill();
    else this.send({ kind: 'ping' });
  }
}
