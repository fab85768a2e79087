/**
 * Data between host and controller: L2CAP frames cut into ACL packets. Source: Bluetooth Core 5.4, Vol 4 Part E section 5.4.2
 * and Vol 3 Part A section 3.1.
 */
import { concatBytes, readU16 } from '../bytes.ts';
import { H4 } from './h4.ts';

/** Channels of a Low Energy link. */
export const CHANNEL = { att: 0x0004, signalling: 0x0005, security: 0x0006 } as const;

const ACL_HEADER = 5;
const L2CAP_HEADER = 4;
/** Packet boundary flags, from controller to host: first of a frame, and continuation. */
const FIRST = 0x2000;
const CONTINUED = 0x1000;

/** One frame as the packets a host gets. @param limit most data bytes of one packet */
export function aclPackets(handle: number, channel: number, frame: Uint8Array, limit: number): readonly Uint8Array[] {
  const whole = L2CAP_HEADER + frame.length;
  if (whole <= limit) return [firstPacket(handle, channel, frame, frame.length)];
  const packets = [firstPacket(handle, channel, frame, limit - L2CAP_HEADER)];
  for (let at = limit - L2CAP_HEADER; at < frame.length; at += limit) {
    const part = frame.subarray(at, at + limit);
    packets.push(concatBytes([H4.acl, handle & 0xff, ((handle | CONTINUED) >> 8) & 0xff, part.length & 0xff, part.length >> 8], part));
  }
  return packets;
}

function firstPacket(handle: number, channel: number, frame: Uint8Array, count: number): Uint8Array {
  const packet = new Uint8Array(ACL_HEADER + L2CAP_HEADER + count);
  const view = new DataView(packet.buffer);
  packet[0] = H4.acl;
  view.setUint16(1, handle | FIRST, true);
  view.setUint16(3, L2CAP_HEADER + count, true);
  view.setUint16(5, frame.length, true);
  view.setUint16(7, channel, true);
  packet.set(count === frame.length ? frame : frame.subarray(0, count), ACL_HEADER + L2CAP_HEADER);
  return packet;
}

/** Handle of an ACL packet. */
export function aclHandle(packet: Uint8Array): number {
  return readU16(packet, 1) & 0x0fff;
}

/** Puts the frames of one connection together again. A frame that is broken off by the next one is forgotten. */
export class FrameAssembler {
  #parts: Uint8Array[] = [];
  #missing = 0;

  /** @returns the channel and frame that this packet completed, or null */
  add(packet: Uint8Array): { readonly channel: number; readonly frame: Uint8Array } | null {
    const data = packet.subarray(ACL_HEADER);
    const continued = ((packet[2] >> 4) & 0x3) === 1;
    if (!continued) {
      if (data.length < L2CAP_HEADER) return null;
      this.#parts = [data];
      this.#missing = L2CAP_HEADER + readU16(data, 0) - data.length;
    } else {
      if (this.#parts.length === 0) return null;
      this.#parts.push(data);
      this.#missing -= data.length;
    }
    if (this.#missing > 0) return null;
    const all = this.#parts.length === 1 ? this.#parts[0] : concatBytes(...this.#parts);
    this.#parts = [];
    if (this.#missing < 0) return null;
    return { channel: readU16(all, 2), frame: all.subarray(L2CAP_HEADER) };
  }
}
