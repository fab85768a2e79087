// Writes patients and, every tenth time, an assessment with points, and says so only after each call returned.
// Usage: writer.ts FOLDER PREFIX COUNT
import { writeSync } from 'node:fs';
import { openStores } from '../../../../src/store/open.ts';

const [folder, prefix, count] = process.argv.slice(2) as [string, string, string];
const stores = await openStores(folder, 'demo');
const createdAt = '2026-03-01T09:30:00Z';
for (let i = 0; i < Number(count); i++) {
  const id = `${prefix}${i}`;
  stores.records.putPatient({ id, displayName: `Patient ${id}`, createdAt });
  if (i % 10 === 0) {
    const trials = [{ id: `t-${id}`, protocol: 'walk', outcome: 'done', circumstances: {} }] as const;
    stores.records.putAssessment({ id: `a-${id}`, patientId: id, takenAt: createdAt, trials, answers: {}, software: 'surefoot@0.1.0' });
    await stores.metrics.write([{ patientId: id, assessmentId: `a-${id}`, trialId: `t-${id}`, metric: 'gait.cadence', algorithm: 'x@1', timeMs: i, value: i / 3 }]);
  }
  // Straight to the pipe: what a killed process still held in memory would not count.
  writeSync(1, `${id}\n`);
}
await stores.close();
