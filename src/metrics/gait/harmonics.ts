import { AMPLITUDES, strideHarmonics, type StrideSignal } from '../../dsp/spectra/strideHarmonics.ts';
import type { BodyAxes } from '../../model/index.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
import { steadyStrides, type BoutStride } from './evidence.ts';

const alongAxis = (axis: BodyAxes) => oncePerTrial((trial) => strideHarmonics(signalsAlong(steadyStrides(trial), axis)));
const harmonicsOf = { ap: alongAxis('ap'), v: alongAxis('v'), ml: alongAxis('ml') };

function signalsAlong(strides: readonly BoutStride[], axis: BodyAxes): StrideSignal[] {
  const signals: StrideSignal[] = [];
  for (const { bout, stride } of strides) signals.push({ acc: bout.acc[axis], start: stride.start - bout.offset, end: stride.end - bout.offset });
  return signals;
}

/** A property of every steady stride's harmonics, without those that have none. @param property gets all amplitudes, and where the stride's begin */
export function overHarmonics(trial: GaitTrial, axis: BodyAxes, property: (amplitudes: Float64Array, at: number, direction: 'alongOrUp' | 'sideways') => number | null): number[] {
  const amplitudes = harmonicsOf[axis](trial);
  const direction = axis === 'ml' ? 'sideways' : 'alongOrUp';
  const values: number[] = [];
  for (let at = 0; at < amplitudes.length; at += AMPLITUDES) {
    const value = property(amplitudes, at, direction);
    if (value !== null) values.push(value);
  }
  return values;
}
