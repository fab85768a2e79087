import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reanalyseData, sealData } from '../../../src/keeping.ts';
import type { StoredAnalysis } from '../../../src/model/index.ts';
import { holdMaintenance } from '../../../src/store/sqlite/maintenance.ts';
import type { Stores } from '../../../src/store/open.ts';
import { openDatabase } from '../../../src/store/sqlite/openDatabase.ts';
import { fillClinic, ownFolder, withStores } from './clinicFolder.ts';

const again = (data: string, onFailed: (error: unknown) => void = (error) => { throw error; }, told: number[] = []) =>
  reanalyseData(data, { workers: 2, onProgress: (fraction) => told.push(fraction), onFailed: (_, error) => onFailed(error) });

/** As if it had been analysed by an older version: the document under another key, its cadence by `gait.cadence@0`. */
async function aged(): Promise<{ data: string; keys: string[] }> {
  const data = join(await ownFolder(), 'clinic');
  await fillClinic(data, 3);
  const keys = await withStores(data, (stores) => age(stores));
  const db = await openDatabase(data, 'clinic');
  db.exec("DELETE FROM analysis WHERE key NOT LIKE 'x%'; UPDATE metric_point SET algorithm = 'gait.cadence@0', value = value - 1 WHERE metric = 'gait.cadence'");
  db.close();
  return { data, keys };
}
function age({ keeping, records }: Stores): string[] {
  return keeping.references().trials.map(({ assessmentId, analysisKey }) => {
    const analysis = records.analysis(analysisKey!)!;
    const assessment = records.assessment(assessmentId)!;
    const earlier: StoredAnalysis = { ...analysis, traces: null, key: analysisKey!.replace(/^./, 'x'), document: { ...analysis.document, software: 'surefoot@0.0.9' } };
    records.putAnalysis(earlier);
    records.putAssessment({ ...assessment, software: 'surefoot@0.0.9', trials: assessment.trials.map((trial) => ({ ...trial, analysisKey: earlier.key })) });
    return analysisKey!;
  });
}

describe('An archive that is analysed anew', () => {
  test('has new analyses, old ones beside them, trials that point to the new ones and values of both versions', async () => {
    const { data, keys } = await aged();
    // Sealed recordings give the same document.
    await sealData(data, () => {}, () => {});
    const told: number[] = [];
    expect(await again(data, undefined, told)).toEqual({ renewed: 3, current: 0, failed: 0 });
    expect(told.at(-1)).toBe(1);
    await withStores(data, async ({ keeping, records, metrics }) => {
      const { trials, analyses } = keeping.references();
      expect(trials.map(({ analysisKey }) => analysisKey).sort()).toEqual([...keys].sort());
      expect(analyses).toHaveLength(6);
      for (const { recordingId, patientId, trialId, assessmentId } of trials) {
        const [old, renewed] = keeping.analysesOf(recordingId!);
        expect(renewed.document).toEqual({ ...old.document, software: renewed.document.software });
        expect(records.assessment(assessmentId)).toMatchObject({ software: 'surefoot@0.1.0', answers: { 'falls.past12Months': 1 } });
        const points = (await metrics.series({ patientId, metric: 'gait.cadence' })).filter((point) => point.trialId === trialId);
        expect(points.map(({ algorithm }) => algorithm).sort()).toEqual(['gait.cadence@0', 'gait.cadence@1']);
        expect(Math.abs(points[0].value - points[1].value)).toBeCloseTo(1);
      }
    });
  });

  test('is left alone by the next run, and a recording that cannot be read does not keep the others from it', async () => {
    const { data } = await aged();
    const lost = await withStores(data, async ({ keeping, recordings }) => {
      const id = keeping.references().trials[1].recordingId!;
      await recordings.delete(id);
      return id;
    });
    const failures: unknown[] = [];
    expect(await again(data, (error) => failures.push(error))).toEqual({ renewed: 2, current: 0, failed: 1 });
    expect(failures).toMatchObject([{ code: 'NOT_FOUND', message: expect.stringContaining(lost) as string }]);
    expect(await again(data, () => {})).toEqual({ renewed: 0, current: 2, failed: 1 });
  });

  test('knows what was said of recordings that an older version analysed, and did not note', async () => {
    const data = join(await ownFolder(), 'clinic');
    await fillClinic(data, 2);
    const db = await openDatabase(data, 'clinic');
    db.exec('UPDATE analysis SET options = NULL');
    db.close();
    expect(await again(data)).toEqual({ renewed: 0, current: 2, failed: 0 });
  });

  test('is not begun while a backup or another such run is under way', async () => {
    const data = join(await ownFolder(), 'clinic');
    await fillClinic(data, 1);
    const lock = await holdMaintenance(data);
    await expect(again(data)).rejects.toMatchObject({ code: 'CONFLICT' });
    lock.release();
  });
});
