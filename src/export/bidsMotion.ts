import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingData } from '../model/index.ts';
import { checkRecording } from './bidsMotion/check.ts';
import { mergedParticipants, PARTICIPANT_UNITS } from './bidsMotion/participants.ts';
import { motionRows, sampleCount } from './bidsMotion/rows.ts';
import { json, tsv } from './bidsMotion/text.ts';
import { FileSet } from './fileSet.ts';
import { writeFault } from './writeFault.ts';

const BIDS_VERSION = '1.10.0';
const AXES = ['x', 'y', 'z'] as const;

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
  const { subject, task, run, events } = recording;
  const runPart = run === undefined ? '' : `_run-${String(run).padStart(2, '0')}`;
  const motionFolder = join(folder, `sub-${subject}`, 'motion');
  const ofSystem = join(motionFolder, `sub-${subject}_task-${task}_tracksys-imu${runPart}`);
  const ofRun = join(motionFolder, `sub-${subject}_task-${task}${runPart}`);
  const motionPath = `${ofSystem}_motion.tsv`;
  const people = await mergedParticipants(folder, recording);

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
    await files.stage(`${ofSystem}_channels.tsv`, channelTable(recording));
    await files.stage(`${ofSystem}_motion.json`, json(settings(recording)));
    await files.stage(`${ofRun}_events.tsv`, tsv([['onset', 'duration', 'trial_type'], ...events.map(({ onsetS, durationS, type }) => [onsetS, durationS, type])]));
    await files.stage(motionPath, motionRows(recording));
    await files.publish(motionPath);
  } finally {
    await files.discard();
  }
  return { motionPath };
}

function channelTable({ sensors }: RecordingData): string {
  const rows = sensors.flatMap(({ trackedPoint, placement, blocks }) => {
    const kinds = blocks.some((block) => block.gyr !== null) ? [['ACCEL', 'm/s^2'], ['GYRO', 'deg/s']] : [['ACCEL', 'm/s^2']];
    return kinds.flatMap(([type, unit]) => AXES.map((axis) => [`${trackedPoint}_${type}_${axis}`, axis, type, trackedPoint, unit, placement ?? null]));
  });
  return tsv([['name', 'component', 'type', 'tracked_point', 'units', 'placement'], ...rows]);
}

function settings(recording: RecordingData): Record<string, unknown> {
  const { task, sampleRateHz, sensors, device } = recording;
  const withGyroscope = sensors.filter(({ blocks }) => blocks.some((block) => block.gyr !== null)).length;
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
    RecordingDuration: sampleCount(recording) / sampleRateHz,
    MissingValues: 'n/a',
  };
}
