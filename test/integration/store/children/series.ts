// Keeps assessments with their results while a drain to InfluxDB runs, and says so only after each call returned.
// Usage: series.ts FOLDER URL DATABASE PREFIX
import { writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { influxSettings } from '../../../../src/store/influx/settings.ts';
import { openStores } from '../../../../src/store/open.ts';

const [folder, url, database, prefix] = process.argv.slice(2) as [string, string, string, string];
const stores = await openStores(folder, 'clinic', { influx: influxSettings(url, database), times: { backOff: { firstMs: 5, mostMs: 50 }, rollUpEveryMs: 0 } });
stores.tend(() => undefined);
const takenAt = '2026-03-01T09:30:00Z';
if (!stores.records.patient('p')) stores.records.putPatient({ id: 'p', displayName: 'Patient', createdAt: takenAt });
for (let i = 0; ; i++) {
  const id = `${prefix}${i}`;
  stores.records.transaction(() => {
    stores.records.putAssessment({ id: `a-${id}`, patientId: 'p', takenAt, trials: [{ id, protocol: 'walk', outcome: 'done', circumstances: {} }], answers: {}, software: 'surefoot@0.1.0' });
    stores.metrics.keep([{ patientId: 'p', assessmentId: `a-${id}`, trialId: id, metric: 'gait.cadence', algorithm: 'gait.cadence@1', timeMs: Date.parse(takenAt) + i, value: i / 3 }]);
  });
  // Straight to the pipe: what a killed process still held in memory would not count.
  writeSync(1, `${id}\n`);
  // The drain has its turns, as in a server.
  await nextTurn();
}
