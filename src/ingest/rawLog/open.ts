import type { ImuBlock, ReadOptions, RecordingHeader, RecordingTrailer, SensorAxes, SessionRecording } from '../../model/index.ts';
import { fileBytes } from '../files.ts';
import { sessionFindings } from '../sessionFindings.ts';
import { decodeRawLog } from './decode.ts';
import type { DecodedLog } from './decode.ts';
import { describeEvents, describeRecorded, describeSensors, describeSession } from './describe.ts';

/** As long as the other formats' blocks. */
const BLOCK_SAMPLES = 4096;

/** Id of the recording format. */
export const RAW_LOG = 'rawLog';

/**
 * Opens the raw log of a session as a recording. The log is decoded at once, because only all packets together tell the grid;
 * the samples stay in memory with the reader.
 * @param path as the caller names the recording @param file the log itself
 * @throws AppError as `decodeRawLog`
 */
export async function openRawLog(path: string, file = path, options: ReadOptions = {}): Promise<SessionRecording> {
  const decoded = await decodeRawLog(file, options);
  const sensors = describeSensors(decoded);
  const session = describeSession(decoded);
  const { header, grid, end } = decoded;
  const trailer: RecordingTrailer = { sha256: end.sha256, sampleCount: grid.sampleCount, findings: sessionFindings(session, sensors) };
  const blocks = blocksInOrder(decoded);
  return {
    header: recordingHeader(path, decoded, sensors.map(({ label }) => label)),
    blocks: (readOptions = {}) => handOut(blocks, end.bytes, trailer, readOptions),
    session,
    sensors,
    recorded: describeRecorded(decoded, sensors),
    durationS: grid.sampleCount / grid.sampleRateHz,
    subject: header.subject,
    task: header.task,
    patientId: header.patientId ?? null,
    protocol: header.protocol ?? null,
    visit: header.visit ?? null,
    log: { role: 'session.sfraw', open: () => fileBytes(file) },
  };
}

function recordingHeader(path: string, decoded: DecodedLog, labels: readonly string[]): RecordingHeader {
  const { header, grid } = decoded;
  return {
    path,
    format: RAW_LOG,
    sampleRateHz: grid.sampleRateHz,
    // A sensor without a sample is told among the findings.
    sensors: grid.sensors.filter(({ blocks }) => blocks.length > 0)
      .map(({ site, blocks }) => ({ site, trackedPoint: site, hasGyroscope: blocks[0].gyr !== null })),
    participant: { id: `sub-${header.subject}`, ...header.participant },
    events: describeEvents(decoded),
    taskName: header.task,
    device: [...new Set(labels)].join(', '),
  };
}

/** Short blocks of all sensors in the order of time. */
function blocksInOrder({ grid }: DecodedLog): readonly ImuBlock<SensorAxes>[] {
  return grid.sensors.flatMap(({ blocks }) => blocks.flatMap(cut)).sort((a, b) => a.startSample - b.startSample);
}

function cut(block: ImuBlock<SensorAxes>): ImuBlock<SensorAxes>[] {
  const { acc, gyr, startSample, length } = block;
  const pieces: ImuBlock<SensorAxes>[] = [];
  for (let from = 0; from < length; from += BLOCK_SAMPLES) {
    const to = Math.min(from + BLOCK_SAMPLES, length);
    const part = ({ x, y, z }: typeof acc) => ({ x: x.subarray(from, to), y: y.subarray(from, to), z: z.subarray(from, to) });
    pieces.push({ ...block, startSample: startSample + from, length: to - from, acc: part(acc), gyr: gyr && part(gyr) });
  }
  return pieces;
}

async function* handOut(blocks: readonly ImuBlock<SensorAxes>[], bytes: number, trailer: RecordingTrailer, { signal, onProgress }: ReadOptions): AsyncGenerator<ImuBlock<SensorAxes>, RecordingTrailer> {
  signal?.throwIfAborted();
  for (const [i, block] of blocks.entries()) {
    yield block;
    signal?.throwIfAborted();
    onProgress?.(Math.round((bytes * (i + 1)) / blocks.length), bytes);
  }
  return trailer;
}
