import { filterSpace } from '../kernels/filter.ts';
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

/** The same for several signals of one length: two are filtered at once. */
export function zeroPhaseAll(inputs: readonly Float64Array[], sections: readonly Biquad[]): Float64Array[] {
  const outs = inputs.map((input) => new Float64Array(input.length));
  filterInto(outs, (k, room, at) => room.set(inputs[k], at), [sections]);
  return outs;
}

/** Writes signal number `k` into `room` from its place `at` on. */
export type WriteSignal = (k: number, room: Float64Array, at: number) => void;

/** Filters signals of one length with one cascade after the other. @param cascades all with as many sections */
function filterInto(outs: readonly Float64Array[], write: WriteSignal, cascades: readonly (readonly Biquad[])[]): void {
  const n = outs[0]?.length ?? 0;
  if (n === 0) return;
  const pad = Math.min(3 * (2 * cascades[0].length + 1), n - 1);
  for (let k = 0; k < outs.length; k += 2) {
    const signals = k + 1 < outs.length ? 2 : 1;
    const space = filterSpace(n + 2 * pad);
    for (let c = 0; c < signals; c++) write(k + c, space.rooms[c], pad);
    for (const cascade of cascades) {
      for (let c = 0; c < signals; c++) extend(space.rooms[c], pad);
      for (const section of cascade) space.forwards(section, signals);
      for (const section of cascade) space.backwards(section, signals);
    }
    for (let c = 0; c < signals; c++) outs[k + c].set(space.rooms[c].subarray(pad, pad + n));
  }
}

/** Odd extension of what lies in the middle: point reflection about the first and the last sample keeps value and slope. */
function extend(room: Float64Array, pad: number): void {
  const last = room.length - 1 - pad;
  for (let i = 1; i <= pad; i++) {
    room[pad - i] = 2 * room[pad] - room[pad + i];
    room[last + i] = 2 * room[last] - room[last - i];
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
  return zeroPhaseAll(inputs, butterworth('lowpass', order, passable(cutoffHz, sampleRateHz), sampleRateHz));
}

/** `lowpassAll` into arrays of the caller's, which may be the inputs themselves. */
export function lowpassInto(outs: readonly Float64Array[], inputs: readonly Float64Array[], cutoffHz: number, sampleRateHz: number, order = 2): void {
  filterInto(outs, (k, room, at) => room.set(inputs[k], at), [butterworth('lowpass', order, passable(cutoffHz, sampleRateHz), sampleRateHz)]);
}

function passable(cutoffHz: number, sampleRateHz: number): number {
  return Math.min(cutoffHz, (HIGHEST_SHARE_OF_NYQUIST * sampleRateHz) / 2);
}

/** Zero-phase high-pass then low-pass Butterworth, each of the given order (each way). @returns new array */
export function bandpass(input: Float64Array, lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array {
  return bandpassAll([input], lowHz, highHz, sampleRateHz, order)[0];
}

/** `bandpass` of several signals of one length. */
export function bandpassAll(inputs: readonly Float64Array[], lowHz: number, highHz: number, sampleRateHz: number, order = 2): Float64Array[] {
  const outs = inputs.map((input) => new Float64Array(input.length));
  bandpassInto(outs, (k, room, at) => room.set(inputs[k], at), lowHz, highHz, sampleRateHz, order);
  return outs;
}

/** `bandpass` without arrays of its own: signals are written straight to where they are filtered, and from there to `outs`, all of one length. */
export function bandpassInto(outs: readonly Float64Array[], write: WriteSignal, lowHz: number, highHz: number, sampleRateHz: number, order = 2): void {
  const [high, low] = [butterworth('highpass', order, lowHz, sampleRateHz), butterworth('lowpass', order, passable(highHz, sampleRateHz), sampleRateHz)];
  filterInto(outs, write, [high, low]);
}
