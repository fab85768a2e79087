import { fftTables, firstSpan, type FftTables } from './fftTables.ts';
import { first2, first4, first8 } from './scalarFirst.ts';
import { join, lastSpectrum, onlySpectrum } from './scalarLast.ts';

/**
 * Transform of one real signal in TypeScript. Every value is computed by the same operations as in assembly/fft.ts, so that results
 * are the same to the last bit; only the order in which butterflies come differs. Change both.
 *
 * Source: Cooley & Tukey 1965, Math Comput 19:297 (decimation in time, here to the base of 4, after a first pass of 4 or 8);
 * Sorensen 1987, IEEE Trans Acoust Speech Signal Process 35:849 (real signals as complex ones of half the length).
 * Steps:
 * 1. z[i] = x[2i] + j x[2i + 1]; first pass, without twiddles.
 * 2. Later passes in place, but for the last.
 * 3. The last, together with the step from z's spectrum to x's.
 */
export class ScalarTransform {
  readonly #length: number;
  readonly #first: 2 | 4 | 8;
  readonly #tables: FftTables;
  /** Real parts, then imaginary ones: one array more would take a register from the loops, which have none to spare. */
  readonly #z: Float64Array;

  /** @param size samples, a power of two of at least 4 */
  constructor(size: number) {
    this.#length = size / 2;
    this.#first = firstSpan(this.#length);
    this.#tables = fftTables(this.#length);
    this.#z = new Float64Array(2 * this.#length);
  }

  /** Bins 0 to size / 2: re at 4k + channel of `out`, im two entries behind it. */
  toSpectrum(input: Float64Array, channel: number, out: Float64Array): void {
    const { places, twiddles, splits } = this.#tables;
    const length = this.#length;
    const z = this.#z;
    // 1.
    const first = this.#first;
    if (first === 2) first2(input, z);
    else if (first === 4) first4(input, places, z);
    else first8(input, places, z);
    if (first === length) {
      onlySpectrum(z, splits, channel, out);
      return;
    }
    // 2.
    let from = 0;
    for (let span: number = first; 4 * span < length; span *= 4) {
      join(0, span, span, twiddles, from, z);
      from += 6 * span;
    }
    // 3.
    lastSpectrum(z, twiddles, from, splits, channel, out);
  }
}
