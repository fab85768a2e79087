import type { RecordedSensor } from '../model/index.ts';

type Column = readonly [head: string, cell: (sensor: RecordedSensor) => string];

const COLUMNS: readonly Column[] = [
  ['site', ({ site }) => site],
  ['model', ({ model }) => model],
  ['samples', ({ samples }) => String(samples)],
  ['lost', ({ lost, lossPct, lossUncertain }) => (lost === 0 && !lossUncertain ? '0' : `${lossUncertain ? 'about ' : ''}${lost} (${lossPct.toFixed(2)} %)`)],
  ['longest gap', ({ maxGapMs }) => (maxGapMs === 0 ? 'none' : `${(maxGapMs / 1000).toFixed(2)} s`)],
  ['rate', ({ effectiveHz }) => (effectiveHz === null ? 'too short to tell' : `${effectiveHz.toFixed(2)} Hz`)],
  ['clock', ({ skewPpm }) => (skewPpm === null ? '-' : `${skewPpm > 0 ? '+' : ''}${skewPpm.toFixed(0)} ppm`)],
  ['reconnected', ({ reconnects }) => (reconnects === 0 ? 'never' : `${reconnects}×`)],
  ['battery', ({ batteryPct }) => (batteryPct === null ? '-' : `${batteryPct} %`)],
];

/** How well each sensor was recorded, one a line. */
export function recordTable(sensors: readonly RecordedSensor[]): string {
  const rows = [COLUMNS.map(([head]) => head), ...sensors.map((sensor) => COLUMNS.map(([, cell]) => cell(sensor)))];
  const widths = COLUMNS.map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  return rows.map((row) => row.map((cell, c) => cell.padEnd(widths[c])).join('  ').trimEnd()).join('\n');
}
