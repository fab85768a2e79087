import { shortest, STEPS_PER_UNIT } from './bidsMotion/rows.ts';

/** Below this a number times 1e6 has at most 15 digits: it reads back as itself, and no shorter text does. */
const PLAIN = 1e9;
const ZERO = 48;
const POINT = 46;
const MINUS = 45;
/** Longer than any number. */
const NUMBER_BYTES = 32;

/** Text of rows of numbers, written byte by byte: a string a number would take ten times as long. */
export class RowText {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  /** @param text of plain letters, digits and signs */
  text(text: string): void {
    this.#room(text.length);
    this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  /** One plain letter or sign. */
  byte(code: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = code;
  }

  /** As `shortest` writes it. */
  number(value: number): void {
    if (!(Math.abs(value) < PLAIN)) return this.text(shortest(value));
    this.#room(NUMBER_BYTES);
    const bytes = this.#bytes;
    let at = this.#length;
    let millionths = Math.round(value * STEPS_PER_UNIT);
    if (millionths < 0) {
      bytes[at++] = MINUS;
      millionths = -millionths;
    }
    const whole = Math.floor(millionths / STEPS_PER_UNIT);
    let rest = millionths - whole * STEPS_PER_UNIT;
    at = writeWhole(bytes, at, whole);
    if (rest > 0) {
      bytes[at++] = POINT;
      for (let unit = STEPS_PER_UNIT / 10; rest > 0; unit /= 10) {
        const digit = (rest / unit) | 0;
        bytes[at++] = ZERO + digit;
        rest -= digit * unit;
      }
    }
    this.#length = at;
  }

  /** What has been written since the last time. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + count);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** @param whole below 1e9 @returns offset after it */
function writeWhole(bytes: Buffer, at: number, whole: number): number {
  let end = at + 1;
  for (let limit = 10; whole >= limit; limit *= 10) end++;
  let left = whole | 0;
  for (let i = end - 1; i >= at; i--) {
    const tenth = (left / 10) | 0;
    bytes[i] = ZERO + left - 10 * tenth;
    left = tenth;
  }
  return end;
}
