import { assessmentRoutes } from './assessments.ts';
import { careRoutes } from './care.ts';
import { catalogueRoutes } from './catalogue.ts';
import type { Routes } from './define.ts';
import { errorRoutes } from './errors.ts';
import { healthRoutes } from './health.ts';
import { liveRoutes } from './live.ts';
import { patientRoutes } from './patients.ts';
import { recordingRoutes } from './recordings.ts';
import { sensorRoutes } from './sensors.ts';
import { seriesRoutes } from './series.ts';
import { sessionRoutes } from './session.ts';
import { setupRoutes } from './setup.ts';
import { signalRoutes } from './signals.ts';
import { userRoutes } from './users.ts';
import { visitRoutes } from './visits.ts';
import { visitStepRoutes } from './visitSteps.ts';
import { visitTestRoutes } from './visitTests.ts';

/** Every resource. A file of this folder that exports routes and is missing here fails a test. */
export const resources: readonly Routes[] = [
  healthRoutes,
  errorRoutes,
  setupRoutes,
  sessionRoutes,
  catalogueRoutes,
  patientRoutes,
  careRoutes,
  seriesRoutes,
  assessmentRoutes,
  signalRoutes,
  recordingRoutes,
  sensorRoutes,
  liveRoutes,
  visitRoutes,
  visitStepRoutes,
  visitTestRoutes,
  userRoutes,
];
