import { mean, median } from '../../src/dsp/summary.ts';

/** Mean absolute difference. */
export function meanAbsoluteError(pairs: readonly (readonly [reference: number, found: number])[]): number {
  return mean(pairs.map(([r, f]) => Math.abs(f - r)));
}

/** Median absolute deviation about the median. */
export function spread(values: readonly number[]): number {
  const centre = median(values);
  return median(values.map((v) => Math.abs(v - centre)));
}

/**
 * Intraclass correlation for absolute agreement of single measurements, two-way: ICC(2,1).
 * Source: Shrout & Fleiss 1979, Psychol Bull 86:420, table 4 (k = 2 raters).
 */
export function icc21(pairs: readonly (readonly [number, number])[]): number {
  const n = pairs.length;
  const k = 2;
  const grand = mean(pairs.flat());
  const columns = [0, 1].map((c) => mean(pairs.map((p) => p[c])));
  const rows = pairs.map((p) => mean(p));
  const betweenRows = (k * rows.reduce((s, m) => s + (m - grand) ** 2, 0)) / (n - 1);
  const betweenColumns = (n * columns.reduce((s, m) => s + (m - grand) ** 2, 0)) / (k - 1);
  let residual = 0;
  for (const [i, p] of pairs.entries()) for (let c = 0; c < k; c++) residual += (p[c] - rows[i] - columns[c] + grand) ** 2;
  const error = residual / ((n - 1) * (k - 1));
  return (betweenRows - error) / (betweenRows + (k - 1) * error + (k * (betweenColumns - error)) / n);
}
