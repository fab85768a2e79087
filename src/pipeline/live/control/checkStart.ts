import { AppError } from '../../../model/index.ts';
import type { SensorChoice } from '../../../model/index.ts';

/** @throws AppError BAD_INPUT for no sensor, one that is named twice, or two at one place */
export function checkSensors(sensors: readonly SensorChoice[]): void {
  if (sensors.length === 0) throw new AppError('BAD_INPUT', 'Choose at least one sensor and say where it is worn.', { field: 'sensors' });
  for (const [i, { id, site }] of sensors.entries()) {
    const before = sensors.slice(0, i);
    if (before.some((other) => other.id === id)) throw new AppError('BAD_INPUT', `Sensor ${id} is chosen twice; choose each sensor once.`, { field: `sensors.${i}.id` });
    if (before.some((other) => other.site === site)) throw new AppError('BAD_INPUT', `Two sensors are worn at "${site}"; give each a place of its own.`, { field: `sensors.${i}.site` });
  }
}
