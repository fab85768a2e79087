import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberRows, tabbedRows } from '../../../src/ingest/numberRows.ts';

/** Rows as they come out when the text arrives in pieces of the given lengths, again and again. */
function rowsOf(text: string, pieces: readonly number[] = [1 << 20], wanted = [true, true, true]): { values: number[]; line: number }[] {
  const rows: { values: number[]; line: number }[] = [];
  const reader = new NumberRows({ path: 'walk_motion.tsv', layout: tabbedRows('walk_channels.tsv'), wanted, onRow: (values, line) => rows.push({ values: Array.from(values), line }) });
  const bytes = Buffer.from(text);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = pieces[i % pieces.length];
    // One buffer for every piece, as a reader would have it.
    const piece = Buffer.from(bytes.subarray(at, at + length));
    reader.push(piece);
    piece.fill(0xff);
    at += length;
  }
  reader.end();
  return rows;
}

const values = (text: string): number[][] => rowsOf(text).map((row) => row.values);

describe('rows of numbers', () => {
  it('come out the same however the bytes are cut into pieces', () => {
    const cell = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(String), fc.constant('n/a'), fc.constant(''), fc.constant(' 2.5 '));
    const table = fc.tuple(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.constantFrom('', '\uFEFF'));
    fc.assert(fc.property(table, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }), ([rows, newline, ends, mark], pieces) => {
      const text = mark + rows.map((row) => row.join('\t')).join(newline) + (ends ? newline : '');
      const expected = rows.map((row, i) => ({ line: i + 1, values: row.map((word) => (word === 'n/a' || word === '' ? NaN : Number(word))) }));
      expect(rowsOf(text, pieces)).toEqual(expected);
    }), { numRuns: 500 });
  });

  it('take n/a, NaN in any case and an empty cell as missing', () => {
    expect(values('n/a\tNaN\tnan\nN/A\tNAN\t\n')).toEqual([[NaN, NaN, NaN], [NaN, NaN, NaN]]);
  });

  it('accept spaces around a number, CRLF and empty lines at the end', () => {
    expect(values(' 1\t2 \t 3 \r\n4\t5\t6\r\n\r\n\n')).toEqual([[1, 2, 3], [4, 5, 6]]);
  });

  it('count columns nobody asked for but do not read them', () => {
    expect(rowsOf('1\tword\t3\n', [100], [true, false, true])).toEqual([{ line: 1, values: [1, NaN, 3] }]);
    expect(() => rowsOf('1\tword\n', [100], [true, false, true])).toThrow('has 2 columns');
  });

  it('name the line of a fault however the bytes are cut', () => {
    for (const pieces of [[1], [3], [1000]]) {
      expect(() => rowsOf('1\t2\t3\n4\t5\t6\n7\tx\t9\n', pieces)).toThrow('walk_motion.tsv line 3: "x" is not a number; each of the 3 columns must hold a number or n/a.');
    }
  });

  it('show only the beginning of a long wrong cell, without control characters', () => {
    expect(() => rowsOf(`1\t2\t3\n1\t${'\u001b[31m'}boo\t3\n`)).toThrow('line 2: the line holds binary data');
    expect(() => rowsOf(`1\t2\t3\n1\t${'w'.repeat(500)}\t3\n`)).toThrow(/line 2: "w{24}\.\.\." is not a number/);
  });
});
