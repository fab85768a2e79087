import type { Health } from '../../api/schemas/health.ts';
import { text } from '../words/text.ts';

/** How far the copy in InfluxDB is, in a sentence; null where there is no InfluxDB, so nothing to know. */
export function seriesWords({ home, ok, waiting, lagS, filled }: Health['series']): string | null {
  if (home === 'embedded') return null;
  const parts = [
    ...(waiting > 0 ? [text.series.waiting(waiting, span(lagS))] : []),
    ...(ok ? [] : [text.series.unreachable]),
    ...(ok && filled < 1 ? [text.series.filling(Math.floor(100 * filled))] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : text.series.upToDate;
}

function span(s: number): string {
  if (s < 90) return text.series.seconds(Math.round(s));
  return s < 5400 ? text.series.minutes(Math.round(s / 60)) : text.series.hours(Math.round(s / 3600));
}
