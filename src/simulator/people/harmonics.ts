import type { Curve } from './phase.ts';

/** One sine of a repeating curve: amplitude * sin(2 pi cycles (phase - zeroAt)), rising through zero at `zeroAt`. */
export interface Harmonic {
  /** Cycles per step; odd halves make a curve that changes sign from step to step. */
  readonly cycles: number;
  readonly amplitude: number;
  /** Phase in steps */
  readonly zeroAt: number;
}

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
