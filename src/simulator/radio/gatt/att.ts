/** The attribute protocol's words. Source: Bluetooth Core 5.4, Vol 3 Part F sections 3.3 and 3.4. */
import { u16 } from '../bytes.ts';

export const ATT = {
  error: 0x01,
  mtuRequest: 0x02,
  mtuAnswer: 0x03,
  findInformation: 0x04,
  findByTypeValue: 0x06,
  readByType: 0x08,
  read: 0x0a,
  readBlob: 0x0c,
  readByGroupType: 0x10,
  write: 0x12,
  prepareWrite: 0x16,
  executeWrite: 0x18,
  notification: 0x1b,
  indication: 0x1d,
  confirmation: 0x1e,
  writeCommand: 0x52,
} as const;

export const ATT_ERROR = {
  none: 0x00,
  invalidHandle: 0x01,
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  invalidPdu: 0x04,
  requestNotSupported: 0x06,
  invalidOffset: 0x07,
  attributeNotFound: 0x0a,
  invalidLength: 0x0d,
  unlikely: 0x0e,
  unsupportedGroup: 0x10,
  valueNotAllowed: 0x13,
  /** Common profile errors (Core specification supplement, part B). */
  cccdImproper: 0xfd,
  outOfRange: 0xff,
} as const;

/** The answer to a request is the next number. */
export function answerTo(request: number): number {
  return request + 1;
}

/** A command is not answered, whatever comes of it. */
export function isCommand(opcode: number): boolean {
  return (opcode & 0x40) !== 0;
}

export function errorAnswer(request: number, handle: number, error: number): Uint8Array {
  return Uint8Array.from([ATT.error, request, ...u16(handle), error]);
}

/** Smallest and, until the two sides agree otherwise, only length of a protocol unit. */
export const DEFAULT_MTU = 23;
