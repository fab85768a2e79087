import { sampleBatch } from '../define.ts';
import type { SampleStream, SensorDecoder } from '../define.ts';
import { int16 } from '../parts/bytes.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';

const HEAD = 0x55;
/** acc, gyr and angles, three int16 each. */
const MOTION = 0x61;
/** Answer to a command: register and eight int16. */
const ANSWER = 0x71;
const FRAME_BYTES = 20;
/** A frame of the vibration sensor WTVB01: same head, other meaning. */
const VIBRATION_FRAME_BYTES = 28;
/** Frames that fit into the longest notification of Bluetooth Low Energy, 514 bytes. */
const MOST_FRAMES = 25;
const MPS2_PER_STEP = (16 * MPS2_PER_G) / 32768;
const DEG_PER_S_PER_STEP = 2000 / 32768;

/**
 * A notification is one frame, or several end to end. Where it is not, frames are looked for inside it: 55 61 or 55 71,
 * with the end or another 55 behind them, because 55 is a common byte of data as well.
 */
export function witMotionDecoder(rateHz: number): SensorDecoder {
  const stream: SampleStream = { measures: 'accGyr', rateHz, clock: { kind: 'none' } };
  const batch = sampleBatch('accGyr', MOST_FRAMES);
  const { columns } = batch;

  function take(frame: Uint8Array, at: number): void {
    const i = batch.length++;
    for (let axis = 0; axis < 3; axis++) {
      columns[axis][i] = int16(frame, at + 2 + 2 * axis) * MPS2_PER_STEP;
      columns[3 + axis][i] = int16(frame, at + 8 + 2 * axis) * DEG_PER_S_PER_STEP;
    }
  }

  return {
    streams: [stream],
    batches: [batch],
    decode(channel, payload) {
      batch.length = 0;
      const { length } = payload;
      if (channel !== 0 || length > MOST_FRAMES * FRAME_BYTES) return 'bad';
      if (length === VIBRATION_FRAME_BYTES && payload[0] === HEAD && payload[1] === MOTION) return 'bad';
      let answers = 0;
      for (let at = 0; at + FRAME_BYTES <= length;) {
        const kind = frameAt(payload, at);
        if (kind === MOTION) take(payload, at);
        else if (kind === ANSWER) answers++;
        at += kind === 0 ? 1 : FRAME_BYTES;
      }
      if (batch.length > 0) return 'samples';
      return answers > 0 ? 'control' : 'bad';
    },
  };
}

/** Kind of the frame that begins here; 0 for none. */
function frameAt(payload: Uint8Array, at: number): number {
  const end = at + FRAME_BYTES;
  if (payload[at] !== HEAD || (end < payload.length && payload[end] !== HEAD)) return 0;
  const kind = payload[at + 1];
  return kind === MOTION || kind === ANSWER ? kind : 0;
}
