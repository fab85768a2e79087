import { AppError } from '../../model/index.ts';
import { IdParams } from '../schemas/page.ts';
import { RecordingView } from '../schemas/recordings.ts';
import type { Routes } from './define.ts';

export const recordingRoutes: Routes = (app, { recordings }) => {
  app.get(
    '/recordings/:id',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'What is archived of one recording', tags: ['recordings'], params: IdParams, response: { 200: RecordingView } },
    },
    async ({ params }) => {
      const recording = await recordings.get(params.id);
      if (!recording) throw new AppError('NOT_FOUND', 'There is no such recording');
      return recording;
    },
  );
};
