import type { Health } from '../../api/schemas/health.ts';
import { series } from '../words/series.ts';

/** How far the copy in InfluxDB is, in a sentence; null where there is no InfluxDB, so nothing to know. */
export function seriesWords({ home, ok, waiting, lagS, filled }: Health['series']): string | null {
  if (home === 'embedded') return null;
  const parts = [
    ...(waiting > 0 ? [series.waiting(waiting, span(lagS))] : []),
    ...(ok ? [] : [series.unreachable]),
    ...(ok && filled < 1 ? [series.filling(Math.floor(100 * filled))] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : series.upToDate;
}

function span(s: number): string {
  if (s < 90) return series.seconds(Math.round(s));
  return s < 5400 ? series.minutes(Math.round(s / 60)) : series.hours(Math.round(s / 3600));
}
