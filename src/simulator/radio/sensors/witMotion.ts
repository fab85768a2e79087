/**
 * WitMotion WT901BLE and its kin. Source: WITMOTION's Python SDK for BWT901BLE5.0; manual WT901BLECL pages 16 to 18.
 * Frames of 20 bytes, 16 g and 2000 deg/s full scale; no clock, no counter, no checksum. It streams as soon as it is listened to.
 * Registers are written only within ten seconds of unlocking.
 */
import { concatBytes, readU16, u16 } from '../bytes.ts';
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { Attitude } from '../orientation.ts';
import { defineVirtualSensor } from './define.ts';
import { GRAVITY_MPS2, int16 } from './units.ts';

const uuid = (part: string): string => `0000${part}-0000-1000-8000-00805f9a34fb`;
const RATE_OF_CODE: ReadonlyMap<number, number> = new Map([[0x06, 10], [0x07, 20], [0x08, 50], [0x09, 100], [0x0b, 200]]);
const REGISTER = { save: 0x00, rate: 0x03, read: 0x27, magneticField: 0x3a, temperature: 0x40, attitude: 0x51, battery: 0x64, unlock: 0x69 };
const UNLOCK_WORD = 0xb588;
const UNLOCKED_MS = 10_000;

export const witMotion = defineVirtualSensor({
  kind: 'witMotion',
  name: 'WT901BLE68',
  mtu: 247,
  clock: () => null,
  switchOn: (device) => {
    const sampler = device.sampler('accGyr', 10);
    const attitude = new Attitude();
    const acc = new Float64Array(3);
    const gyr = new Float64Array(3);
    let rateCode = 0x06;
    let unlockedUntilMs = -1;

    const notified: GattCharacteristic = {
      uuid: uuid('ffe4'),
      properties: PROPERTY.notify,
      subscribed: (on) => (on ? sampler.start(device.nowMs) : sampler.stop()),
    };
    /** What a register and its seven followers hold. */
    const words = (register: number): readonly number[] => {
      if (register === REGISTER.attitude) return Array.from(attitude.q, (part) => int16(part * 32768));
      if (register === REGISTER.temperature) return [2500];
      if (register === REGISTER.magneticField) return attitude.inSensor([160, 0, -350]).map(int16);
      if (register === REGISTER.rate) return [rateCode];
      // Hundredths of a volt of a lithium cell.
      if (register === REGISTER.battery) return [340 + Math.round(device.batteryPct() * 0.6)];
      return [];
    };
    const registerAnswer = (register: number): Uint8Array => {
      const held = words(register);
      return concatBytes([0x55, 0x71, ...u16(register)], Array.from({ length: 8 }, (_, i) => u16((held[i] ?? 0) & 0xffff)).flat());
    };
    const write = (bytes: Uint8Array): number => {
      if (bytes.length !== 5 || bytes[0] !== 0xff || bytes[1] !== 0xaa) return ATT_ERROR.none;
      const value = readU16(bytes, 3);
      if (bytes[2] === REGISTER.unlock) {
        if (value === UNLOCK_WORD) unlockedUntilMs = device.nowMs + UNLOCKED_MS;
      } else if (bytes[2] === REGISTER.read) {
        device.reply(notified, registerAnswer(value));
      } else if (bytes[2] === REGISTER.rate && device.nowMs < unlockedUntilMs) {
        const rateHz = RATE_OF_CODE.get(value);
        if (rateHz !== undefined) {
          rateCode = value;
          sampler.setRate(rateHz, device.nowMs);
        }
      }
      return ATT_ERROR.none;
    };
    const packet = (atMs: number): Uint8Array => {
      device.signal.acc(atMs / 1000, acc);
      device.signal.gyr(atMs / 1000, gyr);
      attitude.turn(atMs, acc, gyr);
      const view = new DataView(new ArrayBuffer(20));
      view.setUint16(0, 0x6155, true);
      const angles = eulerDeg(attitude.q);
      for (let axis = 0; axis < 3; axis++) {
        view.setInt16(2 + 2 * axis, int16((acc[axis] / GRAVITY_MPS2 / 16) * 32768), true);
        view.setInt16(8 + 2 * axis, int16((gyr[axis] / 2000) * 32768), true);
        view.setInt16(14 + 2 * axis, int16((angles[axis] / 180) * 32768), true);
      }
      return new Uint8Array(view.buffer);
    };
    return {
      advertised: { services: [uuid('ffe5')] },
      services: [{
        uuid: uuid('ffe5'),
        characteristics: [notified, { uuid: uuid('ffe9'), properties: PROPERTY.write | PROPERTY.writeWithoutResponse, write }],
      }],
      advanceTo: (untilMs) => sampler.advanceTo(untilMs, (number, atMs) => device.notify(notified, packet(atMs), sampler.truth, number, 1)),
      linkDown: () => sampler.stop(),
    };
  },
});

/** Roll, pitch and yaw, deg. */
function eulerDeg([w, x, y, z]: Float64Array): readonly [number, number, number] {
  const deg = 180 / Math.PI;
  const pitch = Math.asin(Math.max(-1, Math.min(1, 2 * (w * y - z * x))));
  return [Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)) * deg, pitch * deg, Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)) * deg];
}
