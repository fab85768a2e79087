import { basename } from 'node:path';
import { AppError } from '../../model/index.ts';
import type { ReadOptions } from '../../model/index.ts';
import { damaged } from '../damage.ts';
import type { SensorDecoder, SensorModel } from '../sensors/define.ts';
import { genericSensor } from '../sensors/generic.ts';
import { modelById } from '../sensors/index.ts';
import { onOneGrid } from '../timing/grid.ts';
import type { Grid } from '../timing/grid.ts';
import { SensorTimeline } from '../timing/timeline.ts';
import type { LoggedSensor, RawEntry, SessionHeader, SessionMark } from './entries.ts';
import { rawLogPieces } from './read.ts';
import type { RawLogEnd } from './read.ts';

/** A sensor of a log with all that its packets hold. */
export interface DecodedSensor {
  readonly logged: LoggedSensor;
  readonly model: SensorModel;
  /** Packets that could not be decoded. */
  readonly badPackets: number;
}

export interface DecodedLog {
  readonly header: SessionHeader;
  readonly sensors: readonly DecodedSensor[];
  readonly marks: readonly SessionMark[];
  /** Its sensors are in the same order. */
  readonly grid: Grid;
  readonly end: RawLogEnd;
}

/**
 * Decodes a log: every packet by its sensor's model, every sample to its place on one grid. The samples stay in memory, the log does not.
 * @throws AppError as `readRawLog`; UNSUPPORTED_FORMAT for a sensor that this version does not know; BAD_RECORDING where no sensor sent a sample
 */
export async function decodeRawLog(path: string, options: ReadOptions = {}): Promise<DecodedLog> {
  const pieces = rawLogPieces(path, options);
  let header: SessionHeader | null = null;
  let sensors: DecodingSensor[] = [];
  const marks: SessionMark[] = [];
  const take = (entry: RawEntry): void => {
    if (entry.kind === 'packet') {
      sensors[entry.packet.sensor].packet(entry.packet.channel, entry.packet.payload, entry.packet.arrivalMs);
    } else if (entry.kind === 'mark') {
      marks.push(entry.mark);
      if (entry.mark.mark === 'connected') sensors[entry.mark.sensor].connected();
    } else {
      header = entry.header;
      sensors = header.sensors.map((sensor) => new DecodingSensor(path, sensor));
    }
  };
  for (;;) {
    const next = await pieces.next();
    if (!next.done) {
      for (const entry of next.value) take(entry);
      continue;
    }
    const grid = onOneGrid(sensors.map(({ timeline }) => timeline));
    if (header === null || grid === null || !grid.sensors.some(({ blocks }) => blocks.length > 0)) throw withoutSamples(path, sensors.reduce((sum, sensor) => sum + sensor.badPackets, 0));
    return { header, sensors, marks, grid, end: next.value };
  }
}

/** `field` tells a log in which nothing is from one with something that nobody can read. */
function withoutSamples(path: string, badPackets: number): AppError {
  const name = basename(path);
  if (badPackets > 0) return new AppError('BAD_RECORDING', `${name}: none of the ${badPackets} packets that arrived could be read; check the sensor's model and mode.`, { file: path, field: 'packets' });
  return new AppError('BAD_RECORDING', `${name}: no sensor sent a sample before the recording ended; record again.`, { file: path, field: 'samples' });
}

/** One sensor's packets on their way to its timeline. */
class DecodingSensor implements DecodedSensor {
  readonly logged: LoggedSensor;
  readonly model: SensorModel;
  readonly timeline: SensorTimeline;
  badPackets = 0;
  #decoder: SensorDecoder;

  constructor(path: string, logged: LoggedSensor) {
    this.logged = logged;
    this.model = modelOf(path, logged);
    this.#decoder = decoderOf(path, this.model, logged);
    const { streams, batches } = this.#decoder;
    this.timeline = new SensorTimeline(logged.site, streams, batches.map(({ ticks }) => ticks.length));
  }

  packet(channel: number, payload: Uint8Array, arrivalMs: number): void {
    const outcome = this.#decoder.decode(channel, payload);
    if (outcome === 'samples') this.timeline.add(this.#decoder.batches, arrivalMs);
    else if (outcome === 'bad') this.badPackets++;
  }

  connected(): void {
    this.timeline.connected();
    // What the sensor answered on the connection before may no longer hold.
    this.#decoder = this.model.decoder(this.logged.settings);
  }
}

function modelOf(path: string, { model, description }: LoggedSensor): SensorModel {
  const found = description === undefined ? modelById(model) : genericSensor(description, path);
  if (found === null) throw new AppError('UNSUPPORTED_FORMAT', `${basename(path)}: this version does not know the sensor "${model}"; update the software.`, { file: path, field: 'model' });
  return found;
}

function decoderOf(path: string, model: SensorModel, { settings }: LoggedSensor): SensorDecoder {
  try {
    return model.decoder(settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw damaged(path, null, `the header asks for what the sensor cannot do: ${error.message}`, 'settings');
  }
}
