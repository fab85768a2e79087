/** Bytes of one value of each type of setting: rate, resolution, range, range in thousandths, channels, factor. */
const VALUE_BYTES = [2, 2, 2, 4, 1, 4];
const FACTOR = 5;
/** ANSWER, command, type, status, whether more follows. */
const HEAD_BYTES = 5;

/**
 * The factor in the answer to a start: what one step of the samples is, in the frame type's unit.
 * @returns 1 where the answer names none; null where it is damaged
 */
export function startFactor(answer: Uint8Array): number | null {
  let factor = 1;
  for (let at = HEAD_BYTES; at < answer.length;) {
    const size = VALUE_BYTES[answer[at]];
    // A newer setting: how long it is, nobody knows.
    if (size === undefined) return factor;
    const end = at + 2 + size * answer[at + 1];
    // A comparison with NaN, where the count is missing, is false.
    if (!(end <= answer.length)) return null;
    if (answer[at] === FACTOR && answer[at + 1] > 0) {
      factor = new DataView(answer.buffer, answer.byteOffset + at + 2, size).getFloat32(0, true);
      if (!(Number.isFinite(factor) && factor > 0)) return null;
    }
    at = end;
  }
  return factor;
}
