import { ALIGNED, type WalkOptions, type WornSensor } from '../../../src/simulator/index.ts';
import type { AxisColumns, RecordingData, SensorAxes } from '../../../src/model/index.ts';

/** A sensor that adds nothing: x forward, y up, z to the right. */
export const IDEAL: WornSensor = {
  mounting: ALIGNED, hasGyroscope: true, accBias: [0, 0, 0], gyrBias: [0, 0, 0], accNoiseUgPerRootHz: 0, gyrNoiseDegPerSPerRootHz: 0,
};
export const idealSensors: Partial<WalkOptions> = { lowerBack: IDEAL, feet: IDEAL };

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];

/** What a sensor that was at rest at `from` has done by `to`, in the frame it had then: x, y (up), z. */
export interface Travel {
  readonly positionM: Vector;
  readonly velocityMps: Vector;
  readonly turn: Matrix;
}

/**
 * Plain strapdown integration from rest with the axes level: rotation by Rodrigues' formula at the mid-sample rate,
 * specific force minus gravity by trapezoids. Written for the tests, from the signals alone.
 */
export function strapdown(signals: { acc: AxisColumns<SensorAxes>; gyr: AxisColumns<SensorAxes> }, from: number, to: number, rateHz: number): Travel {
  const { acc, gyr } = signals;
  const dt = 1 / rateHz;
  let turn: Matrix = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
  const world = (i: number): Vector => {
    const f: Vector = [acc.x[i], acc.y[i], acc.z[i]];
    const out = turn.map((row) => row[0] * f[0] + row[1] * f[1] + row[2] * f[2]) as Vector;
    return [out[0], out[1] - 9.80665, out[2]];
  };
  const velocityMps: Vector = [0, 0, 0];
  const positionM: Vector = [0, 0, 0];
  let before = world(from);
  for (let i = from; i < to; i++) {
    const mid = (c: Float64Array): number => ((c[i] + c[i + 1]) / 2) * (Math.PI / 180) * dt;
    turn = turned(turn, [mid(gyr.x), mid(gyr.y), mid(gyr.z)]);
    const after = world(i + 1);
    for (let k = 0; k < 3; k++) {
      positionM[k] += velocityMps[k] * dt + (2 * before[k] + after[k]) * (dt * dt / 6);
      velocityMps[k] += ((before[k] + after[k]) / 2) * dt;
    }
    before = after;
  }
  return { positionM, velocityMps, turn };
}

function turned(m: Matrix, [x, y, z]: Vector): Matrix {
  const angle = Math.hypot(x, y, z);
  const s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
  const c = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
  const step: Matrix = [
    [1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y],
    [c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x],
    [c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y)],
  ];
  return m.map((row) => [0, 1, 2].map((k) => row[0] * step[0][k] + row[1] * step[1][k] + row[2] * step[2][k])) as Matrix;
}

/** The whole of one sensor without gaps. */
export function whole(recording: RecordingData, site: string): { acc: AxisColumns<SensorAxes>; gyr: AxisColumns<SensorAxes> } {
  const block = recording.sensors.find((s) => s.site === site)!.blocks[0];
  return { acc: block.acc, gyr: block.gyr! };
}

export const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
export const onsets = (recording: RecordingData, type: string): number[] => recording.events.filter((e) => e.type === type).map((e) => e.onsetS);
