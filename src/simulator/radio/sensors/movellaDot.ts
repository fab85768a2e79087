/**
 * Movella DOT. Source: "Xsens DOT BLE Services Specifications" XD0506P rev F; mode 26 from the maker's newer firmware as
 * public gateways describe it. It goes on streaming after a lost connection until it is told to stop, and a start while it
 * streams changes nothing.
 */
import { addressBytes, concatBytes, readU16, textBytes, u16 } from '../bytes.ts';
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { Attitude } from '../orientation.ts';
import { defineVirtualSensor, type Firmware } from './define.ts';
import type { Device } from '../device.ts';

const uuid = (part: string): string => `1517${part}-4947-11e9-8646-d663bd873d93`;
const RATES_HZ = [1, 4, 10, 12, 15, 20, 30, 60];
/** The field of the earth in the room's axes, in the sensor's units; steep, as in the middle of Europe. */
const EARTH_FIELD = [0.45, 0, -0.9];
const VISIT = { identify: 0x01, powerOff: 0x02, rate: 0x10, filter: 0x20 };

interface Mode {
  readonly payload: 'long' | 'medium';
  readonly hasAttitude: boolean;
  readonly hasField: boolean;
}

const MODES: ReadonlyMap<number, Mode> = new Map<number, Mode>([
  [20, { payload: 'medium', hasAttitude: false, hasField: true }],
  [21, { payload: 'medium', hasAttitude: false, hasField: false }],
  [26, { payload: 'long', hasAttitude: true, hasField: false }],
]);
const PAYLOAD_BYTES = { long: 63, medium: 40 };

export const movellaDot = defineVirtualSensor({
  kind: 'movellaDot',
  name: 'Movella DOT',
  mtu: 247,
  clock: () => ({ tickS: 1e-6, wrapBits: 32 }),
  switchOn,
});

function switchOn(device: Device): Firmware {
  const control = new Uint8Array(32);
  control.set([...u16(60)], 24);
  const sampler = device.sampler('accGyr', 60);
  let mode: Mode | null = null;
  let modeId = 21;
  let attitude = new Attitude();
  const acc = new Float64Array(3);
  const gyr = new Float64Array(3);

  const packet = (atMs: number, { payload, hasAttitude, hasField }: Mode): Uint8Array => {
    device.signal.acc(atMs / 1000, acc);
    device.signal.gyr(atMs / 1000, gyr);
    const bytes = new Uint8Array(PAYLOAD_BYTES[payload]);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, device.clock.reading(atMs), true);
    let at = 4;
    const write = (values: ArrayLike<number>): void => {
      for (let i = 0; i < values.length; i++, at += 4) view.setFloat32(at, values[i], true);
    };
    if (hasAttitude || hasField) attitude.turn(atMs, acc, gyr);
    if (hasAttitude) write(attitude.q);
    write(acc);
    write(gyr);
    if (hasField) for (const part of attitude.inSensor(EARTH_FIELD)) view.setInt16((at += 2) - 2, Math.round(part * 4096), true);
    return bytes;
  };

  const writeControl = (bytes: Uint8Array): number => {
    if (bytes.length !== control.length) return ATT_ERROR.invalidLength;
    const visit = bytes[0];
    if (visit & VISIT.rate) {
      const rateHz = readU16(bytes, 24);
      if (!RATES_HZ.includes(rateHz)) return ATT_ERROR.valueNotAllowed;
      if (mode) return ATT_ERROR.unlikely;
      control.set(u16(rateHz), 24);
      sampler.setRate(rateHz, device.nowMs);
    }
    if (visit & VISIT.filter) control[26] = bytes[26];
    if (visit & VISIT.identify) device.identified++;
    if (visit & VISIT.powerOff && bytes[2] === 1) device.switchOff();
    return ATT_ERROR.none;
  };

  const startOrStop = (bytes: Uint8Array): number => {
    if (bytes.length !== 3) return ATT_ERROR.invalidLength;
    const [type, action, id] = bytes;
    const wanted = MODES.get(id);
    if (type !== 1 || action > 1 || !wanted) return ATT_ERROR.valueNotAllowed;
    if (action === 0) {
      mode = null;
      sampler.stop();
    } else if (!mode) {
      mode = wanted;
      modeId = id;
      attitude = new Attitude();
      sampler.start(device.nowMs);
    }
    return ATT_ERROR.none;
  };

  const payloads: Record<'long' | 'medium' | 'short', GattCharacteristic> = {
    long: { uuid: uuid('2002'), properties: PROPERTY.notify },
    medium: { uuid: uuid('2003'), properties: PROPERTY.notify },
    short: { uuid: uuid('2004'), properties: PROPERTY.notify },
  };
  const battery: GattCharacteristic = {
    uuid: uuid('3001'),
    properties: PROPERTY.read | PROPERTY.notify,
    read: () => Uint8Array.of(device.batteryPct(), 0),
  };
  let toldPct = device.batteryPct();

  return {
    advertised: { services: [], manufacturerData: Uint8Array.of(0x86, 0x08) },
    services: [
      {
        uuid: uuid('1000'),
        characteristics: [
          { uuid: uuid('1001'), properties: PROPERTY.read, read: () => deviceInfo(device) },
          { uuid: uuid('1002'), properties: PROPERTY.read | PROPERTY.write, read: () => control.slice(), write: writeControl },
          { uuid: uuid('1004'), properties: PROPERTY.notify },
        ],
      },
      {
        uuid: uuid('2000'),
        characteristics: [
          { uuid: uuid('2001'), properties: PROPERTY.read | PROPERTY.write, read: () => Uint8Array.of(1, mode ? 1 : 0, modeId), write: startOrStop },
          payloads.long,
          payloads.medium,
          payloads.short,
        ],
      },
      { uuid: uuid('3000'), characteristics: [battery] },
    ],
    advanceTo: (untilMs) => {
      sampler.advanceTo(untilMs, (number, atMs) => {
        if (mode) device.notify(payloads[mode.payload], packet(atMs, mode), sampler.truth, number, 1);
      });
      const pct = device.batteryPct();
      if (pct !== toldPct) device.reply(battery, Uint8Array.of(pct, 0));
      toldPct = pct;
    },
  };
}

/** Address, firmware 2.3.1 and the day it was built, a build number, the serial number and the product's code: 34 bytes. */
function deviceInfo(device: Device): Uint8Array {
  const serial = addressBytes(device.options.address);
  return concatBytes(serial, [2, 3, 1], u16(2023), [5, 15, 12, 0, 0], [0, 0, 0, 0], serial, [0, 0], textBytes('XS-T01'));
}
