import { randomUUID } from 'node:crypto';
import type { Database } from '../sqlite/database.ts';

/** A process that has not said for so long that it is there has lost its turn, ms. */
const TURN_MS = 15_000;

/** The turn to copy: one process at a time, or an old value could overtake a new one. */
export class Lease {
  readonly #db: Database;
  readonly #holder = randomUUID();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes or renews the turn. @returns false while another process has it */
  take(nowMs: number): boolean {
    return this.#db.transaction(() => {
      const held = this.#db.get<{ holder: string; pid: number; until_ms: number }>('SELECT holder, pid, until_ms FROM series_tender');
      if (held && held.holder !== this.#holder && held.until_ms > nowMs && held.until_ms <= nowMs + TURN_MS && isAlive(held.pid)) return false;
      // Renewed when half of it is over: each renewal is a write to the disk.
      if (held?.holder !== this.#holder || held.until_ms < nowMs + TURN_MS / 2 || held.until_ms > nowMs + TURN_MS) {
        this.#db.run('INSERT OR REPLACE INTO series_tender (id, holder, pid, until_ms) VALUES (1, ?, ?, ?)', this.#holder, process.pid, nowMs + TURN_MS);
      }
      return true;
    });
  }

  release(): void {
    this.#db.run('DELETE FROM series_tender WHERE holder = ?', this.#holder);
  }
}

/** Another holder with our own number is dead: in a container every start has the same. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
