import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRecording } from '../../../src/ingest/index.ts';
import { recordSensors, type RecordEvent } from '../../../src/liveApp.ts';
import type { AnalysisDocument, ImuBlock, RecordedSensor, SensorAxes, SensorChoice } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { openRadio } from '../../../src/radio.ts';
import type { RadioScenario, SensorSpec, VirtualRadio } from '../../../src/simulator/radio/index.ts';
import { readAll } from '../../readAll.ts';
import { memoryReader } from '../../support/memoryReader.ts';
import { radioOnSerialLine, type OnFinished } from '../../support/virtualRadio.ts';

/** What the sensor sends of a value: float32, or 16 bits of so many steps a unit. */
export type Wire = (value: number, of: 'acc' | 'gyr') => number;

/** A session over unmodified noble at the end of a serial line, sealed and analysed, with what really happened. */
export interface WornSession {
  readonly radio: VirtualRadio;
  readonly recorded: readonly RecordedSensor[];
  readonly document: AnalysisDocument;
  readonly events: readonly RecordEvent[];
  /** Blocks of the reference sensor, as sealed. */
  readonly blocks: readonly ImuBlock<SensorAxes>[];
  readonly sampleRateHz: number;
  /** Missing samples by the radio's truth, per sensor in the order of the scenario. */
  readonly missing: readonly number[];
}

export interface WornOptions {
  readonly seconds: number;
  readonly finished: OnFinished;
  readonly sensorFiles?: readonly string[];
  /** Called once all sensors send. */
  readonly onRecording?: () => void;
}

const HEIGHT = { participant: { heightCm: 170 } };

export async function wearFor(scenario: RadioScenario, { seconds, finished, sensorFiles, onRecording }: WornOptions): Promise<WornSession> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-worn-'));
  finished(() => rm(folder, { recursive: true, force: true }));
  const { radio, env } = await radioOnSerialLine(scenario, finished);
  const central = await openRadio({ environment: { ...process.env, ...env } });
  const events: RecordEvent[] = [];
  try {
    const sensors = scenario.sensors.map(({ address, site }): SensorChoice => ({ id: address.replaceAll(':', ''), site: site! }));
    const { recording, sensors: recorded } = await recordSensors({ sensors, seconds, folder, subject: '01', task: 'walk', sensorFiles }, {
      signal: new AbortController().signal,
      central,
      onEvent: (event) => {
        if (event.type !== 'sensors') events.push(event);
        if (event.type === 'phase' && event.phase === 'recording') onRecording?.();
      },
    });
    const { document } = await analyzeRecording(await openRecording(recording), HEIGHT);
    const { header, blocks } = await readAll(await openRecording(recording));
    return {
      radio, recorded, document, events,
      blocks: blocks.filter(({ site }) => site === scenario.sensors[0].site),
      sampleRateHz: header.sampleRateHz,
      missing: radio.truth().map(({ streams }) => Math.max(...streams.map(({ missingCount }) => missingCount))),
    };
  } finally {
    await central.close();
  }
}

/** The file keeps millionths. */
const kept = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The samples that the reference sensor took, from the simulated signal alone: nothing of radio, decoder or clock is in it. */
export function takenSamples(radio: VirtualRadio, name: string, wire: Wire): (number: number) => readonly number[] {
  const device = radio.device(name);
  const acc = new Float64Array(3);
  const gyr = new Float64Array(3);
  return (number) => {
    const timeS = device.timeOf('accGyr', number) / 1000;
    device.signal.acc(timeS, acc);
    device.signal.gyr(timeS, gyr);
    return [...acc].map((value) => kept(wire(value, 'acc'))).concat([...gyr].map((value) => kept(wire(value, 'gyr'))));
  };
}

/** Number of the sensor's sample that stands first in the recording. */
export function firstNumber({ blocks, radio }: WornSession, name: string, taken: (number: number) => readonly number[]): number {
  const stream = radio.device(name);
  const { firstDelivered } = radio.truth().find((truth) => truth.name === stream.name)!.streams[0];
  // The longest stretch between two gaps: its samples are the grid.
  const { acc, gyr, startSample } = blocks.reduce((a, b) => (b.length > a.length ? b : a));
  const sealed = [acc.x[0], acc.y[0], acc.z[0], gyr!.x[0], gyr!.y[0], gyr!.z[0]];
  for (let number = firstDelivered!; number < firstDelivered! + 10_000; number++) if (taken(number).every((value, i) => value === sealed[i])) return number - startSample;
  throw new Error(`no sample of ${name} is the first one of the recording: ${sealed.join(' ')}`);
}

/** The document of the same stretch of the same signal, without any radio. */
export async function offlineDocument(session: WornSession, taken: (number: number) => readonly number[], first: number): Promise<AnalysisDocument> {
  const { blocks, sampleRateHz } = session;
  const end = Math.max(...blocks.map(({ startSample, length }) => startSample + length));
  const columns = Array.from({ length: 6 }, () => new Float64Array(end));
  for (let i = 0; i < end; i++) taken(first + i).forEach((value, c) => (columns[c][i] = value));
  const [ax, ay, az, gx, gy, gz] = columns;
  const block: ImuBlock<SensorAxes> = { site: blocks[0].site, sampleRateHz, startSample: 0, length: end, acc: { x: ax, y: ay, z: az }, gyr: { x: gx, y: gy, z: gz } };
  const reader = memoryReader({ subject: '01', task: 'walk', sampleRateHz, events: [], sensors: [{ site: block.site, trackedPoint: block.site, blocks: [block] }] });
  return (await analyzeRecording(reader, HEIGHT)).document;
}

/** What of a document depends on the signal alone. */
export function ofSignal({ recording, quality, participant, ...rest }: AnalysisDocument): object {
  return { ...rest, recording: { sampleRateHz: recording.sampleRateHz, durationS: recording.durationS, lossPct: recording.lossPct } };
}

export function specs(count: number, like: Omit<SensorSpec, 'address' | 'name' | 'site'>, sites: readonly string[]): SensorSpec[] {
  return Array.from({ length: count }, (_, i) => ({ ...like, address: `d4:22:cd:00:30:0${i + 1}`, name: `${like.kind === 'movellaDot' ? 'Movella DOT' : 'Surefoot Nano'} ${i + 1}`, site: sites[i], clockPpm: 15 * i - 40, startTick: 1e6 * (i + 1) }));
}
