/**
 * Nordic Thingy:52, motion service. Source: Nordic-Thingy52-FW, m_motion.c and ble_tms.h.
 * Raw values are fixed-point: acceleration Q6.10 g, rotation Q11.5 deg/s, field Q12.4 microtesla. No clock, no counter.
 */
import { u16, readU16 } from '../bytes.ts';
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { Attitude } from '../orientation.ts';
import { batteryService } from './batteryService.ts';
import { defineVirtualSensor } from './define.ts';
import { GRAVITY_MPS2, int16 } from './units.ts';

const uuid = (part: string): string => `ef68${part}-9b35-4933-9b10-52ffa9740042`;
/** Microtesla in the room's axes; steep, as in the middle of Europe. */
const EARTH_FIELD = [20, 0, -44];

export const thingy52 = defineVirtualSensor({
  kind: 'thingy52',
  name: 'Thingy',
  mtu: 276,
  clock: () => null,
  switchOn: (device) => {
    // Steps, temperature and compass intervals in ms, motion rate in Hz, wake on motion.
    const configuration = Uint8Array.from([...u16(1000), ...u16(500), ...u16(500), ...u16(10), 1]);
    const sampler = device.sampler('accGyr', 10);
    const attitude = new Attitude();
    const acc = new Float64Array(3);
    const gyr = new Float64Array(3);

    const configure = (bytes: Uint8Array): number => {
      if (bytes.length !== configuration.length) return ATT_ERROR.invalidLength;
      const rateHz = readU16(bytes, 6);
      if (rateHz < 5 || rateHz > 200) return ATT_ERROR.outOfRange;
      configuration.set(bytes);
      sampler.setRate(rateHz, device.nowMs);
      return ATT_ERROR.none;
    };
    const raw: GattCharacteristic = {
      uuid: uuid('0406'),
      properties: PROPERTY.notify,
      // It measures for as long as somebody listens.
      subscribed: (on) => (on ? sampler.start(device.nowMs) : sampler.stop()),
    };
    const packet = (atMs: number): Uint8Array => {
      device.signal.acc(atMs / 1000, acc);
      device.signal.gyr(atMs / 1000, gyr);
      attitude.turn(atMs, acc, gyr);
      const view = new DataView(new ArrayBuffer(18));
      const field = attitude.inSensor(EARTH_FIELD);
      for (let axis = 0; axis < 3; axis++) {
        view.setInt16(2 * axis, int16((acc[axis] / GRAVITY_MPS2) * 1024), true);
        view.setInt16(6 + 2 * axis, int16(gyr[axis] * 32), true);
        view.setInt16(12 + 2 * axis, int16(field[axis] * 16), true);
      }
      return new Uint8Array(view.buffer);
    };
    return {
      advertised: { services: [uuid('0100')] },
      services: [
        { uuid: uuid('0400'), characteristics: [{ uuid: uuid('0401'), properties: PROPERTY.read | PROPERTY.write, read: () => configuration.slice(), write: configure }, raw] },
        batteryService(device),
      ],
      advanceTo: (untilMs) => sampler.advanceTo(untilMs, (number, atMs) => device.notify(raw, packet(atMs), sampler.truth, number, 1)),
      linkDown: () => sampler.stop(),
    };
  },
});
