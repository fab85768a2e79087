import { movellaDot } from './movellaDot.ts';

/** Every kind of sensor that the radio can hold. */
export const virtualSensors = [movellaDot] as const;

export type VirtualSensorKind = (typeof virtualSensors)[number]['kind'];
