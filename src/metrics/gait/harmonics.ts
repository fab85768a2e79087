import { AMPLITUDES, strideHarmonics } from '../../dsp/spectra/strideHarmonics.ts';
import type { BodyAxes } from '../../model/index.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
import { steadyStrides } from './evidence.ts';

const alongAxis = (axis: BodyAxes) =>
  oncePerTrial((trial) => strideHarmonics(steadyStrides(trial).map(({ bout, stride }) => ({ acc: bout.acc[axis], start: stride.start - bout.offset, end: stride.end - bout.offset }))));
const harmonicsOf = { ap: alongAxis('ap'), v: alongAxis('v'), ml: alongAxis('ml') };

/** A property of every steady stride's harmonics, without those that have none. @param property gets all amplitudes, and where the stride's begin */
export function overHarmonics(trial: GaitTrial, axis: BodyAxes, property: (amplitudes: Float64Array, at: number) => number | null): number[] {
  const amplitudes = harmonicsOf[axis](trial);
  const values: number[] = [];
  for (let at = 0; at < amplitudes.length; at += AMPLITUDES) {
    const value = property(amplitudes, at);
    if (value !== null) values.push(value);
  }
  return values;
}
