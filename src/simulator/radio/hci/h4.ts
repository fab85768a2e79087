/** Kinds of packet between host and controller. Source: Bluetooth Core 5.4, Vol 4 Part A section 2. */
export const H4 = { command: 0x01, acl: 0x02, event: 0x04 } as const;

/**
 * Cuts a byte stream (a serial line) into whole packets. A byte that begins no packet is left out, as a real line's noise would be.
 * @param onPacket gets each packet with its leading kind; the bytes are its own
 */
export function h4Splitter(onPacket: (packet: Uint8Array) => void): (chunk: Uint8Array) => void {
  let held = new Uint8Array(0);
  return (chunk) => {
    const bytes = held.length === 0 ? chunk : joined(held, chunk);
    let at = 0;
    while (at < bytes.length) {
      const length = packetLength(bytes, at);
      if (length === 0) at++;
      else if (length === null || at + length > bytes.length) break;
      else {
        onPacket(bytes.slice(at, at + length));
        at += length;
      }
    }
    held = bytes.slice(at);
  };
}

/** @returns null while too little is there to tell, 0 where no packet begins */
function packetLength(bytes: Uint8Array, at: number): number | null {
  const there = bytes.length - at;
  switch (bytes[at]) {
    case H4.command: return there < 4 ? null : 4 + bytes[at + 3];
    case H4.event: return there < 3 ? null : 3 + bytes[at + 2];
    case H4.acl: return there < 5 ? null : 5 + (bytes[at + 3] | (bytes[at + 4] << 8));
    default: return 0;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
