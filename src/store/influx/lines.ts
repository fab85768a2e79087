import type { MetricPoint } from '../../model/ports.ts';
import { checkPoint } from '../checkPoint.ts';
import { DAY_MS, type RolledDay } from '../days.ts';

/** Measurement of results: one point a trial and time, one field a metric and algorithm. */
export const RESULT = 'result';
/** Measurement of the daily roll-up: one point a patient, metric, algorithm and day. */
export const DAY = 'day';
/** Measurement with a point for each data folder that has begun to copy its series here. */
export const COPY = 'copy';
/** Retention policy of `DAY` and `COPY`, so that results can be let go of earlier than trends. */
export const DAY_POLICY = 'surefoot_daily';

/** A result on the wire, and whose it is. */
export interface ResultLine {
  readonly patientId: string;
  readonly line: string;
}

/**
 * Points in line protocol, those of one trial and time together. Numbers are written as floats, to the last bit.
 * Nothing needs an escape, because nothing that would is let through.
 * @throws RangeError for a value that is not finite, and for ids with any character that means something on the wire
 */
export function resultLines(points: readonly MetricPoint[]): readonly ResultLine[] {
  const byResult = new Map<string, { patientId: string; fields: string[]; timeMs: number }>();
  for (const point of points) {
    checkPoint(point);
    const { patientId, assessmentId, trialId, timeMs, value } = point;
    const key = `${RESULT},assessment=${assessmentId},patient=${patientId},trial=${trialId} ${timeMs}`;
    const result = byResult.get(key) ?? { patientId, fields: [], timeMs };
    byResult.set(key, result);
    result.fields.push(`${fieldOf(point)}=${value}`);
  }
  return [...byResult].map(([key, { patientId, fields, timeMs }]) => ({ patientId, line: `${key.slice(0, key.lastIndexOf(' '))} ${fields.join(',')} ${timeMs}` }));
}

/** `gait.cadence@1`, or `gait.cadence:other@1` where the algorithm is named otherwise than the metric. */
export function fieldOf({ metric, algorithm }: Pick<MetricPoint, 'metric' | 'algorithm'>): string {
  return algorithm.startsWith(`${metric}@`) ? algorithm : `${metric}:${algorithm}`;
}

export function algorithmOf(field: string): string {
  return field.includes(':') ? field.slice(field.indexOf(':') + 1) : field;
}

/** A day of the roll-up in line protocol. @throws RangeError as `resultLines` does */
export function dayLine({ patientId, metric, day, algorithm, n, mean, min, max }: RolledDay): string {
  const timeMs = day * DAY_MS;
  for (const value of [mean, min, max]) checkPoint({ patientId, assessmentId: '-', trialId: '-', metric, algorithm, timeMs, value });
  return `${DAY},algorithm=${algorithm},metric=${metric},patient=${patientId} n=${n},mean=${mean},least=${min},greatest=${max} ${timeMs}`;
}
