import { sampleBatch, type Decoded, type SampleStream, type SensorDecoder } from '../define.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';
import { CHANNEL } from './gatt.ts';
import { decodeMessage } from './messages.ts';
import type { DotMode } from './modes.ts';

/** Sources: user manual XD0502P: full scale 16 g and 2000 deg/s. Calibration may go a little beyond. */
const MAX_ACC_MPS2 = 16 * MPS2_PER_G * 1.05;
const MAX_GYR_DEG_PER_S = 2000 * 1.05;
/** Table 5: length of a device report. */
const REPORT_BYTES = 36;
const LONGEST = 63;

/**
 * Reads one payload mode: u32 microseconds, then float32 in m/s² and deg/s.
 * A packet of another length, of another mode or with an impossible value is bad as a whole: half a sample is none.
 */
export function dotDecoder(mode: DotMode, rateHz: number): SensorDecoder {
  const stream: SampleStream = { measures: 'accGyr', rateHz, clock: { kind: 'timestamp', tickS: 1e-6, wrapBits: 32 } };
  const batch = sampleBatch('accGyr', 1);
  const { ticks, columns } = batch;
  // Packets are copied here so that no view has to be made for each.
  const bytes = new Uint8Array(LONGEST);
  const view = new DataView(bytes.buffer);

  const sample = (payload: Uint8Array): Decoded => {
    const { length } = payload;
    if (length !== mode.usedBytes && length !== mode.fullBytes) return 'bad';
    for (let i = mode.usedBytes; i < length; i++) if (payload[i] !== 0) return 'bad';
    bytes.set(payload);
    for (let c = 0; c < 6; c++) {
      const value = view.getFloat32(mode.accelerationAt + 4 * c, true);
      // Written so that NaN is refused too.
      if (!(Math.abs(value) <= (c < 3 ? MAX_ACC_MPS2 : MAX_GYR_DEG_PER_S))) return 'bad';
      columns[c][0] = value;
    }
    ticks[0] = view.getUint32(0, true);
    batch.length = 1;
    return 'samples';
  };

  return {
    streams: [stream],
    batches: [batch],
    decode(channel, payload) {
      batch.length = 0;
      if (channel === mode.channel) return sample(payload);
      if (channel === CHANNEL.deviceReport) return payload.length === REPORT_BYTES ? 'control' : 'bad';
      if (channel === CHANNEL.message) return decodeMessage(payload) === null ? 'bad' : 'control';
      return 'bad';
    },
  };
}
