import { pairTransform } from '../kernels/realTransform.ts';
import { mean } from '../summary.ts';

/** Bins are this many times finer than the stretch's own: the edge of a band lies between near neighbours. */
const PADDING = 4;

export interface PlanarPower {
  /** |A|² + |B|² of bin k at k * binHz; no unit of its own, only its shares mean something. */
  readonly power: Float64Array;
  readonly binHz: number;
}

/** Periodic Hann. The last one is kept: whoever asks for one window asks for many of the same length. */
let taper = new Float64Array(0);

function hann(length: number): Float64Array {
  if (taper.length !== length) taper = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
  return taper;
}

/**
 * Power spectrum of a movement in a plane: of its two directions together, so that it is the same for any two at right angles.
 *
 * Source: Welch 1967, IEEE Trans Audio Electroacoust 15:70 (modified periodogram), with one Hann window over the whole stretch.
 * @param a, b the directions, equally long, at most 16384 samples; their means are taken off
 */
export function planarPower(a: Float64Array, b: Float64Array, sampleRateHz: number): PlanarPower {
  const n = a.length;
  const transform = pairTransform(PADDING * 2 ** Math.ceil(Math.log2(Math.max(2, n))));
  const w = hann(n);
  for (const [c, signal] of [a, b].entries()) {
    const input = transform.inputs[c];
    const off = mean(signal);
    for (let i = 0; i < n; i++) input[i] = w[i] * (signal[i] - off);
    input.fill(0, n);
  }
  transform.toPower();
  const power = new Float64Array(transform.size / 2 + 1);
  for (let k = 0; k < power.length; k++) power[k] = transform.power[2 * k] + transform.power[2 * k + 1];
  return { power, binHz: sampleRateHz / transform.size };
}
