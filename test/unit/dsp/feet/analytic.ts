import type { SensorSeries } from '../../../../src/dsp/series.ts';

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** A foot's movement as formulas of time: level frame, x forward, y to the left, z up. */
export interface AnalyticFoot {
  /** m/s² */
  readonly acceleration: (t: number) => Vector;
  /** Rotation of the foot, from the foot's frame into the level frame. */
  readonly attitude: (t: number) => Matrix;
}

const G = 9.80665;

/**
 * What an ideal sensor reads of it, sample by sample. Rates come from the attitude by a symmetric difference of a millionth of a
 * second, so that nothing of the code under test makes its own input.
 * @param mounting from the foot's frame into the sensor's
 */
export function sensorOf(foot: AnalyticFoot, durationS: number, sampleRateHz: number, mounting: Matrix, gyroOffset: Vector = [0, 0, 0]): SensorSeries {
  const n = Math.round(durationS * sampleRateHz) + 1;
  const columns = () => ({ x: new Float64Array(n), y: new Float64Array(n), z: new Float64Array(n) });
  const [acc, gyr] = [columns(), columns()];
  const h = 1e-6;
  for (let i = 0; i < n; i++) {
    const t = i / sampleRateHz;
    const r = foot.attitude(t);
    const [ax, ay, az] = foot.acceleration(t);
    const f = times(mounting, times(transposed(r), [ax, ay, az + G]));
    // R' dR/dt is the skew matrix of the rate in the foot's frame.
    const [a, b] = [foot.attitude(t - h), foot.attitude(t + h)];
    const d = (row: number, col: number) => (b[row][col] - a[row][col]) / (2 * h);
    const skew = (p: number, q: number) => r[0][p] * d(0, q) + r[1][p] * d(1, q) + r[2][p] * d(2, q);
    const w = times(mounting, [skew(2, 1), skew(0, 2), skew(1, 0)]).map((rate) => (rate * 180) / Math.PI);
    [acc.x[i], acc.y[i], acc.z[i]] = f;
    [gyr.x[i], gyr.y[i], gyr.z[i]] = [w[0] + gyroOffset[0], w[1] + gyroOffset[1], w[2] + gyroOffset[2]];
  }
  return { sampleRateHz, length: n, acc, gyr, missing: new Uint8Array(n), gaps: [] };
}

/** Minimum-jerk share of a movement that lasts from `from` to `to`, and its second derivative. */
export function minimumJerk(from: number, to: number, t: number): { share: number; acceleration: number } {
  const d = to - from;
  const u = Math.min(1, Math.max(0, (t - from) / d));
  return { share: u ** 3 * (10 - 15 * u + 6 * u * u), acceleration: (60 * u - 180 * u * u + 120 * u ** 3) / (d * d) };
}

/** Turn about z (left positive), then tip about the foot's own y: toes down positive. */
export function yawThenPitch(yaw: number, toesDown: number): Matrix {
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(toesDown), Math.sin(toesDown)];
  return [
    [cy * cp, -sy, cy * sp],
    [sy * cp, cy, sy * sp],
    [-sp, 0, cp],
  ];
}

/** Rotation of a quaternion of any length. */
export function rotationOf(w: number, x: number, y: number, z: number): Matrix {
  const n = Math.hypot(w, x, y, z);
  const [a, b, c, d] = [w / n, x / n, y / n, z / n];
  return [
    [1 - 2 * (c * c + d * d), 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), 1 - 2 * (b * b + d * d), 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), 1 - 2 * (b * b + c * c)],
  ];
}

function times(m: Matrix, v: Vector): [number, number, number] {
  const row = (r: Vector) => r[0] * v[0] + r[1] * v[1] + r[2] * v[2];
  return [row(m[0]), row(m[1]), row(m[2])];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [[a[0], b[0], c[0]], [a[1], b[1], c[1]], [a[2], b[2], c[2]]];
}
