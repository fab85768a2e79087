import type * as influx from 'influx';
import { AppError } from '../../model/errors.ts';
import { systemCode } from '../durable.ts';
import type { InfluxSettings } from './settings.ts';

/** A server that has not answered by then is taken for gone, ms. */
const QUERY_MS = 5000;
const WRITE_MS = 30_000;

/** What was sent is wrong and will be so again: trying once more does not help. Also a statement that the server does not know. */
export class RefusedWrite extends Error {
  /** Fewer at once may go through. */
  readonly tooLarge: boolean;

  constructor(message: string, tooLarge: boolean, options?: ErrorOptions) {
    super(message, options);
    this.tooLarge = tooLarge;
  }
}

/** The database, or the server's memory of it, is gone. */
export class NoSuchDatabase extends AppError {}

/** Token or user are wrong. */
export class NotLetIn extends AppError {}

/** The user may not do this. */
export class NotAllowed extends NotLetIn {}

/** One series of an answer: `values` are rows of `columns`. */
export interface AnswerSeries {
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly (string | number | null)[])[];
}

interface Answer {
  readonly results: readonly { readonly series?: readonly AnswerSeries[]; readonly error?: string }[];
}

/**
 * One InfluxDB database over HTTP. Questions and statements go through `influx`; writes are sent by `fetch`, because the
 * library drops what the server says of a write that failed ("Internal Server Error" for a full disk).
 * Nothing is buffered here: a write that returned is in InfluxDB, one that threw may be.
 */
export class InfluxConnection {
  readonly settings: InfluxSettings;
  readonly #client: influx.InfluxDB;
  readonly #closing = new AbortController();

  private constructor(settings: InfluxSettings, library: typeof influx) {
    this.settings = settings;
    const { url, database, authorization } = settings;
    const secure = url.protocol === 'https:';
    this.#client = new library.InfluxDB({
      database,
      // Without a word about it the library signs in as root:root, over whatever header it was given.
      username: null as unknown as string,
      hosts: [{
        host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 443 : 80)), protocol: secure ? 'https' : 'http', path: url.pathname,
        options: authorization === null ? {} : { headers: { Authorization: authorization } },
      }],
      // The library shuts a host out for up to ten seconds after a failure, and keeps the process up meanwhile. We have
      // one host and a back-off of our own.
      pool: { maxRetries: 0, requestTimeout: QUERY_MS, backoff: ALWAYS_AT_ONCE },
    });
  }

  /** Loads the library; the server is not asked anything. */
  static async open(settings: InfluxSettings): Promise<InfluxConnection> {
    return new InfluxConnection(settings, await import('influx'));
  }

  /** Scheme and host, for messages. */
  get name(): string {
    return `${this.settings.url.protocol}//${this.settings.url.host}`;
  }

  /** The series that a SELECT or SHOW finds; times are ms. @throws AppError STORE_UNAVAILABLE */
  async query(text: string): Promise<readonly AnswerSeries[]> {
    return this.#ask(text, 'GET');
  }

  /** A statement that changes something. @throws AppError STORE_UNAVAILABLE, RefusedWrite where the server does not know it */
  async statement(text: string): Promise<void> {
    await this.#ask(text, 'POST');
  }

  async #ask(text: string, method: 'GET' | 'POST'): Promise<readonly AnswerSeries[]> {
    let answer: Answer;
    try {
      answer = (await this.#client.queryRaw(text, { precision: 'ms', method, signal: this.#closing.signal })) as Answer;
    } catch (error) {
      const status = error instanceof Error && 'res' in error ? (error.res as { statusCode: number }).statusCode : null;
      if (status !== null) throw this.#failed(status, (error as Error).message, error);
      throw this.#unreachable(error);
    }
    const wrong = answer.results.find((result) => result.error !== undefined)?.error;
    if (wrong !== undefined) throw /database not found/.test(wrong) ? this.#failed(404, wrong) : this.#failed(/timeout|unavailable/.test(wrong) ? 503 : 400, wrong);
    return answer.results.flatMap(({ series }) => series ?? []);
  }

  /**
   * Writes lines of line protocol with times in ms.
   * @param policy retention policy; the database's own unless said
   * @throws RefusedWrite when a line is wrong (the others may be kept), AppError STORE_UNAVAILABLE when it is worth trying again
   */
  async write(lines: string, policy?: string): Promise<void> {
    const url = new URL(`${this.settings.url.pathname.replace(/\/$/, '')}/write`, this.settings.url);
    url.search = new URLSearchParams({ db: this.settings.database, precision: 'ms', ...(policy === undefined ? {} : { rp: policy }) }).toString();
    let status: number;
    let body: string;
    try {
      const answer = await fetch(url, {
        method: 'POST', body: lines, redirect: 'manual',
        headers: { 'content-type': 'text/plain; charset=utf-8', ...(this.settings.authorization === null ? {} : { authorization: this.settings.authorization }) },
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(WRITE_MS)]),
      });
      status = answer.status;
      body = await answer.text();
    } catch (error) {
      throw this.#unreachable(error);
    }
    if (status >= 200 && status < 300) return;
    // What is older than the server keeps is let go of, as whoever set its retention policy wants it.
    if (status === 400 && /points beyond retention policy/.test(body)) return;
    throw this.#failed(status, reasonIn(body));
  }

  /** @throws AppError STORE_UNAVAILABLE when nothing answers */
  async ping(): Promise<string> {
    const [host] = await this.#client.ping(QUERY_MS);
    if (!host?.online) throw this.#unreachable(null);
    return host.version ?? 'of a version it does not tell';
  }

  /** Ends what is under way. */
  close(): void {
    this.#closing.abort(new AppError('STORE_UNAVAILABLE', `The connection to InfluxDB at ${this.name} is closed: open the stores again`));
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  #unreachable(error: unknown): Error {
    if (this.isClosed) return this.#closing.signal.reason as Error;
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const late = error instanceof Error && (error.name === 'TimeoutError' || error.message === 'Request timed out');
    const why = late ? 'no answer in time' : systemCode(cause) || (cause instanceof Error ? cause.message : 'no answer');
    return new AppError('STORE_UNAVAILABLE', `InfluxDB at ${this.name} cannot be reached (${why}): start it, or see SUREFOOT_INFLUX_URL`, {}, { cause: error });
  }

  #failed(status: number, reason: string, cause?: unknown): Error {
    const said = reason.replace(/\s+/g, ' ').trim().slice(0, 300);
    const where = `InfluxDB at ${this.name}`;
    if (status === 404 && /database not found/.test(said)) {
      return new NoSuchDatabase('STORE_UNAVAILABLE', `${where} has no database "${this.settings.database}": create it, or see SUREFOOT_INFLUX_DATABASE`, {}, { cause });
    }
    if (status === 401 || status === 403) return new (status === 401 ? NotLetIn : NotAllowed)('STORE_UNAVAILABLE', `${where} does not let us in (${status}): see SUREFOOT_INFLUX_TOKEN_FILE`, {}, { cause });
    if (status === 413) return new RefusedWrite(`${where}: too much at once`, true, { cause });
    if (status === 400 || status === 405 || status === 422) return new RefusedWrite(`${where} refused it: ${said}`, false, { cause });
    // Seen with 1.6: it goes on refusing when there is room again, until it is restarted.
    const advice = /no space left/.test(said) ? 'make room on its disk, then restart it' : 'see its log';
    return new AppError('STORE_UNAVAILABLE', `${where} failed (${status}: ${said}): ${advice}`, {}, { cause });
  }
}

const ALWAYS_AT_ONCE: influx.IPoolOptions['backoff'] = {
  getDelay: () => 0,
  next: () => ALWAYS_AT_ONCE!,
  reset: () => ALWAYS_AT_ONCE!,
};

/** What the server says in its JSON, or its text where it says it in another way. */
function reasonIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { error?: string; message?: string };
    return error ?? message ?? body;
  } catch {
    return body; // A proxy's page, or nothing.
  }
}
