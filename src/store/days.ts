/** A row of the daily roll-up. `n` is 0 where the day lost its values. */
export interface RolledDay {
  readonly patientId: string;
  readonly metric: string;
  /** Days since 1970 by UTC. */
  readonly day: number;
  readonly algorithm: string;
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

export const DAY_MS = 86_400_000;

/** Days since 1970 by UTC, rounded down. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

/** `2026-03-01` */
export function dayName(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Every day of which a range of times has a part: from `first` up to, not with, `end`. */
export function daysOf({ fromMs, toMs }: { readonly fromMs?: number; readonly toMs?: number }): { first: number; end: number } {
  return { first: fromMs === undefined ? -Infinity : dayOf(fromMs), end: toMs === undefined ? Infinity : Math.ceil(toMs / DAY_MS) };
}
