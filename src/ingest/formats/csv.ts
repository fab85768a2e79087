import { basename, join } from 'node:path';
import type { RecordingFile, RecordingReader } from '../../model/index.ts';
import { ClockPlaces, EvenPlaces } from '../clockPlaces.ts';
import { damaged } from '../damage.ts';
import { exists, fileBytes, readText } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { headLines } from '../headLines.ts';
import { rowReader } from '../rowReader.ts';
import { csvColumns } from './csv/columns.ts';
import { parseHeader } from './csv/header.ts';
import { Sidecar } from './csv/sidecar.ts';
import { defineFormat } from './define.ts';
import { movellaDot } from './movellaDot.ts';

/** Names under which the files of a recording are archived. */
export const ROLES = { rows: 'recording.csv', sidecar: 'recording.csv.json' } as const;

/**
 * CSV with a header row and a JSON file of the same name beside it, which says what the header cannot: sampling rate, units, site, person.
 * The house's own plain format; docs/formats.md lays it down. The time axis comes from a time or counter column, never from row numbers.
 */
export const csv = defineFormat({
  id: 'csv',
  label: 'CSV',
  looksLike: 'a .csv file with a .json file of the same name beside it',
  async recognises(path) {
    return isCsv(path) && !(await movellaDot.recognises(path));
  },
  // A folder may hold tables of any kind: those with a sidecar are recordings.
  find: (folder) => findFiles(folder, async (path) => isCsv(path) && (await exists(sidecarOf(path))) && !(await movellaDot.recognises(path))),
  open: (path) => openFiles(path, path, sidecarOf(path)),
  async files(path) {
    await csv.open(path);
    return [asIs(ROLES.rows, path), asIs(ROLES.sidecar, sidecarOf(path))];
  },
  openArchived: (folder) => openFiles(folder, join(folder, ROLES.rows), join(folder, ROLES.sidecar)),
});

async function openFiles(path: string, rows: string, sidecarPath: string): Promise<RecordingReader> {
  const lines = await headLines(rows);
  // Excel's own hint at the separator; the header shows it anyway.
  const first = /^sep=.$/.test(lines[0]?.text ?? '') ? lines[1] : lines[0];
  if (!first) throw damaged(rows, 1, 'the first line does not end within 64 KB; check that this is a table with a header row.');
  if (!(await exists(sidecarPath))) {
    throw damaged(rows, null, `${basename(sidecarPath)} is missing beside it; write it with the sampling rate and units, such as {"sampleRateHz": 100, "site": "lowerBack", "units": {"time": "s", "acceleration": "m/s^2", "angularRate": "deg/s"}}.`);
  }
  const sidecar = new Sidecar(sidecarPath, await readText(sidecarPath));
  const header = parseHeader(rows, first);
  const sampleRateHz = sidecar.sampleRateHz;
  const { sensors, clock } = csvColumns(rows, header, sidecar);
  const samplesPerUnit = clock === null ? 0 : clock.kind === 'counter' ? 1 : sidecar.timeUnitS * sampleRateHz;
  const wrapsAt = sidecar.wrapsAt;
  return rowReader({
    path,
    format: 'csv',
    sampleRateHz,
    sensors: sensors.map(({ description }) => description),
    participant: sidecar.participant,
    events: sidecar.events,
    taskName: sidecar.word('task'),
    device: sidecar.word('device'),
  }, {
    path: rows,
    layout: header.layout,
    columnCount: header.names.length,
    sensors,
    clock: clock && { index: clock.index, factor: 1 },
    skipBytes: header.end,
    places: () => (clock === null ? new EvenPlaces() : new ClockPlaces({
      path: rows, name: clock.name, index: clock.index, samplesPerUnit, sampleRateHz, wrapsAt, rateRemedy: `correct sampleRateHz or units.time in ${basename(sidecarPath)}`,
    })),
  });
}

function isCsv(path: string): boolean {
  const name = basename(path);
  return /.\.csv$/i.test(name) && !name.startsWith('.');
}

function sidecarOf(path: string): string {
  return path.replace(/\.csv$/i, '.json');
}

function asIs(role: string, path: string): RecordingFile {
  return { role, open: () => fileBytes(path) };
}
