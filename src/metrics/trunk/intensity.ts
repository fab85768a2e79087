import type { BodyAxes } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import { meanOverStrides, steadyStrides } from '../gait/evidence.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
import { samplesOf, steadyRuns } from './steadyWalking.ts';

/** Root mean squares of the acceleration of steady straight walking, m/s², each run about its own mean (which holds gravity and tilt). */
export type Intensity = { readonly [K in BodyAxes]: number };

const intensityOf = oncePerTrial((trial): Intensity => ({ ap: rms(trial, 'ap'), v: rms(trial, 'v'), ml: rms(trial, 'ml') }));

function rms(trial: GaitTrial, axis: BodyAxes): number {
  let squares = 0;
  let n = 0;
  for (const run of steadyRuns(trial)) {
    const x = samplesOf(run, axis);
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i];
    const mean = sum / x.length;
    for (let i = 0; i < x.length; i++) squares += (x[i] - mean) * (x[i] - mean);
    n += x.length;
  }
  return n > 0 ? Math.sqrt(squares / n) : 0;
}

/** What comes of the three root mean squares, or why nothing does. @param reduce null: there is no movement at all */
export function fromIntensity(trial: GaitTrial, reduce: (rms: Intensity) => number | null): MetricOutcome {
  const n = steadyStrides(trial).length;
  const value = n > 0 ? reduce(intensityOf(trial)) : null;
  if (n > 0 && value === null) return { missing: 'The sensor did not move.', n };
  return meanOverStrides(trial, new Array<number>(n).fill(value ?? 0), ([same]) => same);
}
