import type { BodyStream } from './bodyStream.ts';
import type { ContactList } from './contacts.ts';
import { WINDOW } from './plan.ts';

/** Ten even harmonics of the stride and ten odd ones. */
const HARMONICS = 20;
/** A stride lasts from 0.6 to 2.5 s; its tables are kept for good. */
export const SHORTEST_STRIDE = 60;
export const LONGEST_STRIDE = 250;
/** Strides kept, a power of two: more than begin in a window. */
const KEPT = 64;

/**
 * Harmonic ratios of three axes, stride by stride, averaged over a window.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (sums of the amplitudes of ten even and ten odd harmonics); Bellanca 2013,
 * J Biomech 46:828 for strides cut at contacts.
 * Steps:
 * 1. A stride lasts from every contact to the second next: both feet have theirs. It is analysed once, and shared by ten windows.
 * 2. Folded: samples at equal distances from its two ends meet the same cosine, and sines of opposite sign. Half of the products.
 * 3. The amplitudes of the stride's harmonics 1 to 20, all axes in one loop; even over odd forwards and up, odd over even sideways.
 * 4. A window takes the mean over the strides that lie wholly in it.
 */
export class StrideRatios {
  readonly #tables: (Float64Array | undefined)[] = new Array<undefined>(LONGEST_STRIDE + 1).fill(undefined);
  readonly #folded = new Float64Array(6 * (LONGEST_STRIDE / 2 + 1));
  readonly #ends = new Float64Array(6);
  readonly #starts = new Int32Array(KEPT);
  readonly #stops = new Int32Array(KEPT);
  readonly #ratios = new Float64Array(3 * KEPT);
  #contacts = 0;
  #count = 0;

  /** Mean over the strides of the window: ap, v, ml. NaN without strides. */
  readonly mean = new Float64Array(3);
  strides = 0;

  /** Takes the strides that end with new contacts. */
  add(stream: BodyStream, contacts: ContactList): void {
    for (; this.#contacts < contacts.count; this.#contacts++) {
      if (this.#contacts < 2) continue;
      const start = contacts.at(this.#contacts - 2);
      const stop = contacts.at(this.#contacts);
      if (stop - start < SHORTEST_STRIDE || stop - start > LONGEST_STRIDE) continue;
      const slot = this.#count++ & (KEPT - 1);
      this.#starts[slot] = start;
      this.#stops[slot] = stop;
      this.#analyse(stream, start - stream.first, stop - start, 3 * slot);
    }
  }

  /** Averages over the window that ends before sample `end`. */
  join(end: number): void {
    const { mean } = this;
    mean.fill(0);
    let strides = 0;
    for (let s = this.#count - 1; s >= 0 && s >= this.#count - KEPT; s--) {
      const slot = s & (KEPT - 1);
      if (this.#starts[slot] < end - WINDOW) break;
      if (this.#stops[slot] > end) continue;
      for (let axis = 0; axis < 3; axis++) mean[axis] += this.#ratios[3 * slot + axis];
      strides++;
    }
    for (let axis = 0; axis < 3; axis++) mean[axis] /= strides;
    this.strides = strides;
  }

  #analyse({ ap, v, ml }: BodyStream, start: number, length: number, to: number): void {
    const table = (this.#tables[length] ??= waves(length));
    const pairs = (length - 1) >> 1;
    // 2.
    const f = this.#folded;
    for (let n = 1; n <= pairs; n++) {
      const i = start + n;
      const j = start + length - n;
      const o = 6 * (n - 1);
      f[o] = ap[i] + ap[j];
      f[o + 1] = ap[i] - ap[j];
      f[o + 2] = v[i] + v[j];
      f[o + 3] = v[i] - v[j];
      f[o + 4] = ml[i] + ml[j];
      f[o + 5] = ml[i] - ml[j];
    }
    // The first sample has no like; nor, of an even number, has the middle one, which changes sign from harmonic to harmonic.
    const even = length % 2 === 0;
    const middle = start + length / 2;
    const e = this.#ends;
    e[0] = ap[start];
    e[1] = even ? ap[middle] : 0;
    e[2] = v[start];
    e[3] = even ? v[middle] : 0;
    e[4] = ml[start];
    e[5] = even ? ml[middle] : 0;
    // 3.
    sumHarmonics(f, e, table, pairs, this.#ratios, to);
  }
}

function sumHarmonics(f: Float64Array, ends: Float64Array, table: Float64Array, pairs: number, out: Float64Array, to: number): void {
  let [evenA, evenV, evenM, oddA, oddV, oddM] = [0, 0, 0, 0, 0, 0];
  for (let k = 1; k <= HARMONICS; k++) {
    const sign = k % 2 === 0 ? 1 : -1;
    let ra = ends[0] + sign * ends[1];
    let rv = ends[2] + sign * ends[3];
    let rm = ends[4] + sign * ends[5];
    let [ia, iv, im] = [0, 0, 0];
    let t = 2 * pairs * (k - 1);
    for (let o = 0; o < 6 * pairs; o += 6, t += 2) {
      const c = table[t];
      const s = table[t + 1];
      ra += f[o] * c;
      ia += f[o + 1] * s;
      rv += f[o + 2] * c;
      iv += f[o + 3] * s;
      rm += f[o + 4] * c;
      im += f[o + 5] * s;
    }
    const a = Math.sqrt(ra * ra + ia * ia);
    const v = Math.sqrt(rv * rv + iv * iv);
    const m = Math.sqrt(rm * rm + im * im);
    if (sign > 0) {
      evenA += a;
      evenV += v;
      evenM += m;
    } else {
      oddA += a;
      oddV += v;
      oddM += m;
    }
  }
  out[to] = evenA / oddA;
  out[to + 1] = evenV / oddV;
  out[to + 2] = oddM / evenM;
}

/** For every harmonic: cosine and sine at the stride's samples 1, 2, ... up to its middle. */
function waves(length: number): Float64Array {
  const pairs = (length - 1) >> 1;
  const table = new Float64Array(2 * pairs * HARMONICS);
  for (let k = 1; k <= HARMONICS; k++) {
    for (let n = 1; n <= pairs; n++) {
      const angle = (2 * Math.PI * ((k * n) % length)) / length;
      const t = 2 * (pairs * (k - 1) + n - 1);
      table[t] = Math.cos(angle);
      table[t + 1] = Math.sin(angle);
    }
  }
  return table;
}
