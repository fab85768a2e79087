/** Powers of ten a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
const MAX_EXACT_POWER = 22;

/**
 * Reads a decimal number from ASCII bytes, equal to `Number(text)` to the last bit.
 *
 * Source: Clinger 1990, "How to read floating point numbers accurately", fast path: a whole number below 2^53
 * times or over an exact power of ten is one rounding, hence correctly rounded. Everything else goes to `Number`.
 *
 * @param bytes ASCII; the number fills [start, end) with nothing around it.
 * @returns NaN where the bytes are no plain decimal: empty, a word, hexadecimal, `Infinity`.
 */
export function parseDecimal(bytes: Buffer, start: number, end: number): number {
  let i = start;
  const sign = bytes[i];
  if (sign === 45 || sign === 43) i++;
  let mantissa = 0;
  const wholeStart = i;
  let digit: number;
  while (i < end && (digit = bytes[i] - 48) >= 0 && digit <= 9) {
    mantissa = mantissa * 10 + digit;
    i++;
  }
  let digits = i - wholeStart;
  let power = 0;
  if (i < end && bytes[i] === 46) {
    const fractionStart = ++i;
    while (i < end && (digit = bytes[i] - 48) >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      i++;
    }
    power = fractionStart - i;
    digits -= power;
  }
  if (digits === 0) return NaN;
  if (i < end && (bytes[i] | 32) === 101) {
    i++;
    const exponentSign = bytes[i];
    if (i < end && (exponentSign === 45 || exponentSign === 43)) i++;
    const exponentStart = i;
    let exponent = 0;
    while (i < end && (digit = bytes[i] - 48) >= 0 && digit <= 9) {
      exponent = exponent * 10 + digit;
      i++;
    }
    if (i === exponentStart) return NaN;
    power += exponentSign === 45 ? -exponent : exponent;
  }
  if (i !== end) return NaN;
  if (mantissa > Number.MAX_SAFE_INTEGER || power < -MAX_EXACT_POWER || power > MAX_EXACT_POWER) {
    return Number(bytes.toString('latin1', start, end));
  }
  const magnitude = power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
  return sign === 45 ? -magnitude : magnitude;
}
