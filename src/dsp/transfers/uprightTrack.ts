import type { AxisColumns, SensorAxes, Span } from '../../model/index.ts';
import { gaussianSmooth } from '../filters/gaussian.ts';
import { lowpass } from '../filters/zeroPhase.ts';
import { compose, fromRotationVector, inverse, rotate, type Quaternion } from '../orientation/quaternion.ts';
import type { Vector3 } from '../orientation/vector.ts';
import type { SensorSeries } from '../series.ts';

/** Where up is in the sensor's axes, moment by moment, and how hard the trunk is pushed along it. */
export interface UprightTrack {
  /** Unit vectors, sensor axes. */
  readonly up: AxisColumns<SensorAxes>;
  /** Vertical acceleration without gravity, m/s². */
  readonly acc: Float64Array;
  /** Rate about the vertical, deg/s, positive to the left; null without a gyroscope. */
  readonly yaw: Float64Array | null;
}

/** Somebody who rises moves to and fro within two seconds or so: over this much gravity alone is left. */
const GRAVITY_SIGMA_S = 2;
/** Without a gyroscope the direction of the slow part of the acceleration stands for up. */
const TILT_CUTOFF_HZ = 2;

/**
 * Follows the vertical through leaning, rising and turning, however the sensor sits.
 *
 * Source: Sabatini 2011, Sensors 11:1489 (attitude from rate integrated, corrected by gravity); vertical acceleration of the lower back in the
 * global frame as Atrsaei 2020, J NeuroEng Rehabil 17:70.
 * Steps:
 * 1. The gyroscope, its offset taken off, turns the acceleration into a frame that hardly turns: only drift is left.
 * 2. There, gravity is the acceleration smoothed over seconds, both ways in time: drift is followed, movement is not.
 * 3. Its direction turned back is up in the sensor; along it, without gravity, is the vertical acceleration.
 * Differs from the sources: both directions in time are used instead of a filter that runs along, as a whole recording is there.
 * Without a gyroscope up is the direction of the acceleration below .8 Hz, and vertical acceleration is what the magnitude differs from
 * gravity by: exact to second order in what moves sideways, at any mounting and any lean.
 *
 * @param gyroBias deg/s, sensor axes
 * @param offset of the accelerometer, m/s², sensor axes, as from `gravityOffset`
 * @param rests spans of rest, from which gravity's size is taken; without any, from the whole
 */
export function trackUpright(series: SensorSeries, gyroBias: Vector3, offset: Vector3, rests: readonly Span[]): UprightTrack {
  return series.gyr ? withGyroscope(series, series.gyr, gyroBias, offset, rests) : byAcceleration(series, offset, rests);
}

function withGyroscope({ acc, length: n, sampleRateHz: fs }: SensorSeries, gyr: AxisColumns<SensorAxes>, gyroBias: Vector3, offset: Vector3, rests: readonly Span[]): UprightTrack {
  // 1.
  const turned: Quaternion[] = new Array<Quaternion>(n);
  const still = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const step = Math.PI / 180 / fs;
  let attitude: Quaternion = [1, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    if (i > 0) {
      const middle = (c: Float64Array, axis: number) => ((c[i - 1] + c[i]) / 2 - gyroBias[axis]) * step;
      attitude = compose(attitude, fromRotationVector([middle(gyr.x, 0), middle(gyr.y, 1), middle(gyr.z, 2)]));
    }
    turned[i] = attitude;
    const a = rotate(attitude, [acc.x[i] - offset[0], acc.y[i] - offset[1], acc.z[i] - offset[2]]);
    for (let k = 0; k < 3; k++) still[k][i] = a[k];
  }
  // 2.
  const gravity = still.map((c) => gaussianSmooth(c, GRAVITY_SIGMA_S, fs));
  // 3.
  const up = columns(n);
  const vertical = new Float64Array(n);
  const yaw = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const size = Math.hypot(gravity[0][i], gravity[1][i], gravity[2][i]) || 1;
    const level: Vector3 = [gravity[0][i] / size, gravity[1][i] / size, gravity[2][i] / size];
    const u = rotate(inverse(turned[i]), level);
    up.x[i] = u[0];
    up.y[i] = u[1];
    up.z[i] = u[2];
    vertical[i] = (acc.x[i] - offset[0]) * u[0] + (acc.y[i] - offset[1]) * u[1] + (acc.z[i] - offset[2]) * u[2];
    yaw[i] = (gyr.x[i] - gyroBias[0]) * u[0] + (gyr.y[i] - gyroBias[1]) * u[1] + (gyr.z[i] - gyroBias[2]) * u[2];
  }
  return { up, acc: withoutGravity(vertical, rests), yaw };
}

function byAcceleration({ acc, length: n, sampleRateHz: fs }: SensorSeries, offset: Vector3, rests: readonly Span[]): UprightTrack {
  const slow = [acc.x, acc.y, acc.z].map((c) => lowpass(c, TILT_CUTOFF_HZ, fs));
  const magnitude = new Float64Array(n);
  const up = columns(n);
  for (let i = 0; i < n; i++) {
    magnitude[i] = Math.hypot(acc.x[i] - offset[0], acc.y[i] - offset[1], acc.z[i] - offset[2]);
    const size = Math.hypot(slow[0][i], slow[1][i], slow[2][i]) || 1;
    up.x[i] = slow[0][i] / size;
    up.y[i] = slow[1][i] / size;
    up.z[i] = slow[2][i] / size;
  }
  return { up, acc: withoutGravity(magnitude, rests), yaw: null };
}

/** The sensor's own gravity taken off: its mean at rest, or of the whole where nothing rests. */
function withoutGravity(vertical: Float64Array, rests: readonly Span[]): Float64Array {
  let [sum, count] = [0, 0];
  for (const { start, end } of rests.length > 0 ? rests : [{ start: 0, end: vertical.length }]) {
    for (let i = start; i < end; i++) sum += vertical[i];
    count += end - start;
  }
  return vertical.map((v) => v - sum / Math.max(1, count));
}

function columns(n: number) {
  return { x: new Float64Array(n), y: new Float64Array(n), z: new Float64Array(n) };
}
