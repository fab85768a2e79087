import { mean } from '../../dsp/summary.ts';
import type { Turn } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';

const NO_TURN = 'No turn of 45 degrees or more was walked.';
const NO_GYROSCOPE = 'Turns cannot be measured without a gyroscope.';

/** Mean of a property over the walked turns, or why there is none. */
export function meanOverTurns(trial: GaitTrial, property: (turn: Turn) => number): MetricOutcome {
  if (!trial.hasGyroscope) return { missing: NO_GYROSCOPE, n: 0 };
  if (trial.turns.length === 0) return { missing: NO_TURN, n: 0 };
  return { value: mean(trial.turns.map(property)), n: trial.turns.length };
}
