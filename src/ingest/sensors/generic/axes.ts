import { accelerationFactor, angularRateFactor } from '../../units.ts';
import { MPS2_PER_G } from '../parts/gravity.ts';
import { bytesOf, isUnsigned, type NumberType } from './numberTypes.ts';
import type { Place } from './place.ts';

/** Axes as printed on the case: acceleration, then angular rate. The order of a batch's columns. */
export const AXES = ['ax', 'ay', 'az', 'gx', 'gy', 'gz'] as const;
export type Axis = (typeof AXES)[number];

/**
 * The range in which a sensor that is worn must be able to read; beyond `max` no such sensor reads at all.
 * Least: standing still is 1 g, walking at the trunk turns by some 50 deg/s. Most: twice that of any wearable sensor.
 */
export const RANGES = {
  acceleration: { least: 1.5 * MPS2_PER_G, max: 400 * MPS2_PER_G, unit: 'm/s²' },
  angularRate: { least: 100, max: 40_000, unit: 'deg/s' },
} as const;

/** Types wide enough that their full scale says nothing about the sensor's. */
const WIDE_BYTES = 3;

/** Raw number to m/s² or deg/s. @throws AppError BAD_INPUT for an unknown unit or a scale that cannot be right */
export function axisFactor(field: Place, axis: Axis, type: NumberType): number {
  const isAcceleration = axis.startsWith('a');
  if (isUnsigned(type)) throw field.at('type').wrong('an axis goes both ways: use i8, i16, i24, i32 or f32.');
  const unit = field.at('unit');
  const known = isAcceleration ? '"g" or "m/s^2"' : '"deg/s" or "rad/s"';
  const perUnit = typeof unit.value === 'string' ? (isAcceleration ? accelerationFactor(unit.value) : angularRateFactor(unit.value)) : null;
  if (perUnit === null) throw unit.wrong(`${unit.isAbsent ? 'it is missing' : `${unit.shown} is unknown`}; use ${known}.`);

  const scale = field.at('scale');
  const factor = perUnit * (scale.isAbsent ? 1 : magnitude(scale));
  if (type === 'f32') return factor;
  const fullScale = 2 ** (8 * bytesOf(type) - 1) * Math.abs(factor);
  const { least, max, unit: si } = isAcceleration ? RANGES.acceleration : RANGES.angularRate;
  if (fullScale < least || (fullScale > max && bytesOf(type) < WIDE_BYTES)) {
    throw scale.wrong(`with it the largest ${type} is ${Number(fullScale.toPrecision(3))} ${si}, which no sensor of this kind has; write what one step of the number is in ${String(unit.value)}.`);
  }
  return factor;
}

/** A scale other than 0. Negative turns an axis round. */
function magnitude(scale: Place): number {
  const value = scale.number(-1e6, 1e6);
  if (value === 0) throw scale.wrong('0 would make every sample 0; write what one step of the number is in its unit.');
  return value;
}
