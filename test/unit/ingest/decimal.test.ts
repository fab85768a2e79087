import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/ingest/decimal.ts';

/** Parses a cell that stands between other bytes, as it does in a file. */
function parse(text: string): number {
  const bytes = Buffer.from(`7\t${text}\t9`, 'latin1');
  return parseDecimal(bytes, 2, bytes.length - 2);
}

describe('reading a decimal number from bytes', () => {
  it('equals Number() to the last bit for every double as JavaScript writes it', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => Object.is(parse(String(value)), Number(String(value)))), { numRuns: 5000 });
  });

  it('equals Number() to the last bit for any digits, point and exponent', () => {
    const digits = fc.stringMatching(/^\d{1,25}$/);
    const decimal = fc.tuple(
      fc.constantFrom('', '-', '+'), digits, fc.option(fc.stringMatching(/^\d{0,25}$/)), fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '-', '+'), fc.stringMatching(/^\d{1,3}$/))),
    ).map(([sign, whole, fraction, exponent]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent?.join('') ?? ''}`);
    fc.assert(fc.property(decimal, (text) => Object.is(parse(text), Number(text))), { numRuns: 10_000 });
  });

  it('equals Number() where the digits pass 2^53 and where the power of ten passes 22', () => {
    for (const text of ['9007199254740991', '9007199254740993', '9007199254740993.5', '0.9007199254740993', '1e22', '1e23', '8e-23', '123456789012345678e-30', '2.2250738585072014e-308', '4.9e-324', '-0', '-0.0', '1e400', '00000000000000000000001.5']) {
      expect(parse(text), text).toBe(Number(text));
    }
  });

  it('accepts a point without digits on one side, as spreadsheets write it', () => {
    expect([parse('.5'), parse('-.5'), parse('5.')]).toEqual([0.5, -0.5, 5]);
  });

  it.each(['', '.', '-', '+', 'e5', '1e', '1e+', '1.2.3', '1,5', '--1', '0x10', 'Infinity', 'NaN', '1 2', ' 1', '1_000', '1n', '1e5.5'])('does not take %j for a number', (text) => {
    expect(parse(text)).toBeNaN();
  });
});
