import type { MetricView } from '../../api/schemas/catalogue.ts';
import type { Series } from '../../api/schemas/series.ts';
import { date, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';

export type Point = Series['points'][number];

/** Values of different algorithms must not be compared as if the patient had changed. */
export const isMixed = (points: readonly Point[]): boolean => new Set(points.map((point) => point.algorithm)).size > 1;

/** Nor must those of different tests: a walk with a second task is another walk. */
export const isOfSeveralTests = (points: readonly Point[]): boolean => new Set(points.map((point) => point.protocol)).size > 1;

/**
 * Range of the value axis. A change that may be chance must not fill the picture: the axis is at least as high as twice the
 * limit of chance, or, where none is known, as a quarter of the values themselves.
 */
export function axisRange(points: readonly Point[], metric: MetricView): [min: number, max: number] {
  const values = points.map((point) => point.value);
  const min = Math.min(...values);
  const max = Math.max(...values);
  const fewest = metric.changeLimit ? 2 * metric.changeLimit.mdc95 : 0.25 * Math.max(Math.abs(min), Math.abs(max));
  const height = Math.max((max - min) * 1.4, fewest, 10 ** -metric.digits);
  return [(min + max - height) / 2, (min + max + height) / 2];
}

/** What happened from the first value to the last, in words, with the limit of chance where one is known. */
export function trendInWords(points: readonly Point[], metric: MetricView): string[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return [];
  const shown = (value: number) => withUnit(value, metric.digits, metric.unitLabel);
  const change = last.value - first.value;
  const said = shown(Math.abs(change));
  const nothing = said === shown(0);
  const direction = change > 0 ? text.patient.up(said) : text.patient.down(said);
  const sentences = [nothing ? text.patient.unchanged(date(first.time), date(last.time)) : text.patient.change(direction, date(first.time), date(last.time))];
  if (isOfSeveralTests(points)) sentences.push(text.patient.mixedTests);
  if (isMixed(points)) sentences.push(text.patient.mixed);
  if (metric.changeLimit) sentences.push(text.patient.limit(shown(metric.changeLimit.mdc95), metric.changeLimit.population));
  return sentences;
}
