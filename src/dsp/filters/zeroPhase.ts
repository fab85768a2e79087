import { butterworth, type Biquad } from './butterworth.ts';

/**
 * Runs a cascade forwards and backwards over a signal, so that nothing is shifted in time.
 *
 * Source: Gustafsson 1996, IEEE Trans Signal Process 44:988 for the problem; the odd extension and the
 * steady-state start are those of scipy.signal.sosfiltfilt (padtype='odd', default padlen), against which it is tested.
 *
 * @param input signal, any length; signals shorter than the extension are extended by what there is
 * @param sections the cascade
 * @returns a new array of the same length
 */
export function zeroPhase(input: Float64Array, sections: readonly Biquad[]): Float64Array {
  return zeroPhaseAll([input], sections)[0];
}

/**
 * The same for several signals of one length. A recursion waits for its own result at every sample; three at a time wait together.
 * Each signal's result is that of `zeroPhase`, to the last bit.
 */
export function zeroPhaseAll(inputs: readonly Float64Array[], sections: readonly Biquad[]): Float64Array[] {
  const n = inputs[0]?.length ?? 0;
  if (n === 0) return inputs.map(() => new Float64Array(0));
  const pad = Math.min(3 * (2 * sections.length + 1), n - 1);
  const extended = inputs.map((input) => extend(input, pad));
  for (const section of sections) {
    for (let c = 0; c < extended.length; c += 3) {
      if (c + 2 < extended.length) runThree(extended[c], extended[c + 1], extended[c + 2], section, 1);
      else for (const signal of extended.slice(c)) runOne(signal, section, 1);
    }
  }
  for (const section of sections) {
    for (let c = 0; c < extended.length; c += 3) {
      if (c + 2 < extended.length) runThree(extended[c], extended[c + 1], extended[c + 2], section, -1);
      else for (const signal of extended.slice(c)) runOne(signal, section, -1);
    }
  }
  return extended.map((signal) => signal.slice(pad, pad + n));
}

/** Odd extension: point reflection about the first and the last sample keeps value and slope. */
function extend(input: Float64Array, pad: number): Float64Array {
  const n = input.length;
  const extended = new Float64Array(n + 2 * pad);
  extended.set(input, pad);
  for (let i = 0; i < pad; i++) {
    extended[pad - 1 - i] = 2 * input[0] - input[i + 1];
    extended[pad + n + i] = 2 * input[n - 1] - input[n - 2 - i];
  }
  return extended;
}

/** In place, direct form II transposed, started as if the first sample had lasted for ever. @param direction -1 from the end to the start */
function runOne(x: Float64Array, { b0, b1, b2, a1, a2 }: Biquad, direction: 1 | -1): void {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  const first = direction === 1 ? 0 : x.length - 1;
  const end = direction === 1 ? x.length : -1;
  let s1 = x[first] * (gain - b0);
  let s2 = x[first] * (b2 - a2 * gain);
  for (let i = first; i !== end; i += direction) {
    const v = x[i];
    const y = b0 * v + s1;
    s1 = b1 * v - a1 * y + s2;
    s2 = b2 * v - a2 * y;
    x[i] = y;
  }
}

/** `runOne` for three signals in step. */
function runThree(x: Float64Array, y: Float64Array, z: Float64Array, { b0, b1, b2, a1, a2 }: Biquad, direction: 1 | -1): void {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  const first = direction === 1 ? 0 : x.length - 1;
  const end = direction === 1 ? x.length : -1;
  const g1 = gain - b0;
  const g2 = b2 - a2 * gain;
  let [sx1, sx2, sy1, sy2, sz1, sz2] = [x[first] * g1, x[first] * g2, y[first] * g1, y[first] * g2, z[first] * g1, z[first] * g2];
  for (let i = first; i !== end; i += direction) {
    const vx = x[i];
    const vy = y[i];
    const vz = z[i];
    const ox = b0 * vx + sx1;
    const oy = b0 * vy + sy1;
    const oz = b0 * vz + sz1;
    sx1 = b1 * vx - a1 * ox + sx2;
    sy1 = b1 * vy - a1 * oy + sy2;
    sz1 = b1 * vz - a1 * oz + sz2;
    sx2 = b2 * vx - a2 * ox;
    sy2 = b2 * vy - a2 * oy;
    sz2 = b2 * vz - a2 * oz;
    x[i] = ox;
    y[i] = oy;
    z[i] = oz;
  }
}

/** Cut-offs near half the sampling rate do nothing useful: slow sensors get the widest band they can carry. */
const HIGHEST_SHARE_OF_NYQUIST = 0.9;

/** Zero-phase Butterworth low-pass of the given order (each way). @param cutoffHz Hz @returns new array */
export function lowpass(input: Float64Array, cutoffHz: number, sampleRateHz: number, order = 2): Float64Array {
  return lowpassAll([input], cutoffHz, sampleRateHz, order)[0];
}

/** `lowpass` of several signals of one length. */
export function lowpassAll(inputs: readonly Float64Array[], cutoffHz: number, sampleRateHz: number, order = 2): Float64Array[] {
  const cutoff = Math.min(cutoffHz, (HIGHEST_SHARE_OF_NYQUIST * sampleRateHz) / 2);
  return zeroPhaseAll(inputs, butterworth('lowpass', order, cutoff, sampleRateHz));
}

/** Zero-phase high-pass then low-pass Butterworth, each of the given order (each way). @returns new array */
export function bandpass(input: Float64Array, lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array {
  return bandpassAll([input], lowHz, highHz, sampleRateHz, order)[0];
}

/** `bandpass` of several signals of one length. */
export function bandpassAll(inputs: readonly Float64Array[], lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array[] {
  return lowpassAll(zeroPhaseAll(inputs, butterworth('highpass', order, lowHz, sampleRateHz)), highHz, sampleRateHz, order);
}
