/**
 * The DOT's message service: MID LEN DATA CHECKSUM, where all bytes together sum to 0 modulo 256.
 * Source: XD0506P revision C, sections 5.1 and 5.3. The messages named here are those of synchronisation (MID 2).
 */
export type DotMessage =
  /** To the sensor: share the clock of the sensor with this address, `D4:22:CD:AA:BB:CC`. */
  | { readonly kind: 'startSync'; readonly rootAddress: string }
  | { readonly kind: 'stopSync' }
  | { readonly kind: 'getSyncStatus' }
  /** From the sensor, read from the acknowledge characteristic. */
  | { readonly kind: 'syncAck'; readonly result: number }
  | { readonly kind: 'stopSyncResult'; readonly done: boolean }
  | { readonly kind: 'syncStatus'; readonly synced: boolean }
  /** In order, but none of these: recording and configuration messages. */
  | { readonly kind: 'other'; readonly mid: number; readonly data: Uint8Array };

const MID_SYNC = 2;
const START = 0x01;
const STOP = 0x02;
const ACK = 0x03;
const GET_STATUS = 0x08;
const STOP_RESULT = 0x50;
const STATUS = 0x51;
const SYNCED = 0x04;
const NOT_SYNCED = 0x09;
const MAX_DATA_BYTES = 157;
const ADDRESS = /^[0-9A-F]{2}(:[0-9A-F]{2}){5}$/i;

/** Table 30: what became of a synchronisation. */
export const SYNC_RESULTS: ReadonlyMap<number, string> = new Map([
  [0, 'synchronised'],
  [5, 'too few packets of the root sensor were heard'],
  [7, 'the clocks run too differently'],
  [8, 'the start was missed'],
  [9, 'synchronisation was not started'],
]);

/** @throws RangeError for an address that is none or data of more than 157 bytes */
export function encodeMessage(message: DotMessage): Uint8Array {
  switch (message.kind) {
    case 'startSync': return framed(MID_SYNC, [START, ...addressBytes(message.rootAddress)]);
    case 'stopSync': return framed(MID_SYNC, [STOP]);
    case 'getSyncStatus': return framed(MID_SYNC, [GET_STATUS]);
    case 'syncAck': return framed(MID_SYNC, [ACK, message.result]);
    case 'stopSyncResult': return framed(MID_SYNC, [STOP_RESULT, message.done ? 0 : 1]);
    case 'syncStatus': return framed(MID_SYNC, [STATUS, message.synced ? SYNCED : NOT_SYNCED]);
    case 'other': return framed(message.mid, [...message.data]);
  }
}

/** @returns null where length or checksum is wrong: such a message must not be acted upon */
export function decodeMessage(bytes: Uint8Array): DotMessage | null {
  if (bytes.length < 3) return null;
  const [mid, length] = bytes;
  // The characteristic is longer than most messages; what follows the checksum is padding.
  if (length > MAX_DATA_BYTES || bytes.length < length + 3 || checksum(bytes.subarray(0, length + 2)) !== bytes[length + 2]) return null;
  const data = bytes.slice(2, 2 + length);
  return (mid === MID_SYNC ? syncMessage(data) : null) ?? { kind: 'other', mid, data };
}

function syncMessage(data: Uint8Array): DotMessage | null {
  const [id, value] = data;
  if (id === START && data.length === 7) return { kind: 'startSync', rootAddress: addressText(data.subarray(1)) };
  if (id === STOP && data.length === 1) return { kind: 'stopSync' };
  if (id === GET_STATUS && data.length === 1) return { kind: 'getSyncStatus' };
  // The table lets the command follow the result, the example does not: both are read.
  if (id === ACK && data.length >= 2) return { kind: 'syncAck', result: value };
  if (id === STOP_RESULT && data.length === 2 && value <= 1) return { kind: 'stopSyncResult', done: value === 0 };
  if (id === STATUS && data.length === 2 && (value === SYNCED || value === NOT_SYNCED)) return { kind: 'syncStatus', synced: value === SYNCED };
  return null;
}

/** The byte that makes the sum of all bytes 0 modulo 256. */
function checksum(bytes: Uint8Array): number {
  return -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;
}

function framed(mid: number, data: readonly number[]): Uint8Array {
  if (data.length > MAX_DATA_BYTES) throw new RangeError(`A DOT message holds ${MAX_DATA_BYTES} bytes of data at most, not ${data.length}.`);
  const body = Uint8Array.of(mid, data.length, ...data);
  return Uint8Array.of(...body, checksum(body));
}

/** An address is sent last byte first. */
function addressBytes(address: string): number[] {
  if (!ADDRESS.test(address)) throw new RangeError(`${JSON.stringify(address)} is no Bluetooth address; write it as D4:22:CD:AA:BB:CC.`);
  return address.split(':').map((byte) => parseInt(byte, 16)).reverse();
}

/** `D4:22:CD:AA:BB:CC` of six bytes as sent. */
export function addressText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).reverse().join(':');
}
