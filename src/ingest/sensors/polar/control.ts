import { AppError } from '../../../model/index.ts';
import type { SensorDialogue, SensorStep } from '../define.ts';

/** Polar Measurement Data: what is measured is started and stopped at the control point and comes as frames of data. */
export const PMD_SERVICE = 'fb005c8002e7f3871cad8acd2d8df0c8';
export const CONTROL = { service: PMD_SERVICE, characteristic: 'fb005c8102e7f3871cad8acd2d8df0c8' };
export const DATA = { service: PMD_SERVICE, characteristic: 'fb005c8202e7f3871cad8acd2d8df0c8' };
export const CONTROL_CHANNEL = 0;
export const DATA_CHANNEL = 1;

export const START = 0x02;
export const STOP = 0x03;
export const ANSWER = 0xf0;
/** The sensor stopped a measurement by itself. */
export const STOPPED = 0x01;

export interface PmdMeasurement {
  /** Number of the measurement, first byte of its frames. */
  readonly type: number;
  readonly measures: 'acc' | 'gyr';
  /** For messages. */
  readonly sensor: string;
  /** g or deg/s. */
  readonly range: number;
  /** Further settings as they are sent: type, count, values. */
  readonly options: readonly number[];
}

export const ACC_MEASUREMENT = { type: 2, measures: 'acc', sensor: 'accelerometer', range: 8 } as const;
export const GYR_MEASUREMENT = { type: 5, measures: 'gyr', sensor: 'gyroscope', range: 2000 } as const;

/** Types of settings. */
const RATE = 0x00;
const RESOLUTION = 0x01;
const RANGE = 0x02;
const RESOLUTION_BITS = 16;

const STATUSES = [
  'success', 'invalid command', 'invalid measurement', 'not supported', 'invalid length', 'invalid parameter', 'already in that state',
  'invalid resolution', 'invalid sample rate', 'invalid range', 'invalid packet size', 'invalid number of channels', 'invalid state',
  'the sensor is in its charger', 'its memory is full',
];

const ask = (command: number, type: number, settings: readonly number[] = []): SensorStep => ({
  do: 'request', to: CONTROL, bytes: Uint8Array.of(command, type, ...settings), withResponse: true, channel: CONTROL_CHANNEL,
  isReply: (payload) => payload[0] === ANSWER && payload[1] === command && payload[2] === type,
});
/** Type of a setting, one value of 16 bits. */
const setting = (type: number, value: number) => [type, 1, value & 0xff, value >> 8];

export function* startPmd(label: string, measurements: readonly PmdMeasurement[], rateHz: number): SensorDialogue {
  yield { do: 'subscribe', channel: CONTROL_CHANNEL };
  // It goes on measuring over a lost connection. Silence first: the factor of what still came is not known here.
  // What it answers when nothing ran does not matter.
  for (const { type } of measurements) yield ask(STOP, type);
  yield { do: 'subscribe', channel: DATA_CHANNEL };
  for (const { type, sensor, range, options } of measurements) {
    const answer = yield ask(START, type, [...setting(RATE, rateHz), ...setting(RESOLUTION, RESOLUTION_BITS), ...setting(RANGE, range), ...options]);
    const status = answer?.[3];
    if (status !== 0) {
      const why = status === undefined ? 'its answer is too short' : `${STATUSES[status] ?? 'unknown status'} (status ${status})`;
      throw new AppError('SENSOR_REFUSED', `The ${label} refused to start its ${sensor} at ${rateHz} samples a second: ${why}. Take it off its charger, end other programs that use it, and try again.`);
    }
  }
}

export function* stopPmd(measurements: readonly PmdMeasurement[]): SensorDialogue {
  for (const { type } of measurements) yield { do: 'write', to: CONTROL, bytes: Uint8Array.of(STOP, type), withResponse: true };
}
