import type { Advertisement } from '../transports/ble/central.ts';
import type { SensorModel } from './define.ts';
import { movellaDot } from './movellaDot.ts';

/** Every sensor model, in the order in which they are asked. Kept by hand: one line each. */
export const sensorModels: readonly SensorModel[] = [
  movellaDot,
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
