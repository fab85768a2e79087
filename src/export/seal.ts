import { basename, dirname, join } from 'node:path';
import type { SealedRecording, SensorMetadata, SessionRecording } from '../model/index.ts';
import { MOTION_ROWS, writeDataset } from './bidsMotion.ts';
import { STEPS_PER_UNIT } from './bidsMotion/rows.ts';
import { syncFolders } from './durable.ts';
import { leavePlace, takePlace } from './seal/place.ts';
import type { Place } from './seal/place.ts';
import { mergedScans } from './seal/scans.ts';
import { streamedRows } from './streamedRows.ts';

/**
 * Files the recording of a session away: its samples and all that is known of its sensors as BIDS-Motion, and its packets as they
 * came under `sourcedata`. Everything appears together, the motion file last, and is on the disk when this returns.
 * Sealing a session that is sealed already changes nothing. A name that is taken becomes the next `run`.
 *
 * @param folder The dataset's root; made where it does not exist.
 * @param onProgress told the share that is done, 0 to 1
 * @throws AppError UNWRITABLE; BAD_RECORDING where a table of the dataset is damaged
 */
export async function sealRecording(recording: SessionRecording, folder: string, onProgress?: (fraction: number) => void): Promise<SealedRecording> {
  const place = await takePlace(folder, recording);
  if (!place.isSealed) {
    try {
      await write(recording, folder, place, onProgress);
    } catch (error) {
      await leavePlace(place);
      throw error;
    }
  }
  await syncFolders([dirname(place.sourcePath), dirname(dirname(place.sourcePath)), join(folder, 'sourcedata'), dirname(place.motionPath), dirname(dirname(place.motionPath)), folder, dirname(folder)]);
  onProgress?.(1);
  return { motionPath: place.motionPath, sensors: recording.recorded, recovered: !recording.session.complete };
}

async function write(recording: SessionRecording, folder: string, place: Place, onProgress?: (fraction: number) => void): Promise<void> {
  const { header, session } = recording;
  const { subject, task, run, motionPath, sourcePath } = place;
  const rows = streamedRows(recording, header.sensors.map(({ site }) => site), MOTION_ROWS, {
    onProgress: (read, total) => onProgress?.(total > 0 ? read / total : 1),
  });
  const scansPath = join(folder, `sub-${subject}`, `sub-${subject}_scans.tsv`);
  await writeDataset(folder, {
    subject, task, run,
    sampleRateHz: header.sampleRateHz,
    sensors: header.sensors,
    events: header.events,
    ...(header.participant === null ? {} : { participant: header.participant }),
    ...(header.device === null ? {} : { device: { model: header.device } }),
  }, rows.pieces, rows.count, {
    fields: () => ({
      ...effectiveRate(recording.sensors),
      SurefootSession: { ...session, valuesRoundedTo: 1 / STEPS_PER_UNIT },
      SurefootSensors: recording.sensors,
    }),
    stage: async (files) => {
      await files.stage(scansPath, await mergedScans(scansPath, `motion/${basename(motionPath)}`, session.startedAt));
      await files.stage(sourcePath, recording.log.open());
    },
  });
}

/** What the sensor with the most samples really sampled at, by the host's clock. */
function effectiveRate(sensors: readonly SensorMetadata[]): { SamplingFrequencyEffective?: number } {
  const [best] = [...sensors].sort((a, b) => b.samples - a.samples);
  return best.effectiveHz === null ? {} : { SamplingFrequencyEffective: best.effectiveHz };
}
