import { patternSpace, type PatternSpace } from '../kernels/pattern.ts';
import { parabolicPeak } from './stepRhythm.ts';

/**
 * Learns what a repeated event looks like in several channels, and finds where near a place it fits best.
 * It works in room that all matchers share: use one at a time. Nothing is allocated per event.
 */
export class PatternMatcher {
  readonly #channels: readonly Float64Array[];
  readonly #length: number;
  readonly #reach: number;
  readonly #space: PatternSpace;

  /**
   * @param length of the pattern, samples
   * @param reach how far it may be moved either way, samples
   * @param most events it is ever learnt from, at least 1
   */
  constructor(channels: readonly Float64Array[], length: number, reach: number, most: number) {
    this.#channels = channels;
    this.#length = length;
    this.#reach = reach;
    this.#space = patternSpace({ channels: channels.length, length, shifts: 2 * reach + 1, events: most });
  }

  /** The pattern is the median over events of every channel behind their starts, mean taken off. */
  learn(starts: readonly number[]): void {
    const { pattern, rows } = this.#space;
    const [length, count] = [this.#length, starts.length];
    for (let c = 0; c < this.#channels.length; c++) {
      const x = this.#channels[c];
      // Row k holds every event's sample k.
      for (let e = 0; e < count; e++) {
        for (let k = 0, from = starts[e], to = e; k < length; k++, from++, to += count) rows[to] = x[from];
      }
      let sum = 0;
      for (let k = 0; k < length; k++) sum += pattern[c * length + k] = this.#space.median(k * count, count);
      for (let k = 0; k < length; k++) pattern[c * length + k] -= sum / length;
    }
  }

  /** Shift of a start, at most `reach` either way, with the highest normalised cross-correlation over all channels, between samples. */
  bestShift(start: number): number {
    const { near, cross, power } = this.#space;
    const width = this.#length + 2 * this.#reach;
    const first = start - this.#reach;
    for (let c = 0, to = 0; c < this.#channels.length; c++) {
      const x = this.#channels[c];
      // About a value near by, so that the squares do not drown in gravity's; the pattern's mean is 0, so it does not matter to the products.
      const level = x[first];
      for (let k = first; k < first + width; k++) near[to++] = x[k] - level;
    }
    this.#space.fit();
    let best = 0;
    for (let s = 0; s < cross.length; s++) {
      cross[s] = power[s] > 0 ? cross[s] / Math.sqrt(power[s]) : 0;
      if (cross[s] > cross[best]) best = s;
    }
    return parabolicPeak(cross, best) - this.#reach;
  }
}
