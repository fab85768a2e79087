import type { SensorModel } from '../define.ts';

/** Battery Service 1.0 of the Bluetooth SIG. */
export const BATTERY_SERVICE = '180f';

/** One byte, percent. */
export const standardBattery: NonNullable<SensorModel['battery']> = {
  at: { service: BATTERY_SERVICE, characteristic: '2a19' },
  read: (bytes) => (bytes.length >= 1 && bytes[0] <= 100 ? bytes[0] : null),
};
