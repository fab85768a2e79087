import { metrics } from '../metrics/index.ts';
import type { Protocol, Reading } from '../protocols/define.ts';
import { evidenceProfile, riskModels } from '../risk/index.ts';

/** `surefoot@version` of everything this software writes. Kept equal to package.json by a test. */
export const SOFTWARE = 'surefoot@0.1.0';

/** Shared steps before the metrics. A version is raised whenever its numbers can change. */
const STEPS = ['gait.alignment@1', 'gait.sequences@1', 'gait.contacts@1', 'gait.strides@1', 'gait.turns@1', 'gait.feet@1', 'gait.course@1'];

/** Further steps of tests that are read otherwise than as a walk. */
const TEST_STEPS: Partial<Record<Reading, readonly string[]>> = {
  stance: ['stance.reading@1'],
  chair: ['transfers@1'],
  timedUpAndGo: ['transfers@1', 'transfers.turns@1'],
};

/** Every algorithm that shapes a document of a protocol, `id@version`, sorted. */
export function algorithmsOf(protocol: Protocol): string[] {
  const measured = metrics.filter((m) => (protocol.metrics as readonly string[]).includes(m.id)).map((m) => `${m.id}@${m.version}`);
  return [...STEPS, ...(TEST_STEPS[protocol.reads] ?? []), ...measured, ...[...riskModels, evidenceProfile].map((m) => `${m.id}@${m.version}`)].sort();
}

const stepIds = STEPS.map((step) => step.split('@')[0]);

/** Of a document's algorithms the steps before the metrics: two numbers compare only where these agree. */
export function sharedSteps(algorithms: readonly string[]): string[] {
  return algorithms.filter((one) => stepIds.includes(one.split('@')[0]));
}
