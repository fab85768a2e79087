import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { modelled, nullableNumber, oneOf } from './modelled.ts';
import { listOf } from './page.ts';

export const SensorCapabilities = modelled<model.SensorCapabilities>()(
  Type.Object({
    hasGyroscope: Type.Boolean(),
    time: oneOf(['timestamp', 'counter', 'none'], { description: 'none: only times of arrival, so losses are estimated and never counted' }),
    tickS: nullableNumber({ description: 's of one step of the timestamp' }),
    wrapBits: nullableNumber({ description: 'Bits after which timestamp or counter begins again' }),
    ratesHz: Type.Array(Type.Number(), { description: 'Samples a second that can be asked for, ascending' }),
    samplesPerPacket: Type.Number(),
    hasBattery: Type.Boolean(),
  }),
);

/** A sensor model the software can record with. */
export const SupportedSensor = modelled<model.SupportedSensor>()(
  Type.Object({
    id: Type.String(),
    label: Type.String({ description: 'Name for people' }),
    source: Type.String({ description: 'Where its protocol is written down' }),
    defaultRateHz: Type.Number(),
    capabilities: SensorCapabilities,
    weaknesses: Type.Array(Type.String(), { description: 'Plain sentences: what it is too weak for' }),
  }),
);
export type SupportedSensor = Static<typeof SupportedSensor>;
export const SensorModelList = listOf(SupportedSensor);
export type SensorModelList = Static<typeof SensorModelList>;
