/**
 * Polar H10 (acceleration, plain frames) and Verity Sense (acceleration and rotation, compressed frames): the PMD service.
 * Source: polar-ble-sdk, online_measurement.pdf and the PMD client. A measurement goes on over a lost connection until it is stopped.
 */
import { concatBytes, readU16, u16 } from '../bytes.ts';
import type { Device } from '../device.ts';
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { batteryService, deviceInformation } from './batteryService.ts';
import { defineVirtualSensor, type Firmware } from './define.ts';
import { PolarStream, type PolarMeasurement } from './polarStream.ts';
import { GRAVITY_MPS2 } from './units.ts';

const uuid = (part: string): string => `fb005c${part}-02e7-f387-1cad-8acd2d8df0c8`;
const OPERATION = { settings: 1, start: 2, stop: 3 } as const;
const STATUS = { ok: 0, invalidOperation: 1, invalidType: 2, invalidLength: 4, alreadyInState: 6, invalidResolution: 7, invalidRate: 8, invalidRange: 9 } as const;
/** Kinds of setting, and bytes of one value. */
const SETTING = { rate: 0, resolution: 1, range: 2, channels: 4, factor: 5 } as const;
const VALUE_BYTES: ReadonlyMap<number, number> = new Map([[0, 2], [1, 2], [2, 2], [3, 4], [4, 1], [5, 4]]);
const ACC = 2;
const GYR = 5;
const POLAR_COMPANY = [0x6b, 0x00];

const H10_ACC: PolarMeasurement = { type: ACC, ratesHz: [25, 50, 100, 200], ranges: [2, 4, 8], compressed: false, tellsChannels: false };
const VERITY_ACC: PolarMeasurement = { type: ACC, ratesHz: [52], ranges: [8], compressed: true, tellsChannels: true };
const VERITY_GYR: PolarMeasurement = { type: GYR, ratesHz: [52], ranges: [2000], compressed: true, tellsChannels: true };

const clock = (): { tickS: number; wrapBits: null } => ({ tickS: 1e-9, wrapBits: null });

export const polarH10 = defineVirtualSensor({
  kind: 'polarH10',
  name: 'Polar H10 0A1B2C3D',
  mtu: 232,
  clock,
  switchOn: (device) => sensor(device, [H10_ACC], 'H10'),
});

export const polarVeritySense = defineVirtualSensor({
  kind: 'polarVeritySense',
  name: 'Polar Sense 0A1B2C3D',
  mtu: 232,
  clock,
  switchOn: (device) => sensor(device, [VERITY_ACC, VERITY_GYR], 'Polar Verity Sense'),
});

function sensor(device: Device, measurements: readonly PolarMeasurement[], model: string): Firmware {
  const data: GattCharacteristic = { uuid: uuid('82'), properties: PROPERTY.notify };
  const streams = measurements.map((measurement) => {
    const isAcc = measurement.type === ACC;
    const read = (timeS: number, into: Float64Array): void => {
      if (!isAcc) device.signal.gyr(timeS, into);
      else {
        device.signal.acc(timeS, into);
        for (let axis = 0; axis < 3; axis++) into[axis] /= GRAVITY_MPS2;
      }
    };
    return new PolarStream(device, data, measurement, device.sampler(isAcc ? 'acc' : 'gyr', measurement.ratesHz[0]), read);
  });

  const answer = (operation: number, type: number, status: number, parameters: ArrayLike<number> = []): void => {
    // The byte after the status says whether more answers follow.
    device.reply(control, concatBytes([0xf0, operation, type, status, ...(status === STATUS.ok ? [0] : [])], parameters));
  };
  const write = (bytes: Uint8Array): number => {
    if (bytes.length < 2) return ATT_ERROR.invalidLength;
    const [operation, type] = bytes;
    const stream = streams.find(({ measurement }) => measurement.type === (type & 0x3f));
    if (!stream) answer(operation, type, STATUS.invalidType);
    else if (operation === OPERATION.settings) answer(operation, type, STATUS.ok, settingsOf(stream.measurement));
    else if (operation === OPERATION.start) answer(operation, type, ...start(stream, bytes.subarray(2)));
    else if (operation === OPERATION.stop) {
      const status = stream.running ? STATUS.ok : STATUS.alreadyInState;
      stream.stop();
      answer(operation, type, status);
    } else answer(operation, type, STATUS.invalidOperation);
    return ATT_ERROR.none;
  };
  const features = measurements.reduce((bits, { type }) => bits | (1 << type), 0);
  const control: GattCharacteristic = {
    uuid: uuid('81'),
    properties: PROPERTY.read | PROPERTY.write | PROPERTY.indicate,
    read: () => Uint8Array.of(0x0f, features, 0),
    write,
  };
  return {
    advertised: { services: ['180d'], manufacturerData: Uint8Array.from([...POLAR_COMPANY, 0x00, 0x00]) },
    services: [
      { uuid: uuid('80'), characteristics: [control, data] },
      batteryService(device),
      deviceInformation(device, 'Polar Electro Oy', model),
    ],
    advanceTo: (untilMs) => {
      for (const stream of streams) stream.advanceTo(untilMs);
    },
  };
}

function settingsOf({ ratesHz, ranges, tellsChannels }: PolarMeasurement): Uint8Array {
  const list = (kind: number, values: readonly number[]): readonly number[] => [kind, values.length, ...values.flatMap(u16)];
  return Uint8Array.from([...list(SETTING.rate, ratesHz), ...list(SETTING.resolution, [16]), ...list(SETTING.range, ranges), ...(tellsChannels ? [SETTING.channels, 1, 3] : [])]);
}

/** @returns status and, where it started, what the answer tells about it */
function start(stream: PolarStream, parameters: Uint8Array): [status: number, parameters?: Uint8Array] {
  if (stream.running) return [STATUS.alreadyInState];
  const chosen = new Map<number, number>();
  for (let at = 0; at < parameters.length;) {
    const width = VALUE_BYTES.get(parameters[at]);
    // One value of each setting.
    if (width === undefined || parameters[at + 1] !== 1 || at + 2 + width > parameters.length) return [STATUS.invalidLength];
    chosen.set(parameters[at], width === 1 ? parameters[at + 2] : readU16(parameters, at + 2));
    at += 2 + width;
  }
  const { ratesHz, ranges, compressed } = stream.measurement;
  const rateHz = chosen.get(SETTING.rate) ?? ratesHz[0];
  const range = chosen.get(SETTING.range) ?? ranges[ranges.length - 1];
  if (!ratesHz.includes(rateHz)) return [STATUS.invalidRate];
  if ((chosen.get(SETTING.resolution) ?? 16) !== 16) return [STATUS.invalidResolution];
  if (!ranges.includes(range)) return [STATUS.invalidRange];
  stream.start(rateHz, range);
  if (!compressed) return [STATUS.ok];
  const factor = new DataView(new ArrayBuffer(4));
  factor.setFloat32(0, stream.factor, true);
  return [STATUS.ok, concatBytes([SETTING.factor, 1], new Uint8Array(factor.buffer))];
}
