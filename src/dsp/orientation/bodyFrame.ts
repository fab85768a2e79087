import type { AxisColumns, BodyAxes, SensorAxes, Span } from '../../model/index.ts';
import type { SensorSeries } from '../series.ts';
import { cross, type Vector3 } from './vector.ts';

/** Where the body's axes lie in the sensor's frame, and the sensor's own gyroscope offset. */
export interface BodyFrame {
  readonly forward: Vector3;
  readonly up: Vector3;
  /** deg/s in sensor axes, taken off before rotating. */
  readonly gyroBias: Vector3;
}

/** A stretch of a recording in body axes. `acc.v` still holds gravity. */
export interface BodySignals extends Span {
  readonly sampleRateHz: number;
  readonly acc: AxisColumns<BodyAxes>;
  readonly gyr: AxisColumns<BodyAxes> | null;
}

/** Rotates a stretch of a recording into body axes. @param frame orthonormal @returns new columns of length end - start */
export function toBody(series: SensorSeries, frame: BodyFrame, { start, end }: Span): BodySignals {
  const right = cross(frame.forward, frame.up);
  const rotate = (c: AxisColumns<SensorAxes>, bias: Vector3): AxisColumns<BodyAxes> => ({
    ap: project(c, frame.forward, bias, start, end),
    v: project(c, frame.up, bias, start, end),
    ml: project(c, right, bias, start, end),
  });
  return {
    start,
    end,
    sampleRateHz: series.sampleRateHz,
    acc: rotate(series.acc, [0, 0, 0]),
    gyr: series.gyr ? rotate(series.gyr, frame.gyroBias) : null,
  };
}

/** Component of a three-axis signal along a direction. */
export function project(c: AxisColumns<SensorAxes>, d: Vector3, bias: Vector3, start: number, end: number): Float64Array {
  const out = new Float64Array(end - start);
  projectInto(out, 0, c, d, bias, start, end);
  return out;
}

/** The same into an array of the caller's, from its place `at` on. */
export function projectInto(out: Float64Array, at: number, { x, y, z }: AxisColumns<SensorAxes>, d: Vector3, bias: Vector3, start: number, end: number): void {
  const dx = d[0];
  const dy = d[1];
  const dz = d[2];
  const offset = dx * bias[0] + dy * bias[1] + dz * bias[2];
  const shift = at - start;
  for (let i = start; i < end; i++) out[i + shift] = x[i] * dx + y[i] * dy + z[i] * dz - offset;
}
