import { SensorModelList } from '../schemas/sensors.ts';
import type { Routes } from './define.ts';

export const sensorRoutes: Routes = (app, { sensorModels }) => {
  app.get(
    '/sensors',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'Every sensor model that can be recorded with', tags: ['catalogue'], response: { 200: SensorModelList } },
    },
    async () => ({ items: [...sensorModels] }),
  );
};
