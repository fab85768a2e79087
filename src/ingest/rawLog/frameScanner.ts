import { FRAME_HEAD_BYTES, frameChecksum, MAX_BODY_BYTES, MAX_HEADER_BYTES } from './frame.ts';
import { isKind } from './body.ts';

/** Bytes that are no frame, with whole frames after them. */
export interface LogDamage {
  readonly stretches: number;
  readonly bytes: number;
  /** Offset in the file of the first of them; null without any. */
  readonly firstAt: number | null;
}

/** @param body valid during the call only @param at offset of its frame in the file */
export type OnBody = (body: Buffer, at: number) => void;

/**
 * Finds the frames in bytes that come piece by piece, in constant memory.
 *
 * A frame is believed when its checksum is right. Where one is not, the scanner looks for the next offset at which a frame is
 * right and goes on there: a damaged byte costs the packet it is in and no other. Bytes after the last right frame are a torn
 * tail. By chance alone a wrong frame is believed once in 2^32 offsets that look like one.
 */
export class FrameScanner {
  #damage: LogDamage = { stretches: 0, bytes: 0, firstAt: null };
  /** Offset in the file of the next byte that is not yet looked at. */
  #at: number;
  #rest: Buffer = Buffer.alloc(0);
  #lostFrom = -1;
  #first = true;

  /** @param start offset in the file of the first byte */
  constructor(start: number) {
    this.#at = start;
  }

  push(bytes: Buffer, onBody: OnBody): void {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const used = this.#scan(all, false, onBody);
    // A copy: the caller uses its buffer again.
    this.#rest = Buffer.from(all.subarray(used));
  }

  /** No more bytes follow. */
  end(onBody: OnBody): { readonly tornBytes: number; readonly damage: LogDamage } {
    this.#scan(this.#rest, true, onBody);
    this.#rest = Buffer.alloc(0);
    return { tornBytes: this.#lostFrom >= 0 ? this.#at - this.#lostFrom : 0, damage: this.#damage };
  }

  /** @returns bytes that are done with */
  #scan(all: Buffer, isEnd: boolean, onBody: OnBody): number {
    let used = 0;
    while (used < all.length) {
      const length = this.#frameAt(all, used);
      if (length < 0 && !isEnd) break;
      const step = length > 0 ? FRAME_HEAD_BYTES + length : 1;
      if (length > 0) {
        this.#endDamage();
        onBody(all.subarray(used + FRAME_HEAD_BYTES, used + step), this.#at);
      } else if (this.#lostFrom < 0) {
        this.#lostFrom = this.#at;
      }
      used += step;
      this.#at += step;
      this.#first = false;
    }
    return used;
  }

  /** Length of the body of a right frame, 0 where there is none, -1 where more bytes must come to tell. */
  #frameAt(all: Buffer, at: number): number {
    const left = all.length - at;
    if (left <= FRAME_HEAD_BYTES) return -1;
    const length = all.readUInt32LE(at);
    const bodyAt = at + FRAME_HEAD_BYTES;
    if (length === 0 || length > (this.#first ? MAX_HEADER_BYTES : MAX_BODY_BYTES) || !isKind(all[bodyAt])) return 0;
    if (left < FRAME_HEAD_BYTES + length) return -1;
    return frameChecksum(all.subarray(bodyAt, bodyAt + length)) === all.readUInt32LE(at + 4) ? length : 0;
  }

  #endDamage(): void {
    if (this.#lostFrom < 0) return;
    const { stretches, bytes, firstAt } = this.#damage;
    this.#damage = { stretches: stretches + 1, bytes: bytes + this.#at - this.#lostFrom, firstAt: firstAt ?? this.#lostFrom };
    this.#lostFrom = -1;
  }
}
