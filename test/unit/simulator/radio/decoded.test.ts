import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { SensorDecoder, SensorModel } from '../../../../src/ingest/sensors/define.ts';
import { genericSensor } from '../../../../src/ingest/sensors/generic.ts';
import { sensorModels } from '../../../../src/ingest/sensors/index.ts';
import type { Fault, SensorSpec, StreamTruth } from '../../../../src/simulator/radio/index.ts';
import { ModelOnRadio, RadioHost } from '../../../support/radioHost.ts';

/**
 * What sensors send is written from the makers' protocols, apart from the decoders: here the two check each other.
 * Every decoded value is compared with what the sensor felt, every missing sample with what the sensor knows to be lost.
 */

const ADDRESS = 'd4:22:cd:00:10:01';
const G = 9.80665;
const path = 'docs/examples/arduino-nano33.json';
const example = JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')) as object;
const model = (id: string): SensorModel => sensorModels.find((each) => each.id === id)!;

interface Case {
  readonly title: string;
  readonly model: SensorModel;
  readonly rateHz: number;
  readonly mode?: string;
  readonly kind: SensorSpec['kind'];
  readonly sensor?: SensorSpec['settings'];
  /** Largest error of rounding: m/s² and deg/s. */
  readonly acc: number;
  readonly gyr: number;
}

const BOARD = '13012f00-f8c3-4f4a-a8f4-15cd926da146';
/** Packets of three samples behind a time in ms: what `toldSettings` makes a board send. */
const toldBoard = {
  id: 'told',
  label: 'Told board',
  recognise: { name: 'Surefoot Nano' },
  rateHz: 120,
  notify: { service: BOARD, characteristic: BOARD.replace('2f00', '2f01') },
  start: [{ service: BOARD, characteristic: BOARD.replace('2f00', '2f02'), hex: '01' }],
  stop: [{ service: BOARD, characteristic: BOARD.replace('2f00', '2f02'), hex: '00' }],
  packet: {
    samplesPerPacket: 3,
    header: [{ field: 'timestamp', type: 'u32', unit: 'ms', belongsTo: 'first' }],
    fields: ['ax', 'ay', 'az', 'gx', 'gy', 'gz'].map((field) => ({ field, type: 'f32', unit: field.startsWith('a') ? 'g' : 'deg/s' })),
  },
};
const toldSettings = {
  service: BOARD, characteristic: BOARD.replace('2f00', '2f01'), control: BOARD.replace('2f00', '2f02'),
  rateHz: 120, head: 'u32ms', values: 'f32', accPerG: 1, gyrPerDegPerS: 1, samplesPerPacket: 3,
};

const FLOAT = { acc: 1e-4, gyr: 1e-3 };
const cases: readonly Case[] = [
  { title: 'Movella DOT, rate quantities', model: model('movella-dot'), rateHz: 60, kind: 'movellaDot', ...FLOAT },
  { title: 'Movella DOT, with magnetometer, 30 Hz', model: model('movella-dot'), rateHz: 30, mode: 'rateQuantitiesMag', kind: 'movellaDot', ...FLOAT },
  { title: 'Movella DOT, custom mode 5', model: model('movella-dot'), rateHz: 60, mode: 'custom5', kind: 'movellaDot', ...FLOAT },
  ...(['metaMotionR', 'metaMotionS'] as const).flatMap((kind) => ['clocked', 'plain', 'packed'].map((mode) => (
    { title: `${kind}, ${mode}`, model: model('mbientlab-metamotion'), rateHz: 100, mode, kind, acc: (0.5001 * 16 * G) / 32768, gyr: 0.5001 / 16.4 }))),
  { title: 'Polar H10, 200 Hz', model: model('polar-h10'), rateHz: 200, kind: 'polarH10', acc: 0.00051 * G, gyr: 0 },
  { title: 'Polar H10, 50 Hz', model: model('polar-h10'), rateHz: 50, kind: 'polarH10', acc: 0.00051 * G, gyr: 0 },
  // The decoder's milli-g are cut off, not rounded, as in the maker's own.
  { title: 'Polar Verity Sense', model: model('polar-verity-sense'), rateHz: 52, kind: 'polarVeritySense', acc: (0.5001 * 8 * G) / 32768 + 0.001 * G, gyr: (0.5001 * 2000) / 32768 },
  { title: 'WitMotion, 100 Hz', model: model('witmotion'), rateHz: 100, kind: 'witMotion', acc: (0.5001 * 16 * G) / 32768, gyr: (0.5001 * 2000) / 32768 },
  { title: 'Thingy:52, 50 Hz', model: model('nordic-thingy52'), rateHz: 50, kind: 'thingy52', acc: (0.5001 * G) / 1024, gyr: 0.5001 / 32 },
  { title: 'the example of a board of one\'s own', model: genericSensor(example, path), rateHz: 100, kind: 'generic', acc: (0.5001 * G) / 8192, gyr: 0.5001 / 16 },
  { title: 'a board that is told to start, 120 Hz', model: genericSensor(toldBoard, 'told.json'), rateHz: 120, kind: 'generic', sensor: toldSettings, ...FLOAT },
];

/** All that came of one stream. */
interface Heard {
  readonly ticks: number[];
  readonly rows: number[][];
}

/** @param queueDepth packets that the sensor holds: few, and some are lost */
function listen(each: Case, queueDepth: number, faults: readonly Fault[]): { host: RadioHost; decoder: SensorDecoder; heard: Heard[]; bad: number } {
  const host = new RadioHost({
    seed: 3,
    air: { retryFraction: 0.1, queueDepth },
    sensors: [{ kind: each.kind, address: ADDRESS, site: 'leftFoot', signal: { scenario: 'straight' }, clockPpm: 40, ratePpm: -300, startTick: 1_000_000, settings: each.sensor }],
    faults,
  });
  const settings = { rateHz: each.rateHz, ...(each.mode ? { mode: each.mode } : {}) };
  const decoder = each.model.decoder(settings);
  const heard = decoder.streams.map((): Heard => ({ ticks: [], rows: [] }));
  const result = { host, decoder, heard, bad: 0 };
  const sensor = new ModelOnRadio(host, each.model, ADDRESS, (channel, payload) => {
    if (decoder.decode(channel, payload) === 'bad') result.bad++;
    for (const [i, batch] of decoder.batches.entries()) {
      for (let row = 0; row < batch.length; row++) {
        heard[i].ticks.push(batch.ticks[row]);
        heard[i].rows.push(batch.columns.map((column) => column[row]));
      }
    }
  });
  sensor.run(each.model.start(settings));
  host.time.run(12_000);
  sensor.run(each.model.stop(settings));
  return result;
}

/** Numbers of the samples that arrived, in order. */
function arrived(truth: StreamTruth): number[] {
  const missing = new Set<number>();
  for (const { start, end } of truth.missing()) for (let number = start; number < end; number++) missing.add(number);
  const numbers: number[] = [];
  for (let number = truth.firstDelivered!; number <= truth.lastDelivered!; number++) if (!missing.has(number)) numbers.push(number);
  return numbers;
}

function felt(host: RadioHost, stream: StreamTruth, number: number): number[] {
  const [device] = host.radio.devices;
  const timeS = device.timeOf(stream.measures, number) / 1000;
  const [acc, gyr] = [new Float64Array(3), new Float64Array(3)];
  device.signal.acc(timeS, acc);
  device.signal.gyr(timeS, gyr);
  return stream.measures === 'accGyr' ? [...acc, ...gyr] : [...(stream.measures === 'acc' ? acc : gyr)];
}

const loss: Fault[] = [{ kind: 'loss', fraction: 0.1, atS: 0, forS: 1000 }, { kind: 'overflow', packets: 3, atS: 4, since: 'streaming' }];

describe.each(cases)('$title', (each) => {
  test('is recognised by what it advertises, and tells every sample as it was felt', () => {
    const { host, decoder, heard, bad } = listen(each, 100, []);
    const [device] = host.radio.devices;
    const { services, manufacturerData = null } = device.firmware.advertised;
    expect(each.model.recognises({ id: 'x', name: device.name, rssi: -60, services: services.map((uuid) => uuid.replaceAll('-', '')), manufacturerData })).toBe(true);
    expect(bad).toBe(0);
    const { streams } = host.radio.truth()[0];
    for (const [i, { measures, rateHz, clock }] of decoder.streams.entries()) {
      const truth = streams.find((stream) => stream.measures === measures)!;
      const numbers = arrived(truth);
      expect(truth.missingCount).toBe(0);
      expect(numbers.length).toBe(truth.delivered);
      expect(heard[i].rows.length).toBe(numbers.length);
      // Frames of many samples leave the last ones unsent.
      expect(numbers.length).toBeGreaterThan(rateHz * 10);
      let worstAcc = 0;
      let worstGyr = 0;
      numbers.forEach((number, row) => felt(host, truth, number).forEach((value, column) => {
        const error = Math.abs(heard[i].rows[row][column] - value);
        if (measures === 'gyr' || column >= 3) worstGyr = Math.max(worstGyr, error);
        else worstAcc = Math.max(worstAcc, error);
      }));
      expect(worstAcc).toBeLessThan(each.acc);
      expect(worstGyr).toBeLessThanOrEqual(each.gyr);
      if (clock.kind !== 'timestamp') continue;
      // The first frames of some sensors have no frame before them to take the time between samples from.
      const from = Math.floor(numbers.length / 2);
      const elapsedS = (device.timeOf(measures, numbers[numbers.length - 1]) - device.timeOf(measures, numbers[from])) / 1000;
      const told = (heard[i].ticks[numbers.length - 1] - heard[i].ticks[from]) * clock.tickS;
      expect(Math.abs(told - elapsedS * (1 + 40e-6))).toBeLessThan(2 * clock.tickS + 1e-6);
    }
  });

  test('misses exactly the samples that the sensor knows to be lost', () => {
    const { host, decoder, heard } = listen(each, 12, loss);
    const { streams } = host.radio.truth()[0];
    for (const [i, { measures }] of decoder.streams.entries()) {
      const truth = streams.find((stream) => stream.measures === measures)!;
      const numbers = arrived(truth);
      expect(truth.missingCount).toBeGreaterThan(0);
      expect(truth.missing().reduce((sum, { start, end }) => sum + end - start, 0)).toBe(truth.missingCount);
      expect(heard[i].rows.length).toBe(numbers.length);
      numbers.forEach((number, row) => {
        const value = felt(host, truth, number);
        expect(Math.abs(heard[i].rows[row][0] - value[0])).toBeLessThanOrEqual(measures === 'gyr' ? each.gyr : each.acc);
      });
    }
  });
});
