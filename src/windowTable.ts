/** The windows of a recording as CSV: reading, the sensor's frame, windows, text. */
import { bridgedSamples } from './ingest/bridgedSamples.ts';
import { openRecording } from './ingest/index.ts';
import { AppError } from './model/index.ts';
import { chooseLowerBack } from './pipeline/lowerBack.ts';
import { RecordingWindows, WINDOW_RATE_HZ, wornFrame, type RecordingWindow } from './pipeline/windows.ts';
import type { WindowFindings } from './dsp/windowed/windowedAnalysis.ts';

export interface WindowTableOptions {
  /** Sensor that was worn at the lower back, if its name does not say so. */
  readonly site?: string;
  readonly signal?: AbortSignal;
  /** How far it is, 0 to 1. The first tenth is the search for a walk. */
  readonly onProgress?: (fraction: number) => void;
}

interface Column {
  readonly name: string;
  /** Digits after the point. */
  readonly digits: number;
  readonly value: (findings: WindowFindings) => number;
}

const AXES = ['ap', 'v', 'ml'] as const;
const perAxis = (name: string, unit: string, digits: number, of: (findings: WindowFindings) => WindowFindings['rms']): Column[] =>
  AXES.map((axis) => ({ name: `${name}_${axis}${unit}`, digits, value: (findings) => of(findings)[axis] }));

/** docs/formats.md says what each is. */
const COLUMNS: readonly Column[] = [
  ...perAxis('rms', '_mps2', 4, (f) => f.rms),
  ...perAxis('f50', '_hz', 3, (f) => f.f50Hz),
  ...perAxis('f95', '_hz', 3, (f) => f.f95Hz),
  ...perAxis('centroid', '_hz', 3, (f) => f.centroidHz),
  { name: 'initial_contacts', digits: 0, value: (f) => f.initialContacts },
  { name: 'final_contacts', digits: 0, value: (f) => f.finalContacts },
  { name: 'strides', digits: 0, value: (f) => f.strides },
  ...perAxis('harmonic_ratio', '', 3, (f) => f.harmonicRatio),
  { name: 'ellipse_area_m2ps4', digits: 4, value: (f) => f.ellipseArea },
  { name: 'path_mps2', digits: 3, value: (f) => f.path },
];
const MISSING = 'n/a';
const SEARCH_SHARE = 0.1;

/**
 * One line a window, ten seconds each, one a second, after a line of names; in constant memory, many lines in one piece.
 * @throws AppError for a recording that cannot be read, or in which nothing walks, so that nobody knows which way is forward
 */
export async function* windowTable(path: string, { site: wanted, signal, onProgress }: WindowTableOptions): AsyncGenerator<string> {
  const reader = await openRecording(path);
  const { sensor } = chooseLowerBack(reader.header, wanted);
  if (!sensor) throw new AppError('BAD_INPUT', `${path} has several sensors and none is called lower back; say which one it was with --site.`, { file: path, field: 'site' });
  const told = (from: number, share: number) => (read: number, total: number) => onProgress?.(from + (total > 0 ? (share * read) / total : 0));
  const frame = await wornFrame(reader, sensor.site, { signal, onProgress: told(0, SEARCH_SHARE) });
  if (!frame) throw new AppError('BAD_RECORDING', `${path}: nothing in it walks, so nobody can tell which way the sensor points forward, and there are no windows.`, { file: path });

  yield `${['start_s', 'lost_s', ...COLUMNS.map(({ name }) => name)].join(',')}\n`;
  let lines = '';
  const windows = new RecordingWindows(frame, (window) => (lines += lineOf(window)));
  for await (const samples of bridgedSamples(reader, sensor.site, WINDOW_RATE_HZ, { signal, onProgress: told(SEARCH_SHARE, 1 - SEARCH_SHARE) })) {
    windows.push(samples);
    if (lines !== '') yield lines;
    lines = '';
  }
  windows.finish();
  if (lines !== '') yield lines;
}

function lineOf({ startS, lostS, findings }: RecordingWindow): string {
  let line = `${startS},${lostS}`;
  for (const { digits, value } of COLUMNS) {
    const number = findings === null ? NaN : value(findings);
    // F50 is read off a line between bins of the spectrum: where the lowest bin holds half of the power, just below 0.
    line += `,${Number.isFinite(number) ? Math.max(0, number).toFixed(digits) : MISSING}`;
  }
  return `${line}\n`;
}
