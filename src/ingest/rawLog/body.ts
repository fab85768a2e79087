import type { RawEntry, RawPacket, SessionHeader, SessionMark } from './entries.ts';
import { byteFault } from './fault.ts';
import { MAX_BODY_BYTES, MAX_HEADER_BYTES } from './frame.ts';

/** First byte of a body. */
const KIND = { header: 1, packet: 2, mark: 3 } as const;
/** Kind, sensor, channel (u8 each), arrival (f64, ms), then the payload. */
const PACKET_HEAD_BYTES = 11;
/** Characters of a reason or message that are kept: what a system says can be long. */
const MAX_WORDS = 1000;

export function packetBytes({ payload }: RawPacket): number {
  return PACKET_HEAD_BYTES + payload.length;
}

/** Writes a packet's body without making anything. @throws RangeError for numbers that do not fit */
export function writePacket(buffer: Buffer, at: number, { sensor, channel, arrivalMs, payload }: RawPacket): void {
  buffer[at] = KIND.packet;
  buffer.writeUInt8(sensor, at + 1);
  buffer.writeUInt8(channel, at + 2);
  buffer.writeDoubleLE(arrivalMs, at + 3);
  buffer.set(payload, at + PACKET_HEAD_BYTES);
}

/** @throws RangeError where sensors bring descriptions of more than a megabyte */
export function headerBody(header: SessionHeader): Buffer {
  const body = jsonBody(KIND.header, JSON.stringify(header));
  if (body.length > MAX_HEADER_BYTES) throw new RangeError(`the header of a raw log has ${body.length} bytes; ${MAX_HEADER_BYTES} fit`);
  return body;
}

/** @throws RangeError for a mark of absurd size */
export function markBody(mark: SessionMark): Buffer {
  const body = jsonBody(KIND.mark, JSON.stringify(mark, (_, value: unknown) => (typeof value === 'string' ? value.slice(0, MAX_WORDS) : value)));
  if (body.length > MAX_BODY_BYTES) throw new RangeError(`a mark of a raw log has ${body.length} bytes; ${MAX_BODY_BYTES} fit`);
  return body;
}

function jsonBody(kind: number, text: string): Buffer {
  return Buffer.concat([Uint8Array.of(kind), Buffer.from(text)]);
}

/** Whether a body can begin so; a quick look before a checksum is computed. */
export function isKind(byte: number): boolean {
  return byte === KIND.header || byte === KIND.packet || byte === KIND.mark;
}

/**
 * A body whose checksum is right, as an entry. A packet's payload is a copy.
 * @throws AppError BAD_RECORDING for what this version does not know
 */
export function readBody(body: Buffer, path: string, at: number): RawEntry {
  const kind = body[0];
  if (kind === KIND.packet && body.length >= PACKET_HEAD_BYTES) {
    return {
      kind: 'packet',
      packet: { sensor: body[1], channel: body[2], arrivalMs: body.readDoubleLE(3), payload: new Uint8Array(body.subarray(PACKET_HEAD_BYTES)) },
    };
  }
  if (kind === KIND.header || kind === KIND.mark) {
    const value: unknown = jsonOf(body.toString('utf8', 1));
    if (typeof value === 'object' && value !== null) {
      return kind === KIND.header ? { kind: 'header', header: value as SessionHeader } : { kind: 'mark', mark: value as SessionMark };
    }
  }
  throw byteFault(path, at, 'the entry that begins here is none that this version knows; update the software.');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
