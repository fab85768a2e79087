import type { TimeSpan } from '../../model/span.ts';
import type { SignalTraces } from '../../model/analysis.ts';

export const TRACES = ['ap', 'v', 'ml', 'yaw'] as const;
export type TraceName = (typeof TRACES)[number];
type Column = readonly (number | null)[];

export function columnOf(traces: SignalTraces, name: TraceName): Column | null {
  return name === 'yaw' ? traces.yaw : traces.acc[name];
}

/** Time of every sample, s. */
export function timesOf(traces: SignalTraces): Float64Array {
  return Float64Array.from(traces.acc.v, (_, i) => traces.startS + i / traces.sampleRateHz);
}

export function endOf(traces: SignalTraces): number {
  return traces.startS + traces.acc.v.length / traces.sampleRateHz;
}

/** Smallest and largest value with a little room, so that the height of a panel does not change while zooming. */
export function rangeOf(column: Column): [min: number, max: number] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of column) {
    if (value === null) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return [-1, 1];
  const room = Math.max((max - min) * 0.08, 0.1);
  return [min - room, max + room];
}

/** Stretches without data. */
export function gapsOf(traces: SignalTraces): TimeSpan[] {
  const gaps: TimeSpan[] = [];
  const at = (i: number) => traces.startS + i / traces.sampleRateHz;
  let start = -1;
  traces.acc.v.forEach((value, i) => {
    if (value === null && start < 0) start = i;
    if (value !== null && start >= 0) {
      gaps.push({ startS: at(start), endS: at(i) });
      start = -1;
    }
  });
  if (start >= 0) gaps.push({ startS: at(start), endS: at(traces.acc.v.length) });
  return gaps;
}

/** Value at a time, straight between two samples; null outside the traces and beside a gap. */
export function valueAt(traces: SignalTraces, name: TraceName, timeS: number): number | null {
  const column = columnOf(traces, name);
  if (!column) return null;
  const exact = (timeS - traces.startS) * traces.sampleRateHz;
  // Times come from a division: on a sample means within rounding.
  const place = Math.abs(exact - Math.round(exact)) < 1e-6 ? Math.round(exact) : exact;
  const before = Math.floor(place);
  const left = column[before] ?? null;
  const right = before + 1 < column.length ? column[before + 1] : left;
  if (left === null || place === before) return left;
  return right === null ? null : left + (place - before) * (right - left);
}
