import { patternSpace, type PatternSpace } from '../kernels/pattern.ts';
import { parabolicPeak } from './stepRhythm.ts';

/** A signal of several channels, and the pattern that is looked for in it. */
export interface PatternSearch {
  readonly channels: number;
  readonly samples: number;
  /** Of the pattern, samples. */
  readonly length: number;
  /** How far it may be moved either way, samples. */
  readonly reach: number;
  /** Most events it is ever learnt from, at least 1. */
  readonly events: number;
}

/**
 * Learns what a repeated event looks like in several channels, and finds where near a place it fits best.
 * It works in room that all matchers share: use one at a time. Nothing is allocated per event.
 */
export class PatternMatcher {
  readonly #search: PatternSearch;
  readonly #space: PatternSpace;

  constructor(search: PatternSearch) {
    const { channels, samples, length, reach, events } = search;
    this.#search = search;
    this.#space = patternSpace({ channels, samples, length, shifts: 2 * reach + 1, events });
  }

  /** The channels of the signal: to be filled before anything is learnt. */
  get signal(): readonly Float64Array[] {
    return this.#space.signal;
  }

  /** The pattern is the median over events of every channel behind their starts, mean taken off. */
  learn(starts: readonly number[]): void {
    const { pattern } = this.#space;
    const { channels, length } = this.#search;
    const count = starts.length;
    for (let c = 0; c < channels; c++) {
      this.#space.gather(c, starts);
      let sum = 0;
      for (let k = 0; k < length; k++) sum += pattern[c * length + k] = this.#space.median(k * count, count);
      for (let k = 0; k < length; k++) pattern[c * length + k] -= sum / length;
    }
  }

  /** Shift of a start, at most `reach` either way, with the highest normalised cross-correlation over all channels, between samples. */
  bestShift(start: number): number {
    const { cross, power } = this.#space;
    const { reach } = this.#search;
    this.#space.take(start - reach);
    this.#space.fit();
    let best = 0;
    for (let s = 0; s < cross.length; s++) {
      cross[s] = power[s] > 0 ? cross[s] / Math.sqrt(power[s]) : 0;
      if (cross[s] > cross[best]) best = s;
    }
    return parabolicPeak(cross, best) - reach;
  }
}
