import type { Advertisement } from '../transports/ble/central.ts';
import type { SensorModel } from './define.ts';
import { metaMotion } from './metaMotion.ts';
import { movellaDot } from './movellaDot.ts';
import { polarH10, polarVeritySense } from './polar.ts';
import { thingy52 } from './thingy52.ts';
import { witMotion } from './witMotion.ts';

/** Every sensor model, in the order in which they are asked. Kept by hand: one line each. */
export const sensorModels: readonly SensorModel[] = [
  movellaDot,
  metaMotion,
  polarH10,
  polarVeritySense,
  witMotion,
  thingy52,
];

/**
 * The model of a device that was heard; null for one nobody here knows.
 * @param extra models described in files; they are asked first, so that a person's own description wins
 */
export function modelOf(heard: Advertisement, extra: readonly SensorModel[] = []): SensorModel | null {
  return [...extra, ...sensorModels].find((model) => model.recognises(heard)) ?? null;
}

/** The built-in model with this id; null without one. */
export function modelById(id: string): SensorModel | null {
  return sensorModels.find((model) => model.id === id) ?? null;
}
