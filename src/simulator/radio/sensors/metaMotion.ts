/**
 * Mbientlab MetaMotion R (BMI160) and S (BMI270). Source: MetaWear-SDK-Cpp, src and test.
 * Every frame is [module][register][data]; a register with bit 7 set is a question. Acceleration and rotation are two streams
 * that start on their own. Plain frames tell no time; an accounter (a processor behind the sensor) puts a clock or a count before
 * each sample. What was set up goes on over a lost connection.
 */
import { concatBytes, u16 } from '../bytes.ts';
import type { Device } from '../device.ts';
import { ATT_ERROR } from '../gatt/att.ts';
import { PROPERTY, type GattCharacteristic } from '../gatt/attributes.ts';
import { batteryService, deviceInformation } from './batteryService.ts';
import { defineVirtualSensor, type Firmware, type SampleStreamKind } from './define.ts';
import { MotionModule, type MotionChip } from './metaMotionModule.ts';
import { GRAVITY_MPS2 } from './units.ts';

const uuid = (part: string): string => `326a${part}-85cb-9195-d9dd-464cfbbae75a`;
const MODULE = { acc: 0x03, processor: 0x09, settings: 0x11, gyr: 0x13 } as const;
const PROCESSOR = { add: 0x02, tell: 0x03, remove: 0x06, tellOne: 0x07, removeAll: 0x08 } as const;
const BATTERY_REGISTER = 0x0c;
const ACCOUNTER = 0x11;

const ACC_RANGE_BMI160: ReadonlyMap<number, number> = new Map([[3, 2], [5, 4], [8, 8], [12, 16]]);
const ACC_RANGE_BMI270: ReadonlyMap<number, number> = new Map([[0, 2], [1, 4], [2, 8], [3, 16]]);
const GYR_RANGE: ReadonlyMap<number, number> = new Map([[0, 2000], [1, 1000], [2, 500], [3, 250], [4, 125]]);
/** Least significant bits of 1 g at 1 g full scale, and of 1 deg/s at 1 deg/s. */
const ACC_SCALE = 32768;
const GYR_SCALE = 32800;

const ACC_BMI160: MotionChip = { module: MODULE.acc, chip: 1, data: 0x04, packed: 0x1c, ranges: ACC_RANGE_BMI160, scale: ACC_SCALE };
const GYR_BMI160: MotionChip = { module: MODULE.gyr, chip: 0, data: 0x05, packed: 0x07, ranges: GYR_RANGE, scale: GYR_SCALE };
const ACC_BMI270: MotionChip = { module: MODULE.acc, chip: 4, data: 0x04, packed: 0x05, ranges: ACC_RANGE_BMI270, scale: ACC_SCALE };
const GYR_BMI270: MotionChip = { module: MODULE.gyr, chip: 1, data: 0x04, packed: 0x05, ranges: GYR_RANGE, scale: GYR_SCALE };

/** Ticks of the board's clock in an accounter: 48 of a 32 768 Hz crystal. */
const clock = (): { tickS: number; wrapBits: number } => ({ tickS: 48 / 32768, wrapBits: 32 });

export const metaMotionR = defineVirtualSensor({
  kind: 'metaMotionR',
  name: 'MetaWear',
  mtu: 23,
  clock,
  switchOn: (device) => board(device, ACC_BMI160, GYR_BMI160, '5'),
});

export const metaMotionS = defineVirtualSensor({
  kind: 'metaMotionS',
  name: 'MetaWear',
  mtu: 23,
  clock,
  switchOn: (device) => board(device, ACC_BMI270, GYR_BMI270, '8'),
});

function board(device: Device, accChip: MotionChip, gyrChip: MotionChip, modelNumber: string): Firmware {
  const told: GattCharacteristic = { uuid: uuid('9006'), properties: PROPERTY.notify };
  const part = (measures: SampleStreamKind, chip: MotionChip, read: (timeS: number, into: Float64Array) => void): MotionModule =>
    new MotionModule(device, told, chip, device.sampler(measures, 100), read);
  const acc = part('acc', accChip, (timeS, into) => {
    device.signal.acc(timeS, into);
    for (let axis = 0; axis < 3; axis++) into[axis] /= GRAVITY_MPS2;
  });
  const gyr = part('gyr', gyrChip, (timeS, into) => device.signal.gyr(timeS, into));
  const modules = [acc, gyr];
  let nextProcessor = 0;

  const processor = (register: number, data: Uint8Array): void => {
    if (register === PROCESSOR.add) {
      // Source module and register, 0xff, length and offset, then the processor: an accounter, its mode, its prescaler.
      const [module, source, , , kind, mode] = data;
      const fed = modules.find(({ chip }) => chip.module === module && chip.data === source);
      if (kind !== ACCOUNTER || !fed) return;
      const id = nextProcessor++;
      fed.accounters.push({ id, byCount: (mode & 0x0f) === 0, told: false, count: 0 });
      device.reply(told, Uint8Array.of(MODULE.processor, PROCESSOR.add, id));
    } else if (register === PROCESSOR.tell) {
      for (const each of modules) each.tellsProcessed = data[0] === 1;
    } else if (register === PROCESSOR.tellOne) {
      for (const { accounters } of modules) for (const each of accounters) if (each.id === data[0]) each.told = data[1] === 1;
    } else if (register === PROCESSOR.remove || register === PROCESSOR.removeAll) {
      for (const each of modules) each.accounters = each.accounters.filter(({ id }) => register === PROCESSOR.remove && id !== data[0]);
    }
  };
  const write = (bytes: Uint8Array): number => {
    const [module, register] = bytes;
    const data = bytes.subarray(2);
    const motion = modules.find(({ chip }) => chip.module === module);
    if (register === 0x80) {
      // What is there: the chip and its revision; a module that is missing answers without.
      device.reply(told, motion ? Uint8Array.of(module, 0x80, motion.chip.chip, 1) : module === MODULE.processor ? Uint8Array.of(module, 0x80, 0, 3) : Uint8Array.of(module, 0x80));
    } else if (motion) {
      motion.command(register, data);
    } else if (module === MODULE.processor) {
      processor(register, data);
    } else if (module === MODULE.settings && register === (BATTERY_REGISTER | 0x80)) {
      const pct = device.batteryPct();
      device.reply(told, concatBytes([module, register, pct], u16(3300 + 8 * pct)));
    }
    // Nothing is said about a command that is not known.
    return ATT_ERROR.none;
  };
  return {
    advertised: { services: [uuid('9000')] },
    services: [
      { uuid: uuid('9000'), characteristics: [{ uuid: uuid('9001'), properties: PROPERTY.write | PROPERTY.writeWithoutResponse, write }, told] },
      batteryService(device),
      deviceInformation(device, 'MbientLab Inc', modelNumber),
    ],
    advanceTo: (untilMs) => {
      acc.advanceTo(untilMs);
      gyr.advanceTo(untilMs);
    },
  };
}
