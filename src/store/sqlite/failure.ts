import { AppError } from '../../model/errors.ts';

/** Primary result codes of SQLite, https://sqlite.org/rescode.html. */
const BUSY = 5;
const LOCKED = 6;
const NOMEM = 7;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const CONSTRAINT = 19;
const NOTADB = 26;

const ADVICE: Readonly<Record<number, string>> = {
  [BUSY]: 'another program is writing to it: try again, and stop the other program if this goes on',
  [LOCKED]: 'another program is writing to it: try again, and stop the other program if this goes on',
  [NOMEM]: 'the machine is out of memory: close other programs and try again',
  [READONLY]: 'it may not be written: check who owns the data folder and its files',
  [IOERR]: 'the disk reports an error: check the disk and its cable before going on',
  [CORRUPT]: 'it is damaged: stop the server and restore the newest backup',
  [FULL]: 'the disk is full: free some space and try again',
  [CANTOPEN]: 'it cannot be opened: check who owns the data folder and that its disk is there',
  [NOTADB]: 'it is not a database or is damaged: restore the newest backup',
};

/** A rule of uniqueness in words, by `table.column`. */
const TAKEN: Readonly<Record<string, { readonly message: string; readonly field: string }>> = {
  'patient.external_id': { message: 'Another patient already has this external id: use that patient or another id', field: 'externalId' },
  'user.username': { message: 'This user name is taken: choose another', field: 'username' },
  'trial.id': { message: 'A trial with this id already belongs to an assessment: give each trial its own id', field: 'trials' },
};

/** Reads the driver's error: its primary code, or null when it is not from SQLite. */
function sqliteCode(error: unknown): number | null {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : null;
  // The low byte is the primary code; the rest only refines it.
  return typeof code === 'number' ? code & 0xff : null;
}

export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === BUSY;
}

export function isDamaged(error: unknown): boolean {
  return [CORRUPT, NOTADB].includes(sqliteCode(error) ?? 0);
}

/** The file may not be written or made. */
export function isReadOnly(error: unknown): boolean {
  return [READONLY, CANTOPEN].includes(sqliteCode(error) ?? 0);
}

/** Turns a failure of the world into an AppError with advice; everything else comes back as it is. */
export function readable(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code === null || !(error instanceof Error)) return error;
  if (code === CONSTRAINT) {
    const column = /UNIQUE constraint failed: (\w+\.\w+)/.exec(error.message)?.[1] ?? '';
    const taken = TAKEN[column];
    return taken ? new AppError('CONFLICT', taken.message, { field: taken.field }, { cause: error }) : error;
  }
  const advice = ADVICE[code];
  return advice ? new AppError('STORE_UNAVAILABLE', `The database ${file}: ${advice}`, { file }, { cause: error }) : error;
}
