import { POWERS_OF_TEN } from './decimal.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
/** So many digits fit 32 bits; after them six more go into a second number, and both together are exact as a double. */
const FIRST_DIGITS = 9;
const MORE_DIGITS = 6;
/** Longer whole parts are no sensor readings: they are looked at with care. */
const WHOLE_DIGITS = 12;

/**
 * Reads a row of plain decimal numbers (`-9.80665`: at most 15 digits, no exponent, nothing around them), which is nearly every row of
 * nearly every file, in one pass over its bytes.
 *
 * Steps: nine digits go into a whole number of 32 bits, what follows into a second one. Together they are below 2^53, so that the
 * division by an exact power of ten rounds once (see `parseDecimal`): the value is that of `Number(text)` to the last bit.
 *
 * @param bytes with a line feed at or after `at`
 * @param wanted 1 for each column that is read; the others may hold anything
 * @param out takes the values of the wanted columns; rubbish where the row is not plain
 * @returns offset after the row's line feed; -1 where the row is anything else
 */
export function readPlainRow(bytes: Uint8Array, at: number, separator: number, wanted: Uint8Array, out: Float64Array): number {
  const last = wanted.length - 1;
  let i = at;
  for (let column = 0; column <= last; column++) {
    let byte = bytes[i];
    if (wanted[column] === 0) {
      while (byte !== separator && byte !== LINE_FEED) byte = bytes[++i];
      // The carriage return of a last column belongs to what is skipped.
      if (column === last) return byte === LINE_FEED ? i + 1 : -1;
    } else {
      const negative = byte === MINUS;
      if (negative) byte = bytes[++i];
      const start = i;
      let full = start + FIRST_DIGITS;
      let mantissa = 0;
      let digit = byte - ZERO;
      while (digit >>> 0 <= 9 && i < full) {
        mantissa = (Math.imul(mantissa, 10) + digit) | 0;
        digit = bytes[++i] - ZERO;
      }
      let digits = i - start;
      let fraction = 0;
      let inFraction = digit + ZERO === POINT;
      if (inFraction) {
        const from = ++i;
        full++;
        digit = bytes[i] - ZERO;
        while (digit >>> 0 <= 9 && i < full) {
          mantissa = (Math.imul(mantissa, 10) + digit) | 0;
          digit = bytes[++i] - ZERO;
        }
        fraction = i - from;
        digits += fraction;
      }
      if (digits === 0) return -1;
      let value = mantissa;
      if (digits === FIRST_DIGITS && digit >>> 0 <= 9) {
        let more = 0;
        let count = 0;
        for (;; digit = bytes[++i] - ZERO) {
          if (digit >>> 0 <= 9) {
            if (++count > MORE_DIGITS) return -1;
            more = (Math.imul(more, 10) + digit) | 0;
            if (inFraction) fraction++;
          } else if (digit + ZERO === POINT && !inFraction) {
            inFraction = true;
          } else break;
        }
        if (FIRST_DIGITS + count - fraction > WHOLE_DIGITS) return -1;
        value = mantissa * POWERS_OF_TEN[count] + more;
      }
      byte = digit + ZERO;
      if (fraction > 0) value /= POWERS_OF_TEN[fraction];
      out[column] = negative ? -value : value;
    }
    if (column < last) {
      if (byte !== separator) return -1;
      i++;
    }
  }
  if (bytes[i] === CARRIAGE_RETURN) i++;
  return bytes[i] === LINE_FEED ? i + 1 : -1;
}
