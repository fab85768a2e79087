import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import { AppError } from '../../model/errors.ts';
import { readable } from './failure.ts';

export type SqlValue = string | number | null | Uint8Array;

/**
 * One connection, shared by the stores of a data folder.
 * It keeps the driver's object in a field: prepared statements die when that object is collected.
 */
export class Database {
  readonly file: string;
  readonly #driver: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();
  #holders = 0;

  constructor(driver: DatabaseSyncInstance, file: string) {
    this.#driver = driver;
    this.file = file;
  }

  /** Counts a store in; the connection closes when the last one has let go. */
  hold(): this {
    this.#holders += 1;
    return this;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    try {
      // The driver leaves compiled statements to the garbage collector, and SQLite then keeps the -wal file. Emptied
      // here, the database is one file that can be copied. A process that still reads is not waited for.
      this.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#driver.isOpen) this.#driver.close();
  }

  /** Runs statements that take no values and return no rows. Each text is compiled anew. */
  exec(sql: string): void {
    this.#guard(() => this.#driver.exec(sql));
  }

  /** @returns how many rows changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#guard(() => this.#statement(sql).run(...whole(values)).changes);
  }

  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | null {
    return this.#guard(() => (this.#statement(sql).get(...whole(values)) as Row | undefined) ?? null);
  }

  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...whole(values)) as Row[]);
  }

  /**
   * All of `work` is kept, or none. Transactions nest: an inner one that throws takes back only its own writes,
   * and the outer one decides what happens next.
   * @throws TypeError when `work` is asynchronous: others would write into the open transaction while it waits.
   */
  transaction<T>(work: () => T): T {
    const nested = this.#guard(() => this.#driver.isTransaction);
    // IMMEDIATE takes the writer's place at once, so a busy database is waited for and never met half-way.
    this.exec(nested ? 'SAVEPOINT inner' : 'BEGIN IMMEDIATE');
    try {
      const result = work();
      if (isPromise(result)) {
        // Nobody will await it; its own failure must not end the process on top of this error.
        result.then(undefined, () => undefined);
        throw new TypeError('A transaction must not be asynchronous: await first, then write');
      }
      this.exec(nested ? 'RELEASE inner' : 'COMMIT');
      return result;
    } catch (error) {
      // SQLite itself rolls everything back on a full disk or a read error.
      if (this.#driver.isOpen && this.#driver.isTransaction) {
        this.exec(nested ? 'ROLLBACK TO inner; RELEASE inner' : 'ROLLBACK');
      }
      throw error;
    }
  }

  #statement(sql: string): StatementSyncInstance {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#driver.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(work: () => T): T {
    if (!this.#driver.isOpen) {
      throw new AppError('STORE_UNAVAILABLE', `The database ${this.file} is closed: open the stores again`, { file: this.file });
    }
    try {
      return work();
    } catch (error) {
      throw readable(error, this.file);
    }
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The driver (1.2.1) cuts a text at its first NUL, so "anna" + NUL + "x" would be taken for "anna". */
function whole(values: readonly SqlValue[]): readonly SqlValue[] {
  if (values.some((value) => typeof value === 'string' && value.includes('\0'))) {
    throw new AppError('BAD_INPUT', 'A name, id or setting holds the character NUL: take it out');
  }
  return values;
}
