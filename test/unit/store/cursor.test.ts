import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../src/store/sqlite/cursor.ts';

test('a cursor gives its place back, whatever is in the name', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, id) => {
    const cursor = writeCursor('patients', [name, id]);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(readCursor<string>('patients', 'string', cursor)).toEqual([name, id]);
  }));
});

test('any other text is refused as bad input', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(() => readCursor<string>('patients', 'string', text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  }));
});

test('a cursor of one list is refused by another and by one that is sorted otherwise', () => {
  const cursor = writeCursor('patients', ['anna', 'p1']);
  expect(() => readCursor<string>('assessments p1', 'string', cursor)).toThrow('does not belong to this list');
  expect(() => readCursor<number>('patients', 'number', cursor)).toThrow('does not belong to this list');
});
