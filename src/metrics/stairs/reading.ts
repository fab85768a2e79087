import type { Span } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';

/** A flight of stairs with the steps that were found in it. */
export interface ClimbedFlight extends Span {
  /** m, positive upwards */
  readonly heightM: number;
  /** Samples of the foot contacts, in order, at least three. */
  readonly contacts: readonly number[];
}

export interface StairsReading {
  readonly flights: readonly ClimbedFlight[];
}

export type Way = 'up' | 'down';

/** One number of all flights in one direction, or why there is none. */
export function ofFlights({ test }: GaitTrial, way: Way, reduce: (flights: readonly ClimbedFlight[]) => number): MetricOutcome {
  const flights = test?.kind === 'stairs' ? test.flights.filter(({ heightM }) => heightM > 0 === (way === 'up')) : [];
  if (flights.length === 0) return { missing: `Nobody goes ${way} stairs in this recording.`, n: 0 };
  return { value: reduce(flights), n: flights.length };
}
