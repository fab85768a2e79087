/** What can go wrong with one sensor. Times are seconds; what has no duration happens at once. */
export type FaultKind =
  /** Nothing gets through; beyond the supervision timeout the connection is lost. */
  | { readonly kind: 'stall'; readonly forS: number }
  /** As `stall`, and it is not heard by those who look for it. */
  | { readonly kind: 'outOfReach'; readonly forS: number }
  /** The connection ends. @property reason HCI reason, 0x08 (timeout) where absent */
  | { readonly kind: 'drop'; readonly reason?: number }
  /** The sensor's queue has no room for the next packets. */
  | { readonly kind: 'overflow'; readonly packets: number }
  /** The next packets arrive damaged: cut, empty, too long, or random bytes (which a receiver without a checksum cannot tell). */
  | { readonly kind: 'malformed'; readonly packets: number; readonly how?: 'short' | 'empty' | 'long' | 'noise' }
  /** The next requests of this kind are answered by an error. */
  | { readonly kind: 'attError'; readonly on: AttRequest; readonly code: number; readonly times?: number }
  /** The next requests of this kind are not answered at all. */
  | { readonly kind: 'noAnswer'; readonly on: AttRequest; readonly times?: number }
  /** The next attempts to connect fail. */
  | { readonly kind: 'connectFails'; readonly times?: number }
  /** Each packet is taken out of the sensor's queue with this probability. */
  | { readonly kind: 'loss'; readonly fraction: number; readonly forS: number }
  /** Switched off, and on again after a while: its clock begins anew and it has forgotten everything. */
  | { readonly kind: 'reboot'; readonly offS: number }
  /** The connection stays, but no sample is sent. */
  | { readonly kind: 'silent'; readonly forS: number }
  /** The sensor's clock is set at the start so that it wraps at this moment. */
  | { readonly kind: 'wrap' };

export type AttRequest = 'mtu' | 'discover' | 'read' | 'write' | 'subscribe';

export type Fault = FaultKind & {
  /** Seconds since the radio started, or since the sensor first sent a sample. */
  readonly atS: number;
  readonly since?: 'radio' | 'streaming';
  /** Address or name of the sensor; every sensor where absent. */
  readonly sensor?: string;
};

/** The faults of one sensor that last, as they stand. */
export class Troubles {
  stalledUntilMs = 0;
  awayUntilMs = 0;
  silentUntilMs = -1;
  overflowing = 0;
  malformed = 0;
  malformedHow: 'short' | 'empty' | 'long' | 'noise' = 'short';
  lossFraction = 0;
  lossUntilMs = 0;
  failingConnects = 0;
  readonly #requests: { readonly on: AttRequest; readonly code: number | null; left: number }[] = [];

  /** @param code null: no answer at all */
  troubleRequests(on: AttRequest, code: number | null, times: number): void {
    this.#requests.push({ on, code, left: times });
  }

  /** What is to happen to this request: undefined for nothing, null for no answer, else an error. Uses the trouble up. */
  ofRequest(on: AttRequest): number | null | undefined {
    const trouble = this.#requests.find((each) => each.on === on && each.left > 0);
    if (!trouble) return undefined;
    trouble.left--;
    return trouble.code;
  }

  /** The radio cannot reach the sensor. */
  isUnreachable(nowMs: number): boolean {
    return nowMs < this.stalledUntilMs || nowMs < this.awayUntilMs;
  }
}

/** A damaged copy. @param uniform draws in [0, 1) */
export function damaged(bytes: Uint8Array, how: Troubles['malformedHow'], uniform: () => number): Uint8Array {
  switch (how) {
    case 'short': return bytes.slice(0, Math.floor(bytes.length / 2));
    case 'empty': return new Uint8Array(0);
    case 'long': return Uint8Array.from({ length: bytes.length + 3 }, (_, i) => bytes[i] ?? 0xa5);
    case 'noise': return bytes.map(() => Math.floor(256 * uniform()));
  }
}
