import { generic } from './generic.ts';
import { metaMotionR, metaMotionS } from './metaMotion.ts';
import { movellaDot } from './movellaDot.ts';
import { polarH10, polarVeritySense } from './polar.ts';
import { thingy52 } from './thingy52.ts';
import { witMotion } from './witMotion.ts';

/** Every kind of sensor that the radio can hold. */
export const virtualSensors = [movellaDot, metaMotionR, metaMotionS, polarH10, polarVeritySense, witMotion, thingy52, generic] as const;

export type VirtualSensorKind = (typeof virtualSensors)[number]['kind'];
