import type { Span } from '../../model/index.ts';
import type { Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';
import { medianInPlace, orderStatistic } from '../summary.ts';

/** A walker's foot rolls slowly even while it stands; only somebody who stands longer than a slow step is at rest. */
const SHORTEST_REST_S = 1.5;
/** Coming to rest and leaving it. */
const EDGE_S = 0.15;

/**
 * The gyroscope's offset: its mean over long rests, zero where there is none.
 * Without it heading drifts by a degree or so a stride; tilt does not, since gravity puts it right at every stance.
 * @param still spans in which the foot stands @returns deg/s, sensor axes
 */
export function footGyroOffset({ gyr, sampleRateHz: fs, missing }: SensorSeries, still: readonly Span[]): Vector3 {
  if (!gyr) return [0, 0, 0];
  const [sum, edge] = [[0, 0, 0], Math.round(EDGE_S * fs)];
  let count = 0;
  for (const { start, end } of still) {
    if (end - start < SHORTEST_REST_S * fs) continue;
    for (let i = start + edge; i < end - edge; i++) {
      if (missing[i]) continue;
      sum[0] += gyr.x[i];
      sum[1] += gyr.y[i];
      sum[2] += gyr.z[i];
      count++;
    }
  }
  return count === 0 ? [0, 0, 0] : [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** Share of the samples, those that turn least, by which a foot's own reading of gravity is taken. */
const CALM_SHARE = 0.2;

/** What the accelerometer reads of gravity: median size where the foot turns least. @returns m/s² */
export function footGravity({ acc, gyr, length, missing }: SensorSeries): number {
  const rates = new Float64Array(length);
  const sizes = new Float64Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (missing[i] !== 0) continue;
    rates[count] = gyr ? gyr.x[i] * gyr.x[i] + gyr.y[i] * gyr.y[i] + gyr.z[i] * gyr.z[i] : 0;
    sizes[count++] = Math.hypot(acc.x[i], acc.y[i], acc.z[i]);
  }
  const calm = Math.max(1, Math.round(CALM_SHARE * count));
  // The sizes of the calmest samples move to the front; of equal rates the earlier go first.
  const limit = orderStatistic(rates.subarray(0, count), calm - 1);
  let below = 0;
  for (let i = 0; i < count; i++) if (rates[i] < limit) below++;
  let [kept, equal] = [0, calm - below];
  for (let i = 0; i < count; i++) {
    if (rates[i] > limit || (rates[i] === limit && equal-- <= 0)) continue;
    sizes[kept++] = sizes[i];
  }
  return medianInPlace(sizes, kept);
}
