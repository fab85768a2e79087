import { open } from 'node:fs/promises';
import type { Participant, RecordingFile, RecordingReader } from '../../model/index.ts';
import { damaged } from '../damage.ts';
import { binaryKind, exists, fileBytes, fileFault, isFolder, readText } from '../files.ts';
import { findFiles } from '../findFiles.ts';
import { tabbedRows } from '../numberRows.ts';
import { rowReader } from '../rowReader.ts';
import { defineFormat } from './define.ts';
import { parseChannels } from './bidsMotion/channels.ts';
import { parseEvents } from './bidsMotion/events.ts';
import { mergedMotionJson, parseMotionJson } from './bidsMotion/motionJson.ts';
import { parseParticipant, parseUnits, participantTable } from './bidsMotion/participants.ts';
import type { JsonSidecar } from './bidsMotion/motionJson.ts';
import type { MotionFiles } from './bidsMotion/paths.ts';
import { filesOf, filesInArchive, isMotionFile, ROLES, subjectOf } from './bidsMotion/paths.ts';
import { RowGrid } from './bidsMotion/grid.ts';

const ID = 'bidsMotion';
const SNIFF_BYTES = 4096;

/**
 * BIDS-Motion: `_motion.tsv` with `_channels.tsv` and `_motion.json` beside it or inherited from further up in the dataset,
 * `_events.tsv` and the dataset's participants.tsv where they exist.
 * Source: Brain Imaging Data Structure 1.10.0, "Motion"; Jeung et al. 2024, Sci Data 11:716, doi:10.1038/s41597-024-03559-8.
 * Differs from the source: events are read from beside the recording only, as marks of another run would be false marks.
 */
export const bidsMotion = defineFormat({
  id: ID,
  label: 'BIDS-Motion',
  looksLike: 'a file whose name ends in _motion.tsv',
  recognises: (path) => Promise.resolve(isMotionFile(path)),
  find: (folder) => findFiles(folder, isMotionFile),
  async open(path) {
    await checkMotionFile(path);
    const files = await filesOf(path);
    return openFiles(path, files, await participantOf(files.participants, subjectOf(path)));
  },
  files: recordingFiles,
  async openArchived(folder) {
    const files = await filesInArchive(folder);
    await checkMotionFile(files.motion);
    const person = files.participants === null ? null : parseParticipant(files.participants, await readText(files.participants), null);
    return openFiles(folder, files, person);
  },
});

async function openFiles(path: string, files: MotionFiles, participant: Participant | null): Promise<RecordingReader> {
  const channels = parseChannels(files.channels, await sidecar(files.channels, 'it names every column (name, component, type, tracked_point, units)'));
  const { findings, ...settings } = parseMotionJson(await jsonSidecars(files), channels, files.channels);
  const events = files.events === null ? [] : parseEvents(files.events, await readText(files.events));
  const sensors = channels.sensors.map((sensor) => sensor.description);
  return rowReader({ path, format: ID, ...settings, sensors, participant, events }, {
    path: files.motion,
    layout: tabbedRows(files.channels),
    columnCount: channels.count,
    sensors: channels.sensors,
    clock: channels.latency,
    findings,
    places: () => new RowGrid(files.motion, settings.sampleRateHz, channels.latency),
  });
}

/** The first bytes tell most wrong files apart before anything is read in earnest. */
async function checkMotionFile(path: string): Promise<void> {
  if (await isFolder(path)) throw fileFault(Object.assign(new Error('folder'), { code: 'EISDIR' }), path);
  const start = Buffer.alloc(SNIFF_BYTES);
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead } = await file.read(start, 0, SNIFF_BYTES, 0);
      if (bytesRead === 0) throw damaged(path, null, 'the file is empty; copy it again from the sensor or the archive.');
      const binary = binaryKind(start.subarray(0, bytesRead));
      if (binary !== null) throw damaged(path, null, binary);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileFault(error, path);
  }
}

async function sidecar(path: string, purpose: string): Promise<string> {
  if (!(await exists(path))) throw damaged(path, null, `this file is missing beside the motion file, and none further up in the dataset stands in for it; ${purpose}. Copy it from where the recording came from.`);
  return readText(path);
}

async function jsonSidecars({ json }: MotionFiles): Promise<JsonSidecar[]> {
  return Promise.all(json.map(async (path) => ({ path, text: await sidecar(path, 'it holds the sampling rate ("SamplingFrequency")') })));
}

/** The recorded person by the subject in the file's name; null where it names none. */
async function participantOf(table: string | null, subject: string | null): Promise<Participant | null> {
  if (subject === null) return null;
  if (table === null) return { id: subject };
  const unitsPath = table.replace(/\.tsv$/, '.json');
  const units = (await exists(unitsPath)) ? parseUnits(unitsPath, await readText(unitsPath)) : new Map<string, string>();
  return parseParticipant(table, await readText(table), subject, units);
}

async function recordingFiles(path: string): Promise<RecordingFile[]> {
  const { header } = await bidsMotion.open(path);
  const files = await filesOf(path);
  const asIs = (role: string, source: string): RecordingFile => ({ role, open: () => fileBytes(source) });
  return [
    asIs(ROLES.motion, files.motion),
    asIs(ROLES.channels, files.channels),
    files.json.length === 1 ? asIs(ROLES.json, files.json[0]) : ownText(ROLES.json, mergedMotionJson(await jsonSidecars(files))),
    ...(files.events === null ? [] : [asIs(ROLES.events, files.events)]),
    ...(header.participant === null ? [] : [ownText(ROLES.participants, participantTable(header.participant))]),
    ...(files.source === null ? [] : [asIs(ROLES.source, files.source)]),
  ];
}

function ownText(role: string, text: string): RecordingFile {
  return {
    role,
    async* open() {
      yield new TextEncoder().encode(text);
    },
  };
}
