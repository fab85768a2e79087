import { mean } from '../../dsp/summary.ts';
import type { Turn } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';

/** A turn on the spot. */
export interface TurnOnTheSpot extends Turn {
  /** Null where its steps could not be told. */
  readonly steps: number | null;
}

export interface TurnInPlaceReading {
  /** Only those of the angle that was asked for. */
  readonly turns: readonly TurnOnTheSpot[];
}

const NO_TURN = 'No turn on the spot was found.';

/** Mean of a property over the turns to one side, or to both. */
export function meanOfTurns({ test }: GaitTrial, property: (turn: TurnOnTheSpot) => number, side?: 'left' | 'right'): MetricOutcome {
  const turns = test?.kind === 'turnInPlace' ? test.turns.filter(({ angleDeg }) => side === undefined || angleDeg > 0 === (side === 'left')) : [];
  if (turns.length === 0) return { missing: side === undefined ? NO_TURN : `No turn on the spot to the ${side} was found.`, n: 0 };
  return { value: mean(turns.map(property)), n: turns.length };
}

/** Of `GaitTrial`, in seconds. */
export const durationS = ({ sampleRateHz }: GaitTrial) => (turn: TurnOnTheSpot): number => (turn.end - turn.start) / sampleRateHz;
