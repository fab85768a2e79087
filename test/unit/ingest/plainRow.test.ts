import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainRow } from '../../../src/ingest/plainRow.ts';

const COMMA = 44;

/** Reads a row that stands between other bytes, as it does in a file. */
function read(text: string, wanted: readonly number[]): { next: number; values: number[] } {
  const before = '7,8\n';
  const out = new Float64Array(wanted.length).fill(NaN);
  const next = readPlainRow(Buffer.from(`${before}${text}\n9,9\n`, 'latin1'), before.length, COMMA, Uint8Array.from(wanted), out);
  return { next: next < 0 ? next : next - before.length - text.length - 1, values: Array.from(out) };
}

const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{0,${max}}$`));

describe('reading a plain row', () => {
  it('equals Number() to the last bit, or leaves the row to be read with care', () => {
    const cell = fc.tuple(fc.constantFrom('', '-'), digits(13), fc.option(digits(13))).map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
    fc.assert(fc.property(cell, cell, (a, b) => {
      const { next, values } = read(`${a},${b}`, [1, 1]);
      const plain = [a, b].every((text) => /\d/.test(text) && text.replace(/\D/g, '').length <= 15 && text.split('.')[0].replace('-', '').length <= 12);
      if (next < 0) expect(plain).toBe(false);
      else expect(values.map((value, i) => Object.is(value, Number([a, b][i])))).toEqual([true, true]);
      if (plain) expect(next).toBe(0);
    }), { numRuns: 20_000 });
  });

  it('reads nine digits and more on either side of the point', () => {
    for (const text of ['123456789', '1234567890', '123456789.5', '1234567890.123', '12345678.9', '0.123456789', '0.1234567891', '.123456789012', '604799.990000', '-0', '000000000000001', '5.']) {
      const whole = text.split('.')[0].length;
      expect(read(`${text},1`, [1, 1])).toEqual(whole > 12 ? expect.objectContaining({ next: -1 }) : { next: 0, values: [Number(text), 1] });
    }
  });

  it('takes CRLF and skips columns nobody asked for, whatever they hold', () => {
    expect(read('1.5,word,-2\r', [1, 0, 1])).toEqual({ next: 0, values: [1.5, NaN, -2] });
    expect(read('1.5,word\r', [1, 0])).toEqual({ next: 0, values: [1.5, NaN] });
  });

  it.each(['', '1', '1,2,3', '1,', ',1', '1,n/a', '1,NaN', '1, 2', '1 ,2', '+1,2', '1,2e5', '1,--2', '1,1.2.3', '1,.', '1,-', '1,0x1', '1,2;3', '1,1234567890123456', '1,1234567890123', '1,2\r\r', '"1",2'])('leaves %j to be read with care', (text) => {
    expect(read(text, [1, 1]).next).toBe(-1);
  });
});
