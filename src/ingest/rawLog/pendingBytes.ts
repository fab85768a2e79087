import { FRAME_HEAD_BYTES, sealFrame } from './frame.ts';

/** Room of one piece: a packet rarely needs a new one, and a commit of some seconds is a few writes. */
const PIECE_BYTES = 64 * 1024;
const KEPT_SPARES = 4;

/** Frames that are not yet on the disk, in order. Pieces are used again, so that packets cost no memory while the disk keeps up. */
export class PendingBytes {
  /** Closed pieces. */
  #taken: Buffer[] = [];
  #filling: Buffer = Buffer.allocUnsafe(PIECE_BYTES);
  #filled = 0;
  #takenBytes = 0;
  /** How much of them has been written, though not yet made durable. */
  #written = 0;
  readonly #spares: Buffer[] = [];

  /** Everything that would be lost if the power failed now. */
  get bytes(): number {
    return this.#takenBytes + this.#filled;
  }

  /** Memory in use: a piece counts whole, however little it holds. */
  get heldBytes(): number {
    return this.#taken.length * PIECE_BYTES + (this.#filled > 0 ? PIECE_BYTES : 0);
  }

  /** Adds a frame whose body `write` puts into its place. */
  add(bodyBytes: number, write: (buffer: Buffer, at: number) => void): void {
    const frameBytes = FRAME_HEAD_BYTES + bodyBytes;
    if (this.#filled + frameBytes > this.#filling.length) this.#turnPage(frameBytes);
    // Filled in first, counted after: a body that throws leaves nothing behind.
    write(this.#filling, this.#filled + FRAME_HEAD_BYTES);
    sealFrame(this.#filling, this.#filled, bodyBytes);
    this.#filled += frameBytes;
  }

  /**
   * Bytes to be written next, at `offset` after what is durable; null when the first `upTo` bytes are written.
   * The piece that is being filled is closed only when those before it found room: a full disk makes no heap of small pieces.
   */
  next(upTo: number): { readonly bytes: Buffer; readonly offset: number } | null {
    if (this.#written >= upTo) return null;
    if (this.#written === this.#takenBytes) this.#turnPage(0);
    let start = 0;
    for (const piece of this.#taken) {
      if (this.#written < start + piece.length) return { bytes: piece.subarray(this.#written - start), offset: this.#written };
      start += piece.length;
    }
    return null;
  }

  wrote(bytes: number): void {
    this.#written += bytes;
  }

  /** Whatever was written after the last sync may be gone: it is written again. */
  unwrite(): void {
    this.#written = 0;
  }

  /** All that was written is on the disk for good. @returns how much that was */
  synced(): number {
    const durable = this.#written;
    let left = durable;
    while (this.#taken.length > 0 && this.#taken[0].length <= left) {
      const piece = this.#taken.shift()!;
      left -= piece.length;
      if (this.#spares.length < KEPT_SPARES && piece.buffer.byteLength === PIECE_BYTES) this.#spares.push(Buffer.from(piece.buffer));
    }
    if (left > 0) this.#taken[0] = this.#taken[0].subarray(left);
    this.#takenBytes -= durable;
    this.#written = 0;
    return durable;
  }

  #turnPage(needed: number): void {
    if (this.#filled > 0) {
      this.#taken.push(this.#filling.subarray(0, this.#filled));
      this.#takenBytes += this.#filled;
      this.#filled = 0;
    } else {
      this.#spares.push(this.#filling);
    }
    this.#filling = needed > PIECE_BYTES ? Buffer.allocUnsafe(needed) : this.#spares.pop() ?? Buffer.allocUnsafe(PIECE_BYTES);
  }
}
