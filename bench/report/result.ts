import { median, orderStatistic } from '../../src/dsp/summary.ts';
import type { Goal, Group } from '../define.ts';
import type { Rounds } from '../interleave.ts';

/** One bench as it was measured: its rounds, from which every figure is derived. A line of bench/results.json. */
export interface BenchResult {
  readonly id: string;
  readonly group: Group;
  readonly title: string;
  readonly goals: readonly Goal[];
  readonly work: { readonly count: number; readonly of: string } | null;
  /** Peers that were not there. */
  readonly absent: readonly string[];
  readonly candidates: readonly Rounds[];
  /** Software and machine: comparisons hold within one bench, never between two. */
  readonly measured: { readonly date: string; readonly commit: string; readonly node: string; readonly machine: string };
}

/** A median and the quartiles about it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What is compared: a candidate's measure, over another one's or by itself. */
export interface Comparison {
  readonly candidate: string;
  readonly over?: string;
  readonly measure?: string;
}

export const CPU = 'cpuS';

/** Measures of a candidate, round by round. @throws Error for a candidate or a measure that the bench does not have */
export function measures({ id, candidates }: Pick<BenchResult, 'id' | 'candidates'>, name: string, measure = CPU): number[] {
  const found = candidates.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`bench ${id} has no candidate "${name}"; it has ${candidates.map((c) => `"${c.name}"`).join(', ')}`);
  return found.rounds.map((outcome) => {
    if (!(measure in outcome)) throw new Error(`candidate "${name}" of bench ${id} tells no ${measure}; it tells ${Object.keys(outcome).join(', ')}`);
    return outcome[measure];
  });
}

/**
 * A candidate's cost over another one's in the same round, median and quartiles of rounds; without `over`, its own measure.
 * Null where the other is a peer that is absent.
 * @throws Error for a name that the bench does not have
 */
export function compared(result: BenchResult, { candidate, over, measure }: Comparison): Spread | null {
  const isThere = (name: string) => result.candidates.some((c) => c.name === name);
  if (result.absent.length > 0 && (!isThere(candidate) || (over !== undefined && !isThere(over)))) return null;
  const own = measures(result, candidate, measure);
  if (over === undefined) return spread(own);
  const other = measures(result, over, measure);
  return spread(own.map((value, round) => value / other[round]));
}

/** @throws RangeError for an empty list */
export function spread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values);
  const at = (share: number) => orderStatistic(sorted, Math.round(share * (values.length - 1)));
  return { median: median(values), low: at(0.25), high: at(0.75) };
}

export type Verdict = 'met' | 'missed' | 'not measured';

/** Whether a goal was met, with the figure it is about: times as fast for `atLeast`, the ratio or the measure for `atMost`. */
export function judged(result: BenchResult, goal: Goal): { readonly verdict: Verdict; readonly figure: number | null } {
  const cost = compared(result, goal);
  if (cost === null) return { verdict: 'not measured', figure: null };
  const figure = goal.atLeast === undefined ? cost.median : 1 / cost.median;
  const isMet = goal.atLeast === undefined ? figure <= goal.atMost : figure >= goal.atLeast;
  return { verdict: isMet ? 'met' : 'missed', figure };
}
