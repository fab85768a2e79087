import { defineSensor, sampleBatch } from './define.ts';
import type { SampleStream, SensorDecoder, SensorSettings, SensorStep } from './define.ts';
import { int16 } from './parts/bytes.ts';
import { MPS2_PER_G } from './parts/gravity.ts';
import { checkedMode } from './parts/settings.ts';

const LABEL = 'WitMotion BWT901BLE / WT9011DCL';
/** Looks like a 16-bit UUID but is not: its base ends in 9a34fb instead of 9b34fb. */
const uuid = (number: string) => `0000${number}00001000800000805f9a34fb`;
const SERVICE = uuid('ffe5');
const frames = { service: SERVICE, characteristic: uuid('ffe4') };
const commands = { service: SERVICE, characteristic: uuid('ffe9') };

/** Settings may be written for ten seconds after this. */
const UNLOCK = [0xff, 0xaa, 0x69, 0x88, 0xb5];
const RATE_REGISTER = 0x03;
const RATE_CODES: ReadonlyMap<number, number> = new Map([[10, 0x06], [20, 0x07], [50, 0x08], [100, 0x09], [200, 0x0b]]);
const RATES_HZ = [...RATE_CODES.keys()];
/** The sensor takes commands slowly: the maker's own program waits so long between two, ms. */
const PAUSE_MS = 100;

const HEAD = 0x55;
/** acc, gyr and angles, three int16 each. */
const MOTION = 0x61;
/** Answer to a command: register and eight int16. */
const ANSWER = 0x71;
const FRAME_BYTES = 20;
/** A frame of the vibration sensor WTVB01: same head, other meaning. */
const VIBRATION_FRAME_BYTES = 28;
/** Frames that fit into the longest notification of Bluetooth Low Energy, 514 bytes. */
const MOST_FRAMES = 25;
const MPS2_PER_STEP = (16 * MPS2_PER_G) / 32768;
const DEG_PER_S_PER_STEP = 2000 / 32768;

const send = (bytes: readonly number[]): SensorStep => ({ do: 'write', to: commands, bytes: Uint8Array.from(bytes), withResponse: false });

/**
 * WitMotion's Bluetooth Low Energy inclinometers with nine axes. Frames have no checksum and tell neither time nor number:
 * what is lost on the way can only be estimated. Acceleration is cut off at 16 g, angular velocity at 2000 deg/s.
 *
 * The rate is set for now and never saved: a save would change the sensor for good, for every other program too.
 */
export const witMotion = defineSensor({
  id: 'witmotion',
  label: LABEL,
  source: 'WitMotion, Bluetooth 5.0 SDK (WitBluetooth_BWT901BLE5_0) and WT901BLECL manual',
  defaultRateHz: 50,
  capabilities(settings) {
    check(settings);
    return { hasGyroscope: true, time: 'none', tickS: null, wrapBits: null, ratesHz: RATES_HZ, samplesPerPacket: 1, hasBattery: false };
  },
  /** Its vibration sensors (WTVB..) advertise the same service and begin their frames alike, but measure something else. */
  recognises: ({ name, services }) => !/^WTVB/i.test(name ?? '') && (services.includes(SERVICE) || /^B?WT901/i.test(name ?? '')),
  channels: [frames],
  services: [SERVICE],
  *start(settings) {
    check(settings);
    yield send(UNLOCK);
    yield { do: 'wait', ms: PAUSE_MS };
    yield send([0xff, 0xaa, RATE_REGISTER, RATE_CODES.get(settings.rateHz)!, 0x00]);
    yield { do: 'wait', ms: PAUSE_MS };
    yield { do: 'subscribe', channel: 0 };
  },
  /** Nothing to say: it sends for as long as it is on, to whoever listens. */
  *stop() {},
  decoder(settings) {
    check(settings);
    return witMotionDecoder(settings.rateHz);
  },
  battery: null,
});

function check(settings: SensorSettings): void {
  checkedMode(LABEL, settings, RATES_HZ, ['inertial']);
}

/**
 * A notification is one frame, or several end to end. Where it is not, frames are looked for inside it: 55 61 or 55 71,
 * with the end or another 55 behind them, because 55 is a common byte of data as well.
 */
function witMotionDecoder(rateHz: number): SensorDecoder {
  const stream: SampleStream = { measures: 'accGyr', rateHz, clock: { kind: 'none' } };
  const batch = sampleBatch('accGyr', MOST_FRAMES);
  const { columns } = batch;

  function take(frame: Uint8Array, at: number): void {
    const i = batch.length++;
    for (let axis = 0; axis < 3; axis++) {
      columns[axis][i] = int16(frame, at + 2 + 2 * axis) * MPS2_PER_STEP;
      columns[3 + axis][i] = int16(frame, at + 8 + 2 * axis) * DEG_PER_S_PER_STEP;
    }
  }

  return {
    streams: [stream],
    batches: [batch],
    decode(channel, payload) {
      batch.length = 0;
      const { length } = payload;
      if (channel !== 0 || length > MOST_FRAMES * FRAME_BYTES) return 'bad';
      if (length === VIBRATION_FRAME_BYTES && payload[0] === HEAD && payload[1] === MOTION) return 'bad';
      let answers = 0;
      for (let at = 0; at + FRAME_BYTES <= length;) {
        const kind = frameAt(payload, at);
        if (kind === MOTION) take(payload, at);
        else if (kind === ANSWER) answers++;
        at += kind === 0 ? 1 : FRAME_BYTES;
      }
      if (batch.length > 0) return 'samples';
      return answers > 0 ? 'control' : 'bad';
    },
  };
}

/** Kind of the frame that begins here; 0 for none. */
function frameAt(payload: Uint8Array, at: number): number {
  const end = at + FRAME_BYTES;
  if (payload[at] !== HEAD || (end < payload.length && payload[end] !== HEAD)) return 0;
  const kind = payload[at + 1];
  return kind === MOTION || kind === ANSWER ? kind : 0;
}
