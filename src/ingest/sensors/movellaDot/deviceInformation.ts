import { addressText } from './messages.ts';

/** What a DOT says about itself. */
export interface DotInformation {
  /** `D4:22:CD:00:12:34` */
  readonly address: string;
  /** `2.4.0` */
  readonly firmware: string;
  /** When the firmware was built, as the sensor writes it, without a time zone: `2023-05-16T09:30:00`. */
  readonly built: string;
  /** Twelve or more hexadecimal digits. */
  readonly serial: string;
  /** `XS-T01` is the first generation, `XS-T02` the second. */
  readonly productCode: string;
}

/** Table 6. Early firmware ends before the product code. */
const BYTES = 34;
const BYTES_WITHOUT_CODE = 28;

/**
 * Reads the device information characteristic.
 * Source: Movella DOT BLE Service Specification, XD0506P revision C, section 2.1.
 * @returns null where the bytes are something else
 */
export function dotInformation(bytes: Uint8Array): DotInformation | null {
  if (bytes.length !== BYTES && bytes.length !== BYTES_WITHOUT_CODE) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [major, minor, revision] = bytes.subarray(6, 9);
  const [month, day, hour, minute, second] = bytes.subarray(11, 16);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    address: addressText(bytes.subarray(0, 6)),
    firmware: `${major}.${minor}.${revision}`,
    built: `${view.getUint16(9, true)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`,
    serial: view.getBigUint64(20, true).toString(16).toUpperCase().padStart(12, '0'),
    productCode: String.fromCharCode(...bytes.subarray(BYTES_WITHOUT_CODE)).replace(/[^\x20-\x7e]/g, ''),
  };
}
