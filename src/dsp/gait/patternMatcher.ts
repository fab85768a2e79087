import { medianInPlace } from '../summary.ts';
import { parabolicPeak } from './stepRhythm.ts';

/**
 * Learns what a repeated event looks like in several channels, and finds where near a place it fits best.
 * Everything it works with is made once: nothing is allocated per event.
 */
export class PatternMatcher {
  readonly #channels: readonly Float64Array[];
  readonly #reach: number;
  /** Of each channel, mean taken off. */
  readonly #templates: readonly Float64Array[];
  /** One channel around an event. */
  readonly #near: Float64Array;
  readonly #cross: Float64Array;
  readonly #power: Float64Array;

  /** @param length of the pattern, samples @param reach how far it may be moved either way, samples */
  constructor(channels: readonly Float64Array[], length: number, reach: number) {
    const shifts = 2 * reach + 1;
    this.#channels = channels;
    this.#reach = reach;
    this.#templates = channels.map(() => new Float64Array(length));
    this.#near = new Float64Array(length + 2 * reach);
    this.#cross = new Float64Array(shifts);
    this.#power = new Float64Array(shifts);
  }

  /** The pattern is the median over events of every channel behind their starts, mean taken off. */
  learn(starts: readonly number[]): void {
    const values = new Float64Array(starts.length);
    for (const [c, template] of this.#templates.entries()) {
      const x = this.#channels[c];
      let sum = 0;
      for (let k = 0; k < template.length; k++) {
        for (let e = 0; e < starts.length; e++) values[e] = x[starts[e] + k];
        sum += template[k] = medianInPlace(values, starts.length);
      }
      for (let k = 0; k < template.length; k++) template[k] -= sum / template.length;
    }
  }

  /** Shift of a start, at most `reach` either way, with the highest normalised cross-correlation over all channels, between samples. */
  bestShift(start: number): number {
    const [near, cross, power] = [this.#near, this.#cross, this.#power];
    cross.fill(0);
    power.fill(0);
    for (let c = 0; c < this.#channels.length; c++) {
      const x = this.#channels[c];
      const first = start - this.#reach;
      // About a value near by, so that the squares do not drown in gravity's.
      for (let k = 0; k < near.length; k++) near[k] = x[first + k] - x[first];
      addCross(near, this.#templates[c], cross);
      addPower(near, this.#templates[c].length, power);
    }
    let best = 0;
    for (let s = 0; s < cross.length; s++) {
      cross[s] = power[s] > 0 ? cross[s] / Math.sqrt(power[s]) : 0;
      if (cross[s] > cross[best]) best = s;
    }
    return parabolicPeak(cross, best) - this.#reach;
  }
}

/** Adds the products with the template at every shift. The template's mean is 0, so the signal's does not count. */
function addCross(near: Float64Array, template: Float64Array, cross: Float64Array): void {
  let s = 0;
  // Four shifts at a time: each sum waits for its own last addition.
  for (; s + 3 < cross.length; s += 4) {
    let [p0, p1, p2, p3] = [0, 0, 0, 0];
    for (let k = 0; k < template.length; k++) {
      const t = template[k];
      p0 += near[s + k] * t;
      p1 += near[s + 1 + k] * t;
      p2 += near[s + 2 + k] * t;
      p3 += near[s + 3 + k] * t;
    }
    cross[s] += p0;
    cross[s + 1] += p1;
    cross[s + 2] += p2;
    cross[s + 3] += p3;
  }
  for (; s < cross.length; s++) {
    let product = 0;
    for (let k = 0; k < template.length; k++) product += near[s + k] * template[k];
    cross[s] += product;
  }
}

/** Adds the power about the own mean of every stretch of `n` samples. */
function addPower(near: Float64Array, n: number, power: Float64Array): void {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    sum += near[k];
    squares += near[k] * near[k];
  }
  for (let s = 0; s < power.length; s++) {
    power[s] += Math.max(0, squares - (sum * sum) / n);
    if (s + 1 === power.length) break;
    const leaves = near[s];
    const enters = near[s + n];
    sum += enters - leaves;
    squares += enters * enters - leaves * leaves;
  }
}
