import type { Characteristic } from '../../transports/ble/central.ts';

/**
 * Names and bytes of the DOT's services. All numbers are little-endian.
 * Source: Movella DOT BLE Service Specification, XD0506P revision C (July 2023), sections 1 to 4.
 */
function uuid(short: string): string {
  return `1517${short}494711e98646d663bd873d93`;
}

function at(service: string, characteristic: string): Characteristic {
  return { service: uuid(service), characteristic: uuid(characteristic) };
}

/** Table 2 and the tables of each service. */
export const DOT = {
  deviceInformation: at('1000', '1001'),
  deviceControl: at('1000', '1002'),
  deviceReport: at('1000', '1004'),
  measurementControl: at('2000', '2001'),
  longPayload: at('2000', '2002'),
  mediumPayload: at('2000', '2003'),
  battery: at('3000', '3001'),
  messageControl: at('7000', '7001'),
  messageAcknowledge: at('7000', '7002'),
  messageNotification: at('7000', '7003'),
} as const satisfies Record<string, Characteristic>;

/** Characteristics whose notifications are kept: a channel is an index. */
export const DOT_CHANNELS = [DOT.mediumPayload, DOT.longPayload, DOT.deviceReport, DOT.messageNotification] as const;
export const CHANNEL = { mediumPayload: 0, longPayload: 1, deviceReport: 2, message: 3 } as const;

/** Company id of Movella in advertisements (table 3). */
export const DOT_COMPANY_ID = 0x0886;

/** Rates at which it streams, Hz (table 7). 120 Hz is for recording inside the sensor. */
export const DOT_RATES_HZ = [1, 4, 10, 12, 15, 20, 30, 60] as const;

/** Table 7: length, and where the rate and the filter profile stand. */
const DEVICE_CONTROL_BYTES = 32;
const RATE_AT = 24;
const FILTER_AT = 26;
/** Bits of the visit mask: only what they name is set, the rest (such as the tag) stays as it is. */
const VISIT_RATE = 1 << 4;
const VISIT_FILTER = 1 << 5;
/** Table 8: "General", for ordinary human motion. */
const FILTER_GENERAL = 0;

/** What sets rate and filter profile and touches nothing else. @param rateHz one of DOT_RATES_HZ */
export function rateAndFilter(rateHz: number): Uint8Array {
  const bytes = new Uint8Array(DEVICE_CONTROL_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = VISIT_RATE | VISIT_FILTER;
  view.setUint16(RATE_AT, rateHz, true);
  bytes[FILTER_AT] = FILTER_GENERAL;
  return bytes;
}

/** The rate that is set, Hz; null where the bytes are no device control characteristic. */
export function rateThatIsSet(deviceControl: Uint8Array): number | null {
  if (deviceControl.length !== DEVICE_CONTROL_BYTES) return null;
  return deviceControl[RATE_AT] | (deviceControl[RATE_AT + 1] << 8);
}

/** Starts or stops measuring (table 13). @param mode number of the payload mode */
export function measurement(action: 'start' | 'stop', mode: number): Uint8Array {
  return Uint8Array.of(1, action === 'start' ? 1 : 0, mode);
}
