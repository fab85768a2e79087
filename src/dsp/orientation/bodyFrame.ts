import type { AxisColumns, BodyAxes, SensorAxes, Span } from '../../model/index.ts';
import type { SensorSeries } from '../series.ts';
import { Rooms } from '../rooms.ts';
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

/** Rotates a stretch of a recording into body axes. @param frame orthonormal @param out arrays of length end - start: three, six with a gyroscope */
export function toBody(series: SensorSeries, frame: BodyFrame, span: Span, out = bodyColumns(series, span)): BodySignals {
  const { start, end } = span;
  const right = cross(frame.forward, frame.up);
  const rotate = (c: AxisColumns<SensorAxes>, bias: Vector3, [ap, v, ml]: readonly Float64Array[]): AxisColumns<BodyAxes> => {
    projectInto(ap, 0, c, frame.forward, bias, start, end);
    projectInto(v, 0, c, frame.up, bias, start, end);
    projectInto(ml, 0, c, right, bias, start, end);
    return { ap, v, ml };
  };
  return {
    start,
    end,
    sampleRateHz: series.sampleRateHz,
    acc: rotate(series.acc, [0, 0, 0], out),
    gyr: series.gyr ? rotate(series.gyr, frame.gyroBias, out.slice(3)) : null,
  };
}

/** Columns of a stretch in body axes: arrays of their own, or rooms from number `first` on. */
export function bodyColumns({ gyr }: SensorSeries, { start, end }: Span, rooms = new Rooms(), first = 0): Float64Array[] {
  return rooms.rooms(gyr ? 6 : 3, end - start, first);
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
