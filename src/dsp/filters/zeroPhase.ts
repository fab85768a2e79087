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

/** The same for several signals. */
export function zeroPhaseAll(inputs: readonly Float64Array[], sections: readonly Biquad[]): Float64Array[] {
  return inputs.map((input) => {
    const room = withRoom(input, filterRoom(input.length, 2 * sections.length));
    filterInRoom(room, input.length, sections);
    return within(room, input.length);
  });
}

function withRoom(input: Float64Array, pad: number): Float64Array {
  const room = new Float64Array(input.length + 2 * pad);
  room.set(input, pad);
  return room;
}

/** The signal without its extensions: a view. */
function within(room: Float64Array, n: number): Float64Array {
  const pad = (room.length - n) / 2;
  return room.subarray(pad, pad + n);
}

/** Extends the signal in the middle of `room` to both ends and filters the whole in place. */
function filterInRoom(room: Float64Array, n: number, sections: readonly Biquad[]): void {
  if (n === 0) return;
  const pad = (room.length - n) / 2;
  // Odd extension: point reflection about the first and the last sample keeps value and slope.
  const last = pad + n - 1;
  for (let i = 1; i <= pad; i++) {
    room[pad - i] = 2 * room[pad] - room[pad + i];
    room[last + i] = 2 * room[last] - room[last - i];
  }
  for (const section of sections) runForwards(room, section);
  for (const section of sections) runBackwards(room, section);
}

/**
 * In place, direct form II transposed, started as if the first sample had lasted for ever.
 *
 * A recursion waits for its own result at every sample. Two samples at a time it waits half as often: the state after both follows
 * from the state before them (the loop's matrix times itself) and the two samples.
 */
function runForwards(x: Float64Array, section: Biquad): void {
  const { b0, a1, c1, c2, p11, p21, d1, d2, start1, start2 } = twoAtATime(section);
  const a2 = section.a2;
  const pairs = x.length & ~1;
  let s1 = x[0] * start1;
  let s2 = x[0] * start2;
  for (let i = 0; i < pairs; i += 2) {
    const v = x[i];
    const w = x[i + 1];
    x[i] = b0 * v + s1;
    x[i + 1] = b0 * w + (c1 * v + s2 - a1 * s1);
    const next = d1 * v + c1 * w - a1 * s2 + p11 * s1;
    s2 = d2 * v + c2 * w - a2 * s2 + p21 * s1;
    s1 = next;
  }
  if (pairs < x.length) x[pairs] = b0 * x[pairs] + s1;
}

/** The same from the end to the start. */
function runBackwards(x: Float64Array, section: Biquad): void {
  const { b0, a1, c1, c2, p11, p21, d1, d2, start1, start2 } = twoAtATime(section);
  const a2 = section.a2;
  const last = x.length - 1;
  let s1 = x[last] * start1;
  let s2 = x[last] * start2;
  let i = last;
  for (; i > 0; i -= 2) {
    const v = x[i];
    const w = x[i - 1];
    x[i] = b0 * v + s1;
    x[i - 1] = b0 * w + (c1 * v + s2 - a1 * s1);
    const next = d1 * v + c1 * w - a1 * s2 + p11 * s1;
    s2 = d2 * v + c2 * w - a2 * s2 + p21 * s1;
    s1 = next;
  }
  if (i === 0) x[0] = b0 * x[0] + s1;
}

/** With s the state, v a sample: out = b0 v + s1; s1' = c1 v + s2 - a1 s1; s2' = c2 v - a2 s1. Here also two of these steps as one. */
function twoAtATime({ b0, b1, b2, a1, a2 }: Biquad) {
  const gain = (b0 + b1 + b2) / (1 + a1 + a2);
  const c1 = b1 - a1 * b0;
  const c2 = b2 - a2 * b0;
  return { b0, a1, c1, c2, p11: a1 * a1 - a2, p21: a1 * a2, d1: c2 - a1 * c1, d2: -a2 * c1, start1: gain - b0, start2: b2 - a2 * gain };
}

/** Cut-offs near half the sampling rate do nothing useful: slow sensors get the widest band they can carry. */
const HIGHEST_SHARE_OF_NYQUIST = 0.9;

/** Zero-phase Butterworth low-pass of the given order (each way). @param cutoffHz Hz @returns new array */
export function lowpass(input: Float64Array, cutoffHz: number, sampleRateHz: number, order = 2): Float64Array {
  return lowpassAll([input], cutoffHz, sampleRateHz, order)[0];
}

/** `lowpass` of several signals of one length. */
export function lowpassAll(inputs: readonly Float64Array[], cutoffHz: number, sampleRateHz: number, order = 2): Float64Array[] {
  return zeroPhaseAll(inputs, butterworth('lowpass', order, passable(cutoffHz, sampleRateHz), sampleRateHz));
}

function passable(cutoffHz: number, sampleRateHz: number): number {
  return Math.min(cutoffHz, (HIGHEST_SHARE_OF_NYQUIST * sampleRateHz) / 2);
}

/** Zero-phase high-pass then low-pass Butterworth, each of the given order (each way). @returns new array */
export function bandpass(input: Float64Array, lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array {
  return bandpassInRoom(withRoom(input, filterRoom(input.length, order)), input.length, lowHz, highHz, sampleRateHz, order);
}

/** `bandpass` of several signals. */
export function bandpassAll(inputs: readonly Float64Array[], lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array[] {
  return inputs.map((input) => bandpass(input, lowHz, highHz, sampleRateHz, order));
}

/** Samples that a filter of an order needs beyond each end of a signal of `n` samples. */
export function filterRoom(n: number, order = 2): number {
  return Math.max(0, Math.min(3 * (order + 1), n - 1));
}

/**
 * `bandpass` without a copy, for arrays that are used again.
 * @param room the signal with `filterRoom(n, order)` samples of any content before and behind it; all of it is overwritten
 * @returns view of the signal in `room`
 */
export function bandpassInRoom(room: Float64Array, n: number, lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array {
  filterInRoom(room, n, butterworth('highpass', order, lowHz, sampleRateHz));
  filterInRoom(room, n, butterworth('lowpass', order, passable(highHz, sampleRateHz), sampleRateHz));
  return within(room, n);
}
