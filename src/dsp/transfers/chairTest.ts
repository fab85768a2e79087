import type { Transfer } from './transfers.ts';

/** Rises from a chair in a row. Samples are fractional, on the recording's grid. */
export interface ChairReading {
  readonly transfers: readonly Transfer[];
  /** When the time starts: the "go", or the first movement where nobody marked it. */
  readonly start: number;
  readonly startedBy: 'go' | 'movement';
  /** When the time is up; null for a test that ends with the last rise. */
  readonly end: number | null;
  /** Samples of the recording. */
  readonly recorded: number;
  readonly sampleRateHz: number;
  readonly hasGyroscope: boolean;
  readonly massKg: number | null;
  readonly heightM: number | null;
}

/** The stands that count, in order. */
export function countedStands({ transfers, start, end }: Pick<ChairReading, 'transfers' | 'start' | 'end'>): Transfer[] {
  return transfers.filter((t) => {
    if (t.kind !== 'sitToStand' || t.end <= start) return false;
    if (end === null || t.end <= end) return t.complete;
    // Under way when the time is up: more than half-way counts.
    return t.start < end && t.halfWay !== null && t.halfWay <= end;
  });
}

/** The stand that was under way when the time was up, counted or not; null without one. */
export function standUnderWay({ transfers, end }: Pick<ChairReading, 'transfers' | 'end'>): Transfer | null {
  return end === null ? null : (transfers.find((t) => t.kind === 'sitToStand' && t.start < end && t.end > end) ?? null);
}
