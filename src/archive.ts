/** Recordings of a clinic's archive: opening them, and sealing them as Parquet. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { MOTION_ROWS } from './export/bidsMotion.ts';
import { csvText } from './export/csv.ts';
import { parquetBytes } from './export/parquet.ts';
import { streamedRows } from './export/streamedRows.ts';
import { ROLES as BIDS } from './ingest/formats/bidsMotion/paths.ts';
import { ROLES as CSV } from './ingest/formats/csv.ts';
import { openParquet, PARQUET_ROLE } from './ingest/formats/parquet.ts';
import { fileBytes } from './ingest/files.ts';
import { openArchivedRecording } from './ingest/index.ts';
import { AppError } from './model/index.ts';
import type { ArchivedRecording, RecordingFile, RecordingReader, RecordingStore } from './model/index.ts';

/** Where a recording of the archive lies; can be sent to a worker. */
export interface KeptPlace {
  readonly folder: string;
  readonly recording: ArchivedRecording;
  /** Name that a document gives the recording. */
  readonly path?: string;
}

/** Formats whose table of samples can be written again from its values, and how. */
const REBUILT: Readonly<Record<string, { readonly role: string; readonly text: (reader: RecordingReader) => AsyncIterable<Uint8Array> }>> = {
  bidsMotion: { role: BIDS.motion, text: (reader) => streamedRows(reader, reader.header.sensors.map(({ site }) => site), MOTION_ROWS).pieces },
  csv: { role: CSV.rows, text: (reader) => csvText(reader) },
};
/** The table itself, and what every header holds. */
const SAID_ANYWAY: readonly string[] = [...Object.values(REBUILT).map(({ role }) => role), BIDS.events, BIDS.participants];

/** @throws AppError NOT_FOUND, STORE_UNAVAILABLE where it is damaged */
export async function placeOf(recordings: RecordingStore, id: string): Promise<KeptPlace> {
  const [recording, folder] = [await recordings.get(id), await recordings.folder(id)];
  if (!recording || !folder) throw new AppError('NOT_FOUND', `The recording ${id} is not in the archive: restore it from a backup, or import it again.`);
  return { folder, recording };
}

/**
 * Opens a recording of the archive. A sealed one says what its original said, SHA-256 included: an analysis of it is the same document.
 * Throws AppError.
 */
export async function openKept({ folder, recording, path }: KeptPlace): Promise<RecordingReader> {
  const reader = recording.sealed ? await openParquet(folder, join(folder, recording.sealed.role), true) : await openArchivedRecording(recording.format, folder);
  return path === undefined ? reader : { ...reader, header: { ...reader.header, path } };
}

/** The bytes of one of a recording's files, those of a sealed one included. @throws AppError */
export async function* keptFile(place: KeptPlace, role: string): AsyncGenerator<Uint8Array> {
  const { recording, folder } = place;
  if (recording.sealed?.standsFor === role) yield* REBUILT[recording.format].text(await openKept(place));
  else yield* fileBytes(join(folder, role));
}

export type SealOutcome =
  | { readonly sealed: true; readonly bytesBefore: number; readonly bytesAfter: number }
  /** It stays as it is, and why. */
  | { readonly sealed: false; readonly why: string };

/**
 * Seals a recording of the archive: its table of samples becomes Parquet, where that loses nothing.
 *
 * Steps:
 * 1. Write the values as Parquet, aside.
 * 2. Read that file back and write the table again from it. Only where its SHA-256 is that of the table there was is nothing lost: no column,
 *    no digit, no line.
 * 3. Put the Parquet file in the table's place.
 *
 * Other files, the raw log of live sensors among them, stay as they are.
 * @throws AppError where the archive cannot be written or the recording cannot be read; it is as it was then
 */
export async function sealKept(recordings: RecordingStore, id: string): Promise<SealOutcome> {
  const place = await placeOf(recordings, id);
  const { recording, folder } = place;
  const rebuilt = REBUILT[recording.format];
  if (!rebuilt) return { sealed: false, why: `a ${recording.format} recording is kept as it is` };
  const table = recording.files.find(({ role }) => role === rebuilt.role);
  if (!table) throw new AppError('STORE_UNAVAILABLE', `The recording ${id} has no ${rebuilt.role}: restore it from a backup.`);
  const beside = recording.sealed ? {} : await textsBeside(recording.files.map(({ role }) => ({ role, open: () => fileBytes(join(folder, role)) })));
  const kept = await recordings.seal(
    id,
    { role: PARQUET_ROLE, standsFor: rebuilt.role, open: () => rebuiltFrom(place, beside) },
    async (path) => (await digest(rebuilt.text(await openParquet(folder, path, true)))) === table.sha256,
  );
  if (!kept?.sealed) return { sealed: false, why: 'its table holds more than samples (other columns, other digits, uneven times): it is kept as it is' };
  return { sealed: true, bytesBefore: table.bytes, bytesAfter: kept.sealed.bytes };
}

async function* rebuiltFrom(place: KeptPlace, beside: Readonly<Record<string, string>>): AsyncGenerator<Uint8Array> {
  yield* parquetBytes(await openKept(place), { beside });
}

/** Settings that stand beside the samples, as text: clocks, firmware and losses of live sensors are in them. */
export async function textsBeside(files: readonly RecordingFile[]): Promise<Readonly<Record<string, string>>> {
  const texts: Record<string, string> = {};
  for (const file of files) {
    if (!/\.(json|tsv)$/.test(file.role) || SAID_ANYWAY.includes(file.role)) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of file.open()) pieces.push(piece);
    texts[file.role] = Buffer.concat(pieces).toString('utf8');
  }
  return texts;
}

async function digest(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
