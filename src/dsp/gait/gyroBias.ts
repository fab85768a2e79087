import type { Vector3 } from '../orientation/vector.ts';
import { median } from '../summary.ts';
import type { SensorSeries } from '../series.ts';

/** A trunk this quiet stands or sits still. */
const REST_MPS2 = 0.15;
const SHORTEST_REST_S = 1;
/** A gyroscope that is off by more is broken, or the rest was none: better no correction than a wrong one. */
const LARGEST_DEG_PER_S = 5;

/** The gyroscope's offset: median of each axis at rest; zero where the recording has no rest. @returns deg/s, sensor axes */
export function gyroBias(series: SensorSeries, activity: Float64Array): Vector3 {
  const none: Vector3 = [0, 0, 0];
  if (!series.gyr) return none;
  const rest: number[] = [];
  for (let i = 0; i < series.length; i++) if (activity[i] < REST_MPS2 && series.missing[i] === 0) rest.push(i);
  if (rest.length < SHORTEST_REST_S * series.sampleRateHz) return none;
  const { x, y, z } = series.gyr;
  const bias = [x, y, z].map((axis) => median(rest.map((i) => axis[i]))) as [number, number, number];
  return bias.some((b) => Math.abs(b) > LARGEST_DEG_PER_S) ? none : bias;
}
