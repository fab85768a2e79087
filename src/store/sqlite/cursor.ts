import { AppError } from '../../model/errors.ts';
import type { Page } from '../../model/ports.ts';

/** The place after a row: its sort value and its id, which breaks ties. */
export type Place<K extends string | number> = readonly [sort: K, id: string];

/** Opaque outside: a list's name and the place of the last row seen. Rows that come or go elsewhere do not shift it. */
export function writeCursor(list: string, place: Place<string | number>): string {
  return Buffer.from(JSON.stringify([list, ...place])).toString('base64url');
}

/** @throws AppError BAD_INPUT when the cursor is not one that `writeCursor` made for this list. */
export function readCursor<K extends string | number>(list: string, sortType: K extends string ? 'string' : 'number', cursor: string): Place<K> {
  const parts = decode(cursor);
  if (Array.isArray(parts) && parts.length === 3 && parts[0] === list && typeof parts[1] === sortType && typeof parts[2] === 'string') {
    return [parts[1] as K, parts[2]];
  }
  throw new AppError('BAD_INPUT', 'The cursor does not belong to this list: start again without a cursor', { field: 'cursor' });
}

/**
 * Cuts one page out of rows of which one more than `limit` was asked for.
 * @param placeOf where a row stands in its list.
 */
export function cutPage<Row, T>(rows: readonly Row[], limit: number, read: (row: Row) => T, list: string, placeOf: (row: Row) => Place<string | number>): Page<T> {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const items = kept.map(read);
  return rows.length > limit && last !== undefined ? { items, nextCursor: writeCursor(list, placeOf(last)) } : { items };
}

/** @throws RangeError when `limit` is not a whole number above zero. */
export function checkLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('limit must be a whole number above zero');
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null; // The caller says what to do.
  }
}
