/** Half the kernel's width in periods of the slower of the two rates. */
const HALF_WIDTH = 4;
/** Side lobes 60 dB down (Kaiser 1974, beta for that attenuation). */
const BETA = 5.65;
/** Kernel phases kept between two samples; in between, straight lines. */
const PHASES = 512;

/**
 * Values between the samples of an even series by a windowed sinc.
 *
 * Source: Smith & Gossett 1984, ICASSP 9:112, "A flexible sampling-rate conversion method": tabulated Kaiser-windowed sinc,
 * straight lines between its phases. Flat to 0.1 % up to a third of the sampling rate.
 * Differs from the source: weights are scaled to a sum of 1, so that gravity stays exactly gravity.
 */
export class SincKernel {
  /** Samples needed on each side of a place. */
  readonly reach: number;
  readonly #weights: Float64Array;
  readonly #row: Float64Array;

  /** @param ratio output rate over input rate; below 1 the kernel is wider, so that nothing folds down */
  constructor(ratio: number) {
    const cutOff = Math.min(1, ratio);
    this.reach = Math.ceil(HALF_WIDTH / cutOff);
    const taps = 2 * this.reach;
    this.#weights = new Float64Array((PHASES + 1) * taps);
    this.#row = new Float64Array(taps);
    for (let phase = 0; phase <= PHASES; phase++) {
      const row = this.#weights.subarray(phase * taps, (phase + 1) * taps);
      let sum = 0;
      for (let t = 0; t < taps; t++) {
        const x = t - (this.reach - 1) - phase / PHASES;
        row[t] = cutOff * sinc(cutOff * x) * kaiser(x / this.reach);
        sum += row[t];
      }
      for (let t = 0; t < taps; t++) row[t] /= sum;
    }
  }

  /** Weights for a place `fraction` (0 to 1) after a sample; the first belongs to the sample `reach - 1` before it. Valid until the next call. */
  at(fraction: number): Float64Array {
    const taps = this.#row.length;
    const phase = Math.min(PHASES - 1, Math.floor(fraction * PHASES));
    const between = fraction * PHASES - phase;
    const low = phase * taps;
    for (let t = 0; t < taps; t++) this.#row[t] = this.#weights[low + t] * (1 - between) + this.#weights[low + taps + t] * between;
    return this.#row;
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x -1 to 1 */
function kaiser(x: number): number {
  return Math.abs(x) > 1 ? 0 : bessel0(BETA * Math.sqrt(1 - x * x)) / bessel0(BETA);
}

/** Modified Bessel function of order 0, by its power series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/**
 * Writes the values of one gap-free run at the whole numbers of a grid.
 * Near its ends, where the kernel does not reach, and wherever samples are uneven, a cubic through the four neighbours
 * (Catmull-Rom), and at the very ends a straight line: never a value outside of the run.
 *
 * @param positions place of each sample on the grid, ascending
 * @param input values, one a sample
 * @param kernel for even samples; null for uneven ones
 * @param first first whole number, at or after the first position
 * @param output one value a whole number from `first`; the last one at or before the last position
 */
export function resampleRun(positions: Float64Array, input: Float64Array, kernel: SincKernel | null, first: number, output: Float64Array): void {
  const n = positions.length;
  let i = 0;
  for (let k = 0; k < output.length; k++) {
    const at = first + k;
    while (i < n - 2 && positions[i + 1] <= at) i++;
    const u = n === 1 ? 0 : (at - positions[i]) / (positions[i + 1] - positions[i]);
    if (u <= 0) output[k] = input[i];
    else if (u >= 1) output[k] = input[i + 1];
    else if (kernel !== null && i >= kernel.reach - 1 && i + kernel.reach < n) {
      const weights = kernel.at(u);
      let sum = 0;
      for (let t = 0; t < weights.length; t++) sum += weights[t] * input[i - kernel.reach + 1 + t];
      output[k] = sum;
    } else if (i >= 1 && i + 2 < n) {
      output[k] = catmullRom(input[i - 1], input[i], input[i + 1], input[i + 2], u);
    } else {
      output[k] = input[i] + (input[i + 1] - input[i]) * u;
    }
  }
}

function catmullRom(a: number, b: number, c: number, d: number, u: number): number {
  return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
}
