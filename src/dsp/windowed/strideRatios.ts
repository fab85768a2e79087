import type { BodyStream } from './bodyStream.ts';
import type { ContactList } from './contacts.ts';
import { WINDOW } from './plan.ts';
import { LONGEST_STRIDE, SHORTEST_STRIDE, strideHarmonics } from './strideHarmonics.ts';

/** Strides kept, a power of two: more than begin in a window. */
const KEPT = 64;

/**
 * Harmonic ratios of three axes, stride by stride, averaged over a window.
 *
 * Source: Menz, Lord & Fitzpatrick 2003, Gait Posture 18:35 (sums of the amplitudes of ten even and ten odd harmonics); Bellanca 2013,
 * J Biomech 46:828 for strides cut at contacts.
 * Steps:
 * 1. A stride lasts from every contact to the second next: both feet have theirs. It is analysed once, and shared by ten windows.
 * 2. Amplitudes of its harmonics 1 to 20; even over odd forwards and up, odd over even sideways.
 * 3. A window takes the mean over the strides that lie wholly in it.
 */
export class StrideRatios {
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
      for (let axis = 0; axis < 3; axis++) mean[axis] += this.#ratios[3 * slot + axis];
      strides++;
    }
    for (let axis = 0; axis < 3; axis++) mean[axis] /= strides;
    this.strides = strides;
  }

  #analyse(stream: BodyStream, start: number, length: number, to: number): void {
    const sums = strideHarmonics(stream, start, length);
    this.#ratios[to] = sums[1] / sums[0];
    this.#ratios[to + 1] = sums[3] / sums[2];
    this.#ratios[to + 2] = sums[4] / sums[5];
  }
}
