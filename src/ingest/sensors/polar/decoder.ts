import { sampleBatch } from '../define.ts';
import type { Decoded, SensorDecoder } from '../define.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';
import { ANSWER, CONTROL_CHANNEL, DATA_CHANNEL, START, STOPPED } from './control.ts';
import type { PmdMeasurement } from './control.ts';
import { HEAD_BYTES, MOST_SAMPLES, readFrame } from './frame.ts';
import { SampleTimes } from './sampleTimes.ts';
import { startFactor } from './startAnswer.ts';

/** Upper bits of the first byte are for other uses. */
const TYPE_MASK = 0x3f;
/** Calibration may go a little beyond the range. */
const BEYOND = 1.05;

/** Decodes frames of the measurements that were started, and the answers that tell their factors. */
export function pmdDecoder(measurements: readonly PmdMeasurement[], rateHz: number): SensorDecoder {
  const tracks = measurements.map(({ type, measures, range }) => {
    const batch = sampleBatch(measures, MOST_SAMPLES);
    const limit = range * BEYOND * (measures === 'acc' ? MPS2_PER_G : 1);
    return { type, batch, into: { measures, columns: batch.columns, limit }, times: new SampleTimes(rateHz), factor: 1 };
  });
  const trackOf = (type: number) => tracks.find((track) => track.type === type);

  function frame(payload: Uint8Array): Decoded {
    const track = trackOf(payload[0] & TYPE_MASK);
    if (!track || payload.length <= HEAD_BYTES) return 'bad';
    const count = readFrame(payload, track.factor, track.into);
    if (count === 0) return 'bad';
    track.times.fill(track.batch.ticks, count, microseconds(payload));
    track.batch.length = count;
    return 'samples';
  }

  function control(payload: Uint8Array): Decoded {
    if (payload[0] === STOPPED && payload.length >= 2) return 'control';
    if (payload[0] !== ANSWER || payload.length < 4) return 'bad';
    const track = trackOf(payload[2]);
    if (payload[1] === START && payload[3] === 0 && track) {
      const factor = startFactor(payload);
      if (factor === null) return 'bad';
      track.factor = factor;
      track.times.restart();
    }
    return 'control';
  }

  return {
    streams: measurements.map(({ measures }) => ({ measures, rateHz, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: null } })),
    batches: tracks.map(({ batch }) => batch),
    decode(channel, payload) {
      for (const { batch } of tracks) batch.length = 0;
      if (channel === DATA_CHANNEL) return frame(payload);
      return channel === CONTROL_CHANNEL ? control(payload) : 'bad';
    },
  };
}

/** Nanoseconds in 64 bits, as microseconds: a double holds those of this century to a quarter. */
function microseconds(payload: Uint8Array): number {
  let ns = 0;
  for (let byte = 8; byte >= 1; byte--) ns = ns * 256 + payload[byte];
  return ns / 1000;
}
