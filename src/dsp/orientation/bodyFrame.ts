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
  const { x, y, z } = c;
  const offset = d[0] * bias[0] + d[1] * bias[1] + d[2] * bias[2];
  for (let i = 0; i < out.length; i++) out[i] = x[start + i] * d[0] + y[start + i] * d[1] + z[start + i] * d[2] - offset;
  return out;
}
