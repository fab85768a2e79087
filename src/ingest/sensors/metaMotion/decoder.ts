import { sampleBatch } from '../define.ts';
import type { Decoded, SampleBatch, SampleStream, SensorDecoder } from '../define.ts';
import { int16, uint32 } from '../parts/bytes.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';
import { ACC, ADD, CHIPS, GYR, PROCESSED, PROCESSOR, READING, TICK_S } from './protocol.ts';
import type { Sending } from './protocol.ts';

const PLAIN_BYTES = 8;
const PACKED_BYTES = 20;
const CLOCKED_BYTES = 13;
/** LSB of the gyroscope per deg/s at 2000 deg/s: Bosch rounds 32768 / 2000 to 16.4. Half the range doubles it. */
const GYR_STEPS_AT_2000 = 16.4;
const NONE = -1;

export interface MetaMotionSending {
  readonly rateHz: number;
  readonly sending: Sending;
  /** Range of the accelerometer, g: 2, 4, 8 or 16. */
  readonly accG: number;
  /** Range of the gyroscope, deg/s: 125, 250, 500, 1000 or 2000. */
  readonly gyrDegPerS: number;
}

export function metaMotionDecoder({ rateHz, sending, accG, gyrDegPerS }: MetaMotionSending): SensorDecoder {
  const clock: SampleStream['clock'] = sending === 'clocked' ? { kind: 'timestamp', tickS: TICK_S, wrapBits: 32 } : { kind: 'none' };
  const streams: SampleStream[] = [{ measures: 'acc', rateHz, clock }, { measures: 'gyr', rateHz, clock }];
  const acc = sampleBatch('acc', 3);
  const gyr = sampleBatch('gyr', 3);
  const mps2PerStep = (MPS2_PER_G * accG) / 32768;
  const degPerSPerStep = gyrDegPerS / 2000 / GYR_STEPS_AT_2000;
  /** Numbers of the board's accounters, learnt from its answers. */
  let accProcessor = NONE;
  let gyrProcessor = NONE;

  /** Samples of six bytes each from `at` to the packet's end. */
  function take(payload: Uint8Array, at: number, batch: SampleBatch, unitsPerStep: number): Decoded {
    const [x, y, z] = batch.columns;
    let i = 0;
    for (; at < payload.length; at += 6) {
      x[i] = int16(payload, at) * unitsPerStep;
      y[i] = int16(payload, at + 2) * unitsPerStep;
      z[i] = int16(payload, at + 4) * unitsPerStep;
      i++;
    }
    batch.length = i;
    return 'samples';
  }

  function clocked(payload: Uint8Array): Decoded {
    if (payload[0] !== PROCESSOR || payload[1] !== PROCESSED || payload.length !== CLOCKED_BYTES) return answer(payload);
    const isAcc = payload[2] === accProcessor;
    if (!isAcc && payload[2] !== gyrProcessor) return 'bad';
    const batch = isAcc ? acc : gyr;
    batch.ticks[0] = uint32(payload, 3);
    return take(payload, 7, batch, isAcc ? mps2PerStep : degPerSPerStep);
  }

  function clockless(payload: Uint8Array): Decoded {
    const packed = payload.length === PACKED_BYTES;
    if (!packed && payload.length !== PLAIN_BYTES) return answer(payload);
    const { BMI160, BMI270 } = CHIPS;
    const register = payload[1];
    if (payload[0] === ACC && (packed ? register === BMI160.accPacked || register === BMI270.accPacked : register === BMI160.accPlain)) {
      return take(payload, 2, acc, mps2PerStep);
    }
    if (payload[0] === GYR && (packed ? register === BMI160.gyrPacked || register === BMI270.gyrPacked : register === BMI160.gyrPlain || register === BMI270.gyrPlain)) {
      return take(payload, 2, gyr, degPerSPerStep);
    }
    return answer(payload);
  }

  function answer(payload: Uint8Array): Decoded {
    if (payload.length === 3 && payload[0] === PROCESSOR && payload[1] === ADD) {
      if (accProcessor === NONE) accProcessor = payload[2];
      else if (gyrProcessor === NONE) gyrProcessor = payload[2];
      return 'control';
    }
    if (payload.length < 2 || payload[1] < READING) return 'bad';
    // Asked once at every start: what the board said before no longer holds.
    if (payload[0] === ACC && payload[1] === READING) accProcessor = gyrProcessor = NONE;
    return 'control';
  }

  const decode = sending === 'clocked' ? clocked : clockless;
  return {
    streams,
    batches: [acc, gyr],
    decode(channel, payload) {
      acc.length = gyr.length = 0;
      return channel === 0 ? decode(payload) : 'bad';
    },
  };
}
