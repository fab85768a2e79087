import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DatabaseSync } from '@photostructure/sqlite';
import type { MetricPoint } from '../../../src/model/index.ts';
import { reindexSeries } from '../../../src/pipeline/reindex.ts';
import { openStores } from '../../../src/store/open.ts';
import { DATABASE_FILE } from '../../../src/store/sqlite/openDatabase.ts';
import { walkDocument } from '../api/clinic.ts';

const folder = mkdtempSync(join(tmpdir(), 'surefoot-reindex-'));
afterAll(() => rmSync(folder, { recursive: true }));

const speed = 'gait.walkingSpeed';
const takenAt = '2026-03-01T10:00:00+01:00';

test('series are made anew from the records: what is lost is back, what no record has is gone, and older algorithms stay', async () => {
  const stores = await openStores(folder, 'clinic');
  for (const n of [1, 2, 3]) {
    stores.records.transaction(() => {
      stores.records.putPatient({ id: `p${n}`, displayName: `Patient ${n}`, createdAt: takenAt });
      stores.records.putAnalysis({ key: `k${n}`, recordingId: 'r', document: walkDocument(n / 3), traces: null });
      stores.records.putAssessment({
        id: `a${n}`, patientId: `p${n}`, takenAt, answers: {}, software: 'surefoot@0.1.0',
        trials: [{ id: `t${n}`, protocol: 'walk', outcome: 'done', circumstances: {}, recordingId: 'r', analysisKey: `k${n}` }, { id: `u${n}`, protocol: 'walk', outcome: 'unable', circumstances: {} }],
      });
    });
  }
  const point = (n: number, more: Partial<MetricPoint> = {}): MetricPoint => ({
    patientId: `p${n}`, assessmentId: `a${n}`, trialId: `t${n}`, metric: speed, algorithm: `${speed}@1`, timeMs: Date.parse(takenAt), value: n / 3, ...more,
  });
  const older = point(1, { algorithm: `${speed}@0`, value: 9 });
  stores.metrics.keep([older, point(2, { trialId: 'gone' })]);
  // A value that is not what the record says.
  const db = new DatabaseSync(join(folder, DATABASE_FILE));
  db.exec(`INSERT INTO metric_point (patient_id, metric, time_ms, trial_id, algorithm, assessment_id, value) VALUES ('p3', '${speed}', ${Date.parse(takenAt)}, 't3', '${speed}@1', 'a3', 77)`);
  db.close();

  const progress: number[] = [];
  expect(await reindexSeries(stores, (fraction) => progress.push(fraction))).toEqual({ patients: 3, points: 3, removed: 1 });
  expect(progress).toEqual([1 / 3, 2 / 3, 1]);
  const series = (n: number) => stores.metrics.series({ patientId: `p${n}`, metric: speed });
  expect(await series(1)).toEqual([older, point(1)]);
  expect(await series(2)).toEqual([point(2)]);
  expect(await series(3)).toEqual([point(3)]);
  expect(await stores.metrics.daily({ patientId: 'p3', metric: speed })).toEqual([{ day: '2026-03-01', algorithm: `${speed}@1`, n: 1, mean: 1, min: 1, max: 1 }]);
  expect(await reindexSeries(stores, () => undefined), 'a second time changes nothing').toEqual({ patients: 3, points: 3, removed: 0 });
  await stores.close();
});
