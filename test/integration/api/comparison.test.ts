import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssessmentView } from '../../../src/api/schemas/assessments.ts';
import type { Series } from '../../../src/api/schemas/series.ts';
import type { AnalysisDocument, Assessment, Trial } from '../../../src/model/index.ts';
import { fillClinic, traces, walkDocument } from './clinic.ts';
import { startServer, type TestServer } from './server.ts';

const clean = (speed: number, more: Partial<AnalysisDocument> = {}): AnalysisDocument => {
  const document = walkDocument(speed);
  return { ...document, metrics: document.metrics.map(({ flags: _, ...metric }) => metric), ...more };
};
const circumstances = { walkingAid: 'cane', footwear: 'shoes', courseLengthM: 10 } as const;

describe('a visit beside norms and the last visit', () => {
  let server: TestServer;
  let recordingId: string;

  const visit = (id: string, takenAt: string, trials: readonly (Pick<Trial, 'protocol'> & Partial<Trial> & { document?: AnalysisDocument })[], answers: Assessment['answers'] = {}): void => {
    const { records } = server.stores;
    records.transaction(() => {
      const kept = trials.map(({ document, ...trial }, i): Trial => {
        const analysisKey = document && `${id}-${i}`;
        if (document && analysisKey) records.putAnalysis({ key: analysisKey, recordingId, document, traces });
        return { id: `${id}t${i}`, outcome: 'done', circumstances, ...(analysisKey ? { analysisKey, recordingId } : {}), ...trial };
      });
      records.putAssessment({ id, patientId: 'p1', takenAt, ageYears: 81, software: 'surefoot@0.1.0', answers, trials: kept });
    });
  };
  const view = async (id: string): Promise<AssessmentView> => (await server.ask('GET', `assessments/${id}`)).json<AssessmentView>();
  const change = async (id: string, outcome: string) => (await view(id)).trials[0].changes.find((one) => one.outcome === outcome);

  beforeAll(async () => {
    server = await startServer();
    ({ recordingId } = await fillClinic(server.stores));
    visit('b1', '2026-04-01T10:00:00Z', [{ protocol: 'walk', document: clean(0.7) }], { 'functionTests.timedUpAndGoS': 15.5, 'functionTests.chairStandCount': 6 });
    visit('b2', '2026-05-01T10:00:00Z', [{ protocol: 'sixMinuteWalk', document: clean(1.4, { protocol: 'sixMinuteWalk' }) }]);
    visit('b3', '2026-06-01T10:00:00Z', [{ protocol: 'walk', document: clean(0.9) }], { 'functionTests.timedUpAndGoS': 12.5, 'functionTests.chairStandCount': 9 });
    visit('b4', '2026-07-01T10:00:00Z', [{ protocol: 'walk', circumstances: { ...circumstances, walkingAid: 'none' }, document: clean(1.2) }]);
    visit('b5', '2026-08-01T10:00:00Z', [
      { protocol: 'dualTaskWalk', document: clean(0.5, { protocol: 'dualTaskWalk', circumstances: { task: 'dual' } }) },
      { protocol: 'walk', document: clean(1) },
      { protocol: 'stanceSideBySide', outcome: 'unable' },
    ], { 'functionTests.fiveChairStandsS': 12, 'functionTests.shortWalkOutcome': 'refused' });
  });
  afterAll(async () => server.close());

  it('is compared with the last one that has the same test, over another in between', async () => {
    expect(await change('b3', 'gait.walkingSpeed')).toMatchObject({ verdict: 'real', direction: 'better', difference: 0.2, before: { assessmentId: 'b1', value: 0.7 } });
  });

  it('is not compared where the walking aid was another, and says so', async () => {
    expect(await change('b4', 'gait.walkingSpeed')).toMatchObject({ verdict: 'notComparable', text: expect.stringContaining('differ in the walking aid') as string });
  });

  it('has nothing to compare the first of a test with', async () => {
    expect((await view('b2')).trials[0].changes).toEqual([]);
  });

  it('compares entered results with norms and with the last time they were entered', async () => {
    const { norms, changes } = await view('b3');
    expect(Object.fromEntries(norms.map(({ norm, status }) => [norm, status]))).toMatchObject({
      'timedUpAndGo.bohannon2006': 'average', 'timedUpAndGo.steadi': 'beyond', 'timedUpAndGo.worldFallsGuidelines': 'within', 'chairStand.steadi': 'average',
    });
    expect(Object.fromEntries(changes.map(({ outcome, verdict }) => [outcome, verdict]))).toEqual({ 'functionTests.timedUpAndGoS': 'clinical', 'functionTests.chairStandCount': 'real' });
  });

  it('holds measured values against norms for the age on that day and the sex', async () => {
    const [trial] = (await view('b3')).trials;
    expect(trial.norms.map(({ norm, status }) => [norm, status])).toEqual([['walkingSpeed.bohannonAndrews2011', 'mean'], ['walkingSpeed.worldFallsGuidelines', 'within']]);
  });

  it('gives rule sets the usual walk, not the one with a second task before it', async () => {
    const { risk, metrics } = await view('b5');
    const speed = risk.domains.flatMap(({ items }) => items).find(({ id }) => id === 'gait.walkingSpeed');
    expect(speed).toMatchObject({ value: 1, status: 'ok' });
    expect(metrics.find(({ id }) => id === 'dualTask.speedCost')).toMatchObject({ value: 50, source: 'derived' });
  });

  it('scores a battery from trials, their outcomes and answers, and says what is open', async () => {
    const [battery] = (await view('b5')).batteries;
    expect(battery).toMatchObject({ id: 'sppb', total: null, between: [3, 7], text: 'Not complete: walk has no result. Between 3 and 7 of 12 points are possible.' });
    expect(battery.parts.map(({ points, text }) => [points, text])).toEqual([[0, 'Feet side by side: tried, unable.'], [null, 'Walk over 4 m or 3 m: was refused.'], [3, 'Five chair stands: 12 s.']]);
  });

  it('takes an answer that is entered later at once', async () => {
    const saved = await server.ask('PUT', 'assessments/b5/answers', { body: { answers: { 'functionTests.fiveChairStandsS': 12, 'functionTests.fourMetreWalkS': 4.82 } } });
    expect(saved.json<AssessmentView>().batteries[0]).toMatchObject({ total: 6, text: '6 of 12 points.' });
    expect(saved.json<AssessmentView>().metrics.find(({ id }) => id === 'sppb.total')).toMatchObject({ value: 6 });
  });

  it('tells of every value of a series which test it comes from', async () => {
    const { points } = (await server.ask('GET', 'patients/p1/series?metric=gait.walkingSpeed')).json<Series>();
    expect(points.map(({ protocol }) => protocol)).toEqual(['walk']);
  });
});
