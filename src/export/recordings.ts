import { access } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { RecordingReader, Site } from '../model/index.ts';
import { AppError } from '../model/index.ts';
import { exportBidsMotion, motionPathOf } from './bidsMotion.ts';
import { exportCsv } from './csv.ts';
import { bidsNames, nameKey, stem } from './names.ts';
import { exportPacked } from './packed.ts';
import { exportParquet, type ParquetOptions } from './parquet.ts';

export interface ExportRequest {
  readonly to: 'bids' | 'csv' | 'packed' | 'parquet';
  /** The recording or the folder that is exported: CSV, packed and Parquet files keep their places below it. */
  readonly root: string;
  readonly out: string;
  /** Sites or tracked points; all sensors unless said. */
  readonly sites?: readonly string[];
  readonly replace: boolean;
  /** Small files that belong to a recording, by role: a Parquet file takes them along. */
  readonly beside?: (path: string) => Promise<Readonly<Record<string, string>>>;
}

/** Formats of one file a recording. */
const FILES: Readonly<Record<'csv' | 'packed' | 'parquet', { readonly ending: string; readonly write: (path: string, reader: RecordingReader, options: ParquetOptions) => Promise<void> }>> = {
  csv: { ending: 'csv', write: exportCsv },
  packed: { ending: 'sfpk', write: exportPacked },
  parquet: { ending: 'parquet', write: exportParquet },
};

/** Exports one recording after the other into one folder. The result is the path of what was written. Throws AppError. */
export function recordingExporter(request: ExportRequest): (reader: RecordingReader, onProgress: (fraction: number) => void) => Promise<string> {
  const { to, root, out, replace, beside } = request;
  const taken = new Set<string>();
  return async (reader, onProgress) => {
    const { header } = reader;
    const sites = chosenSites(reader, request.sites);
    const options = { sites, onProgress: (read: number, total: number) => onProgress(total > 0 ? read / total : 1) };
    if (to !== 'bids') {
      const path = join(out, dirname(relative(root, header.path)), `${stem(header.path)}.${FILES[to].ending}`);
      await refuseExisting(path, replace);
      await FILES[to].write(path, reader, { ...options, beside: await beside?.(header.path) });
      return path;
    }
    const names = bidsNames(header, taken);
    taken.add(nameKey(names));
    await refuseExisting(motionPathOf(out, names), replace);
    return (await exportBidsMotion(out, reader, { ...options, ...names })).motionPath;
  };
}

function chosenSites({ header }: RecordingReader, wanted?: readonly string[]): Site[] {
  const { sensors, path } = header;
  if (wanted === undefined) return sensors.map(({ site }) => site);
  const isCalled = (name: string) => ({ site, trackedPoint }: { site: Site; trackedPoint: string }) => [site, trackedPoint].some((own) => own.toLowerCase() === name.toLowerCase());
  const unknown = wanted.find((name) => !sensors.some(isCalled(name)));
  if (unknown !== undefined) throw new AppError('BAD_INPUT', `${path} has no sensor at "${unknown}"; name one of: ${sensors.map(({ trackedPoint }) => trackedPoint).join(', ')}.`, { file: path, field: 'site' });
  return sensors.filter((sensor) => wanted.some((name) => isCalled(name)(sensor))).map(({ site }) => site);
}

async function refuseExisting(path: string, replace: boolean): Promise<void> {
  if (replace || !(await access(path).then(() => true, () => false))) return;
  throw new AppError('CONFLICT', `${path} exists already; choose another folder with --out, or add --replace to write over it.`, { file: path });
}
