import { basename } from 'node:path';
import { AppError, type SensorCapabilities } from '../../model/index.ts';
import { readText } from '../files.ts';
import { parseJsonObject } from '../jsonText.ts';
import { defineSensor, type SensorDecoder, type SensorModel, type SensorSettings, type SensorStep } from './define.ts';
import { readDescription, type DescribedStep, type SensorDescription } from './generic/description.ts';
import { clockOf, packetReader } from './generic/packetReader.ts';
import { Place } from './generic/place.ts';
import { sensorModels } from './index.ts';
import { standardBattery } from './parts/battery.ts';

/**
 * Makes a sensor model of a description; docs/sensors.md says how to write one.
 * @param description parsed JSON
 * @param path the file it came from, for messages
 * @throws AppError BAD_INPUT in one line that names file and field
 */
export function genericSensor(description: unknown, path: string): SensorModel {
  const root = new Place(path, '', description);
  const sensor = readDescription(root);
  if (sensorModels.some(({ id }) => id === sensor.id)) throw root.at('id').wrong(`"${sensor.id}" is the name of a sensor that Surefoot knows; choose another.`);
  const { name, service } = sensor.recognise;
  return defineSensor({
    id: sensor.id,
    label: sensor.label,
    source: sensor.source ?? `described in ${basename(path)}`,
    defaultRateHz: sensor.rateHz,
    capabilities(settings) {
      checked(sensor, settings);
      return capabilitiesOf(sensor);
    },
    recognises: (heard) => (name === null || heard.name?.startsWith(name) === true) && (service === null || heard.services.includes(service)),
    channels: sensor.channels.map(({ notify }) => notify),
    services: servicesOf(sensor),
    *start(settings) {
      const { rateHz } = checked(sensor, settings);
      // It may still run from before a lost link.
      yield* steps(sensor.stop, rateHz);
      for (let channel = 0; channel < sensor.channels.length; channel++) yield { do: 'subscribe', channel };
      yield* steps(sensor.start, rateHz);
    },
    *stop(settings) {
      yield* steps(sensor.stop, checked(sensor, settings).rateHz);
    },
    decoder: (settings) => decoderOf(sensor, checked(sensor, settings)),
    battery: sensor.battery && { ...standardBattery, at: sensor.battery },
    description,
  });
}

/** Reads a description from a file. @throws AppError NO_SUCH_FILE, UNREADABLE; BAD_INPUT in one line that names file and line or field */
export async function loadGenericSensor(path: string): Promise<SensorModel> {
  return genericSensor(await readJson(path), path);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return parseJsonObject(path, await readText(path));
  } catch (error) {
    // A description is no recording: what is said of it stays, the code changes.
    if (error instanceof AppError && error.code === 'BAD_RECORDING') throw new AppError('BAD_INPUT', error.message, error.where, { cause: error });
    throw error;
  }
}

function checked({ label, ratesHz }: SensorDescription, settings: SensorSettings): SensorSettings {
  if (!ratesHz.includes(settings.rateHz)) throw new RangeError(`${label} sends at ${ratesHz.join(', ')} Hz, not at ${settings.rateHz} Hz.`);
  if (settings.mode !== undefined) throw new RangeError(`${label} has one way of sending and no mode ${JSON.stringify(settings.mode)}; leave the mode out.`);
  return settings;
}

function servicesOf({ channels, start, stop, battery }: SensorDescription): string[] {
  const written = [...start, ...stop].flatMap((step) => ('to' in step ? [step.to] : []));
  const used = [...channels.map(({ notify }) => notify), ...written, ...(battery ? [battery] : [])];
  return [...new Set(used.map(({ service }) => service))];
}

/** What all channels can do: time is as good as that of the channel that says least about it. */
function capabilitiesOf(sensor: SensorDescription): SensorCapabilities {
  const packets = sensor.channels.map(({ packet }) => packet);
  const clocks = packets.map(clockOf);
  const time = (['none', 'counter'] as const).find((kind) => clocks.some((clock) => clock.kind === kind)) ?? 'timestamp';
  const wraps = clocks.flatMap((clock) => (clock.kind === time && clock.kind !== 'none' && clock.wrapBits !== null ? [clock.wrapBits] : []));
  return {
    hasGyroscope: packets.some(({ measures }) => measures !== 'acc'),
    time,
    tickS: time === 'timestamp' ? Math.max(...clocks.map((clock) => (clock.kind === 'timestamp' ? clock.tickS : 0))) : null,
    wrapBits: wraps.length > 0 ? Math.min(...wraps) : null,
    ratesHz: sensor.ratesHz,
    samplesPerPacket: Math.max(...packets.map(({ samples }) => samples)),
    hasBattery: sensor.battery !== null,
  };
}

function decoderOf(sensor: SensorDescription, { rateHz }: SensorSettings): SensorDecoder {
  const readers = sensor.channels.map(({ packet }) => packetReader(packet, rateHz));
  const batches = readers.map(({ batch }) => batch);
  return {
    streams: readers.map(({ stream }) => stream),
    batches,
    decode(channel, payload) {
      for (let i = 0; i < batches.length; i++) batches[i].length = 0;
      return readers[channel]?.read(payload) === true ? 'samples' : 'bad';
    },
  };
}

function* steps(list: readonly DescribedStep[], rateHz: number): Generator<SensorStep, void, undefined> {
  for (const step of list) {
    if ('waitMs' in step) yield { do: 'wait', ms: step.waitMs };
    else yield { do: 'write', to: step.to, bytes: step.bytes(rateHz), withResponse: step.withResponse };
  }
}
