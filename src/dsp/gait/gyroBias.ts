import type { Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';

/** A trunk this quiet stands or sits still. */
const REST_MPS2 = 0.15;
const SHORTEST_REST_S = 1;
/** A gyroscope that is off by more is broken, or the rest was none: better no correction than a wrong one. */
const LARGEST_DEG_PER_S = 5;

/**
 * The gyroscope's offset: its mean at rest; zero where the recording has no rest.
 * The mean and not the median of each axis: a median would depend on how the sensor is mounted.
 * @param activity as from `activity`, m/s² @returns deg/s, sensor axes
 */
export function gyroBias(series: SensorSeries, activity: Float64Array): Vector3 {
  if (!series.gyr) return [0, 0, 0];
  const { x, y, z } = series.gyr;
  let [sx, sy, sz, rest] = [0, 0, 0, 0];
  for (let i = 0; i < series.length; i++) {
    if (!(activity[i] < REST_MPS2) || series.missing[i] !== 0) continue;
    sx += x[i];
    sy += y[i];
    sz += z[i];
    rest++;
  }
  if (rest < SHORTEST_REST_S * series.sampleRateHz) return [0, 0, 0];
  const bias: Vector3 = [sx / rest, sy / rest, sz / rest];
  return Math.hypot(...bias) > LARGEST_DEG_PER_S ? [0, 0, 0] : bias;
}
