import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadOptions, RecordingData, RecordingReader, SensorDescription, Site } from '../model/index.ts';
import { checkRecording } from './bidsMotion/check.ts';
import { mergedParticipants, PARTICIPANT_UNITS } from './bidsMotion/participants.ts';
import { motionRows, sampleCount } from './bidsMotion/rows.ts';
import { json, tsv } from './bidsMotion/text.ts';
import { FileSet } from './fileSet.ts';
import { streamedRows } from './streamedRows.ts';
import { writeFault } from './writeFault.ts';

const BIDS_VERSION = '1.10.0';
const AXES = ['x', 'y', 'z'] as const;
/** How rows of a motion file are written. */
export const MOTION_ROWS = { separator: '\t' } as const;

/**
 * Writes a recording into a BIDS-Motion dataset: acceleration in m/s², angular rate in deg/s, numbers to 1e-6, `n/a` in every gap.
 * A dataset that exists is added to: the person's row of participants.tsv is merged, a recording of the same name is replaced.
 * Every file appears whole or not at all, the motion file last: a recording that can be found is complete.
 * Source: Brain Imaging Data Structure 1.10.0, "Motion".
 *
 * @param folder The dataset's root; made where it does not exist.
 * @returns Path of the `_motion.tsv`.
 * @throws RangeError where the recording breaks its own contract (a NaN sample, overlapping blocks, a subject with a slash).
 * @throws AppError UNWRITABLE; BAD_RECORDING where the dataset's participants.tsv is damaged.
 */
export async function writeBidsMotion(folder: string, recording: RecordingData): Promise<{ motionPath: string }> {
  checkRecording(recording);
  const sensors = recording.sensors.map(({ blocks, ...sensor }) => ({ ...sensor, hasGyroscope: blocks.some((block) => block.gyr !== null) }));
  return writeDataset(folder, { ...recording, sensors }, motionRows(recording), () => sampleCount(recording));
}

export interface ExportOptions extends ReadOptions {
  /** Letters and digits only: the person, the task and, where there are several, the number of the recording. */
  readonly subject: string;
  readonly task: string;
  readonly run?: number;
  /** Which sensors; all of them unless said. */
  readonly sites?: readonly Site[];
}

/** The same for a recording that is read as it is written, in constant memory. @throws also what the reader throws */
export async function exportBidsMotion(folder: string, reader: RecordingReader, options: ExportOptions): Promise<{ motionPath: string }> {
  const { header } = reader;
  const { subject, task, run, sites = header.sensors.map(({ site }) => site) } = options;
  const rows = streamedRows(reader, sites, MOTION_ROWS, options);
  return writeDataset(folder, {
    subject, task, run,
    sampleRateHz: header.sampleRateHz,
    sensors: header.sensors.filter(({ site }) => sites.includes(site)),
    events: header.events,
    ...(header.participant === null ? {} : { participant: header.participant }),
    ...(header.device === null ? {} : { device: { model: header.device } }),
  }, rows.pieces, rows.count);
}

/** Path that a recording of these names has in a dataset. */
export function motionPathOf(folder: string, names: Pick<RecordingData, 'subject' | 'task' | 'run'>): string {
  return `${prefixes(folder, names).ofSystem}_motion.tsv`;
}

/** Everything of a recording but its samples. */
export interface Head extends Omit<RecordingData, 'sensors'> {
  readonly sensors: readonly Pick<SensorDescription, 'trackedPoint' | 'placement' | 'hasGyroscope'>[];
}

/** What a writer adds to a dataset beside the recording itself. */
export interface Additions {
  /** Further fields of `_motion.json`; asked for once the rows have been written. */
  readonly fields?: () => Record<string, unknown>;
  /** Stages further files: they appear before the motion file does. */
  readonly stage?: (files: FileSet) => Promise<void>;
}

/** Paths of a recording's files without their endings. */
export function prefixes(folder: string, { subject, task, run }: Pick<RecordingData, 'subject' | 'task' | 'run'>) {
  const runPart = run === undefined ? '' : `_run-${String(run).padStart(2, '0')}`;
  const motionFolder = join(folder, `sub-${subject}`, 'motion');
  return {
    motionFolder,
    ofSystem: join(motionFolder, `sub-${subject}_task-${task}_tracksys-imu${runPart}`),
    ofRun: join(motionFolder, `sub-${subject}_task-${task}${runPart}`),
  };
}

/** Writes a recording's files, all of them or none. @param count rows, asked for once they have been written */
export async function writeDataset(folder: string, head: Head, rows: Iterable<string> | AsyncIterable<Uint8Array>, count: () => number, additions: Additions = {}): Promise<{ motionPath: string }> {
  const { motionFolder, ofSystem, ofRun } = prefixes(folder, head);
  const motionPath = motionPathOf(folder, head);
  const people = await mergedParticipants(folder, head);
  try {
    await mkdir(motionFolder, { recursive: true });
  } catch (error) {
    throw writeFault(error, motionFolder);
  }
  const files = new FileSet();
  try {
    await files.stageUnlessThere(join(folder, 'dataset_description.json'), json({ Name: 'Recordings', BIDSVersion: BIDS_VERSION, DatasetType: 'raw' }));
    // A table that was there without its units stays without them: they may not be ours.
    if (people.isNew) await files.stageUnlessThere(join(folder, 'participants.json'), json(PARTICIPANT_UNITS));
    await files.stage(join(folder, 'participants.tsv'), people.table);
    await files.stage(`${ofSystem}_channels.tsv`, channelTable(head));
    await files.stage(motionPath, rows);
    await files.stage(`${ofSystem}_motion.json`, json({ ...settings(head, count()), ...additions.fields?.() }));
    await files.stage(`${ofRun}_events.tsv`, tsv([['onset', 'duration', 'trial_type'], ...head.events.map(({ onsetS, durationS, type }) => [onsetS, durationS, type])]));
    await additions.stage?.(files);
    await files.publish(motionPath);
  } finally {
    await files.discard();
  }
  return { motionPath };
}

function channelTable({ sensors }: Head): string {
  const rows = sensors.flatMap(({ trackedPoint, placement, hasGyroscope }) => {
    const kinds = hasGyroscope ? [['ACCEL', 'm/s^2'], ['GYRO', 'deg/s']] : [['ACCEL', 'm/s^2']];
    return kinds.flatMap(([type, unit]) => AXES.map((axis) => [`${trackedPoint}_${type}_${axis}`, axis, type, trackedPoint, unit, placement ?? null]));
  });
  return tsv([['name', 'component', 'type', 'tracked_point', 'units', 'placement'], ...rows]);
}

function settings({ task, sampleRateHz, sensors, device }: Head, rows: number): Record<string, unknown> {
  const withGyroscope = sensors.filter(({ hasGyroscope }) => hasGyroscope).length;
  return {
    TaskName: task,
    SamplingFrequency: sampleRateHz,
    TrackingSystemName: 'imu',
    ...(device?.manufacturer === undefined ? {} : { Manufacturer: device.manufacturer }),
    ...(device?.model === undefined ? {} : { ManufacturersModelName: device.model }),
    MotionChannelCount: 3 * (sensors.length + withGyroscope),
    ACCELChannelCount: 3 * sensors.length,
    ...(withGyroscope === 0 ? {} : { GYROChannelCount: 3 * withGyroscope }),
    TrackedPointsCount: sensors.length,
    RecordingDuration: rows / sampleRateHz,
    MissingValues: 'n/a',
  };
}
