/**
 * What a controller tells its host, as bytes. Source: Bluetooth Core 5.4, Vol 4 Part E section 7.7.
 * Connection intervals are in steps of 1.25 ms, supervision timeouts in steps of 10 ms.
 */
import { addressBytes, concatBytes, u16 } from '../bytes.ts';
import { H4 } from './h4.ts';

/** Reasons and errors. Source: Core 5.4, Vol 1 Part F. */
export const STATUS = {
  ok: 0x00,
  unknownCommand: 0x01,
  unknownConnection: 0x02,
  connectionTimeout: 0x08,
  connectionExists: 0x0b,
  disallowed: 0x0c,
  remoteEnded: 0x13,
  localEnded: 0x16,
  failedToEstablish: 0x3e,
} as const;

/** What the two sides agreed on. */
export interface ConnectionParameters {
  readonly intervalSteps: number;
  readonly latency: number;
  readonly timeoutSteps: number;
}

/** What the computer asks for when it wishes to connect. */
export interface ConnectionRequest {
  readonly address: string;
  readonly minSteps: number;
  readonly maxSteps: number;
  readonly latency: number;
  readonly timeoutSteps: number;
}

/** The sensor's wish, within what the computer allows. @param wishMs wished interval */
export function agreed({ minSteps, maxSteps, latency, timeoutSteps }: Omit<ConnectionRequest, 'address'>, wishMs: number): ConnectionParameters {
  return { intervalSteps: Math.max(minSteps, Math.min(maxSteps, Math.round(wishMs / 1.25))), latency, timeoutSteps };
}

function event(code: number, ...parameters: readonly ArrayLike<number>[]): Uint8Array {
  const body = concatBytes(...parameters);
  return concatBytes([H4.event, code, body.length], body);
}

/** Numbers of commands the host may send before the next such event: always one. */
const COMMANDS_FREE = 1;

export function commandComplete(opcode: number, ...answer: readonly ArrayLike<number>[]): Uint8Array {
  return event(0x0e, [COMMANDS_FREE, ...u16(opcode)], ...answer);
}

export function commandStatus(opcode: number, status: number): Uint8Array {
  return event(0x0f, [status, COMMANDS_FREE, ...u16(opcode)]);
}

export function disconnectionComplete(handle: number, reason: number): Uint8Array {
  return event(0x05, [STATUS.ok, ...u16(handle), reason]);
}

/** The controller's buffer for this connection is free again, `count` times. */
export function completedPackets(handle: number, count: number): Uint8Array {
  return event(0x13, [1, ...u16(handle), ...u16(count)]);
}

/** @param handle 0 and @param address null where no connection came about */
export function connectionComplete(status: number, handle: number, address: string | null, parameters: ConnectionParameters): Uint8Array {
  const { intervalSteps, latency, timeoutSteps } = parameters;
  return event(0x3e, [0x01, status, ...u16(handle), 0x00, 0x00], address === null ? new Uint8Array(6) : addressBytes(address),
    [...u16(intervalSteps), ...u16(latency), ...u16(timeoutSteps), 0x00]);
}

export function connectionUpdateComplete(handle: number, { intervalSteps, latency, timeoutSteps }: ConnectionParameters): Uint8Array {
  return event(0x3e, [0x03, STATUS.ok, ...u16(handle), ...u16(intervalSteps), ...u16(latency), ...u16(timeoutSteps)]);
}

/** Supported features of the other side: none that would change how it is spoken to. */
export function remoteFeaturesComplete(handle: number): Uint8Array {
  return event(0x3e, [0x04, STATUS.ok, ...u16(handle)], new Uint8Array(8));
}

export function remoteVersionComplete(handle: number): Uint8Array {
  return event(0x0c, [STATUS.ok, ...u16(handle), 0x09, ...u16(0x0059), ...u16(0)]);
}

/** Kinds of advertising report. */
export const REPORT = { connectable: 0x00, plain: 0x03, scanResponse: 0x04 } as const;

/** @param data at most 31 bytes @param rssi dBm */
export function advertisingReport(kind: number, address: string, data: Uint8Array, rssi: number): Uint8Array {
  return event(0x3e, [0x02, 0x01, kind, 0x00], addressBytes(address), [data.length], data, [rssi & 0xff]);
}
