import type { AxisColumns, ImuBlock, KnownSite, SensorAxes, SensorData } from '../../model/index.ts';
import type { Motion } from '../people/motion.ts';
import type { LostPackets, WornSensor } from '../people/options.ts';
import { randomStream } from '../random.ts';
import { GRAVITY_MPS2, sampleMotion } from './imu.ts';
import { arrivingRuns } from './lostPackets.ts';
import { applyMounting } from './mounting.ts';

export interface WornAt {
  readonly site: KnownSite;
  readonly trackedPoint: string;
  readonly placement: string;
}

/** What a worn sensor records of a motion: turned by its mounting, biased, noisy and with packets lost. */
export function recordSensor(
  at: WornAt,
  sensor: WornSensor,
  motion: Motion,
  recording: { seed: number; sampleRateHz: number; count: number; lostPackets: LostPackets | null },
): SensorData {
  const { seed, sampleRateHz, count } = recording;
  const ideal = sampleMotion(motion, count, sampleRateHz);
  const random = randomStream(seed, `noise ${at.site}`);
  // A density n over the band up to half the sampling rate has a standard deviation of n sqrt(rate / 2).
  const root = Math.sqrt(sampleRateHz / 2);
  const accNoise = sensor.accNoiseUgPerRootHz * 1e-6 * GRAVITY_MPS2 * root;
  const gyrNoise = sensor.gyrNoiseDegPerSPerRootHz * root;

  const columns = (): AxisColumns<SensorAxes> => ({ x: new Float64Array(count), y: new Float64Array(count), z: new Float64Array(count) });
  const acc = columns();
  const gyr = columns();
  const read = (into: AxisColumns<SensorAxes>, body: typeof ideal.acc, bias: WornSensor['accBias'], noise: number, i: number): void => {
    const [x, y, z] = applyMounting(sensor.mounting, [body[0][i], body[1][i], body[2][i]]);
    into.x[i] = x + bias[0] + noise * random.normal();
    into.y[i] = y + bias[1] + noise * random.normal();
    into.z[i] = z + bias[2] + noise * random.normal();
  };
  for (let i = 0; i < count; i++) {
    read(acc, ideal.acc, sensor.accBias, accNoise, i);
    // Drawn even without a gyroscope, so that leaving it off changes nothing else.
    read(gyr, ideal.gyr, sensor.gyrBias, gyrNoise, i);
  }

  const part = (all: AxisColumns<SensorAxes>, start: number, end: number): AxisColumns<SensorAxes> =>
    ({ x: all.x.slice(start, end), y: all.y.slice(start, end), z: all.z.slice(start, end) });
  const blocks = arrivingRuns(count, recording.lostPackets, randomStream(seed, `packets ${at.site}`)).map(({ start, end }): ImuBlock<SensorAxes> => ({
    site: at.site,
    sampleRateHz,
    startSample: start,
    length: end - start,
    acc: part(acc, start, end),
    gyr: sensor.hasGyroscope ? part(gyr, start, end) : null,
  }));
  return { ...at, blocks };
}
