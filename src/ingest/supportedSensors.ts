import type { SupportedSensor } from '../model/index.ts';
import { sensorModels } from './sensors/index.ts';
import { weaknesses } from './sensors/weaknesses.ts';

/** Every sensor model as people see it, with what it can do when started as it is by default. */
export function supportedSensors(): readonly SupportedSensor[] {
  return sensorModels.map((model) => {
    const capabilities = model.capabilities({ rateHz: model.defaultRateHz });
    return { id: model.id, label: model.label, source: model.source, defaultRateHz: model.defaultRateHz, capabilities, weaknesses: weaknesses(capabilities, model.defaultRateHz) };
  });
}
