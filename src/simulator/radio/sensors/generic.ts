/**
 * A sensor that somebody programmed: six values and perhaps a time or a running number in each packet, as an Arduino sketch sends
 * them. What a scenario leaves open in `settings` is as docs/examples/arduino-nano33.json describes it.
 */
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { batteryService } from './batteryService.ts';
import { defineVirtualSensor } from './define.ts';
import { GRAVITY_MPS2, int16 } from './units.ts';

export interface GenericSettings {
  readonly service: string;
  readonly characteristic: string;
  /** Where 1 starts and 0 stops it; null: it streams for as long as it is listened to. */
  readonly control: string | null;
  readonly rateHz: number;
  /** What each packet begins with, little-endian: a time of its first sample, the number of its first sample, or nothing. */
  readonly head: 'u32us' | 'u32ms' | 'u16count' | 'none';
  /** acc x, y, z, gyr x, y, z of every sample. */
  readonly values: 'i16' | 'f32';
  /** What 1 g and 1 deg/s are in the packet. */
  readonly accPerG: number;
  readonly gyrPerDegPerS: number;
  readonly samplesPerPacket: number;
}

const uuid = (part: string): string => `7d3c1a${part}-52f4-4c1e-9f3b-2a6f0c8e4d10`;
const DEFAULTS: GenericSettings = {
  service: uuid('00'),
  characteristic: uuid('01'),
  control: null,
  rateHz: 100,
  head: 'u32us',
  values: 'i16',
  accPerG: 8192,
  gyrPerDegPerS: 16,
  samplesPerPacket: 1,
};
const HEAD_BYTES = { u32us: 4, u32ms: 4, u16count: 2, none: 0 };
const VALUE_BYTES = { i16: 2, f32: 4 };

export const generic = defineVirtualSensor({
  kind: 'generic',
  name: 'Surefoot Nano',
  mtu: 247,
  // micros() and millis() of a sketch count in 32 bits.
  clock: ({ head }) => ({ tickS: head === 'u32ms' ? 1e-3 : 1e-6, wrapBits: 32 }),
  switchOn: (device) => {
    const settings: GenericSettings = { ...DEFAULTS, ...(device.options.settings as Partial<GenericSettings> | undefined) };
    const { head, values, samplesPerPacket } = settings;
    const sampler = device.sampler('accGyr', settings.rateHz);
    const acc = new Float64Array(3);
    const gyr = new Float64Array(3);
    const headBytes = HEAD_BYTES[head];
    const sampleBytes = 6 * VALUE_BYTES[values];
    let packet = new DataView(new ArrayBuffer(headBytes + samplesPerPacket * sampleBytes));
    let filled = 0;
    let first = 0;

    const put = (at: number, value: number): void => {
      if (values === 'f32') packet.setFloat32(at, value, true);
      else packet.setInt16(at, int16(value), true);
    };
    const begin = (number: number, atMs: number): void => {
      packet = new DataView(new ArrayBuffer(packet.byteLength));
      first = number;
      if (head === 'u32us' || head === 'u32ms') packet.setUint32(0, device.clock.reading(atMs), true);
      else if (head === 'u16count') packet.setUint16(0, number % 2 ** 16, true);
    };
    const take = (number: number, atMs: number): void => {
      if (filled === 0) begin(number, atMs);
      device.signal.acc(atMs / 1000, acc);
      device.signal.gyr(atMs / 1000, gyr);
      const at = headBytes + filled * sampleBytes;
      for (let axis = 0; axis < 3; axis++) {
        put(at + axis * VALUE_BYTES[values], (acc[axis] / GRAVITY_MPS2) * settings.accPerG);
        put(at + (3 + axis) * VALUE_BYTES[values], gyr[axis] * settings.gyrPerDegPerS);
      }
      if (++filled < samplesPerPacket) return;
      filled = 0;
      device.notify(stream, new Uint8Array(packet.buffer), sampler.truth, first, samplesPerPacket);
    };
    const stop = (): void => {
      sampler.stop();
      sampler.truth.lose(first, filled, 'notTaken');
      filled = 0;
    };
    const run = (on: boolean): void => (on ? sampler.start(device.nowMs) : stop());
    const stream: GattCharacteristic = {
      uuid: settings.characteristic,
      properties: PROPERTY.notify,
      subscribed: (on) => {
        if (!on || settings.control === null) run(on);
      },
    };
    const control: GattCharacteristic | null = settings.control === null ? null : {
      uuid: settings.control,
      properties: PROPERTY.write | PROPERTY.writeWithoutResponse,
      write: (bytes) => {
        run(bytes[0] === 1);
        return ATT_ERROR.none;
      },
    };
    return {
      advertised: { services: [settings.service] },
      services: [{ uuid: settings.service, characteristics: control ? [stream, control] : [stream] }, batteryService(device)],
      advanceTo: (untilMs) => sampler.advanceTo(untilMs, take),
      linkDown: stop,
    };
  },
});
