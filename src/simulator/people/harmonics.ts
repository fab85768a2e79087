import type { Curve } from './phase.ts';

/** One sine of a repeating curve: amplitude * sin(2 pi cycles (phase - zeroAt)), rising through zero at `zeroAt`. */
export interface Harmonic {
  /** Cycles per step; odd halves make a curve that changes sign from step to step. */
  readonly cycles: number;
  readonly amplitude: number;
  /** Phase in steps */
  readonly zeroAt: number;
}

/** @param zeroAt phase at which it rises through zero */
export const sine = (cycles: number, amplitude: number, zeroAt: number): Harmonic => ({ cycles, amplitude, zeroAt });
/** @param peakAt phase of a maximum */
export const cosine = (cycles: number, amplitude: number, peakAt: number): Harmonic => sine(cycles, amplitude, peakAt - 1 / (4 * cycles));

/** Sum of sines over the gait phase, with its rate of change. */
export function sumOf(harmonics: readonly Harmonic[], phase: Curve): Curve {
  let value = 0;
  let rate = 0;
  for (const { cycles, amplitude, zeroAt } of harmonics) {
    const turn = 2 * Math.PI * cycles;
    const angle = turn * (phase.value - zeroAt);
    value += amplitude * Math.sin(angle);
    rate += amplitude * turn * phase.rate * Math.cos(angle);
  }
  return { value, rate };
}
