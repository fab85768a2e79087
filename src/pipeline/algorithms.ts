import { metrics } from '../metrics/index.ts';
import type { Protocol, Reading } from '../protocols/define.ts';
import { evidenceProfile, riskModels } from '../risk/index.ts';

/** `surefoot@version` of everything this software writes. Kept equal to package.json by a test. */
export const SOFTWARE = 'surefoot@0.1.0';

/** Shared steps before the metrics. A version is raised whenever its numbers can change. */
const STEPS = ['gait.alignment@1', 'gait.sequences@1', 'gait.contacts@1', 'gait.strides@1', 'gait.turns@1', 'gait.feet@1', 'gait.course@1'];

/** How a recording of a test is read, beside those. */
const TEST_STEPS: Readonly<Partial<Record<Reading, string>>> = { stance: 'stance.reading@1' };

/** Every algorithm that shapes a document of a protocol, `id@version`, sorted. */
export function algorithmsOf(protocol: Protocol): string[] {
  const measured = metrics.filter((m) => (protocol.metrics as readonly string[]).includes(m.id)).map((m) => `${m.id}@${m.version}`);
  const test = TEST_STEPS[protocol.reads];
  return [...STEPS, ...(test === undefined ? [] : [test]), ...measured, ...[...riskModels, evidenceProfile].map((m) => `${m.id}@${m.version}`)].sort();
}
