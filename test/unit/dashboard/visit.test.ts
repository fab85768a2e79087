import { describe, expect, it } from 'vitest';
import type { LiveSessionView } from '../../../src/api/schemas/liveSession.ts';
import type { AttemptView, VisitTestView, VisitView } from '../../../src/api/schemas/visits.ts';
import type { AttemptRecording } from '../../../src/model/visit.ts';
import { localMinute, momentFrom } from '../../../src/dashboard/visit/adverse.tsx';
import { answersOutside } from '../../../src/dashboard/visit/beside.tsx';
import { courseFrom } from '../../../src/dashboard/visit/circumstances.tsx';
import { resultWords } from '../../../src/dashboard/visit/review.tsx';
import { isUnprepared, lostBecause, sessionOf, settledCount, sinceS, stageOf, waitingAttempt } from '../../../src/dashboard/visit/stage.ts';

const AT = '2026-03-02T09:00:00.000Z';
const recording = (state: AttemptRecording['state'], message: string | null = null): AttemptRecording => ({ state, message, trialId: null, recordingId: null, analysisKey: null });
const attempt = (more: Partial<AttemptView> = {}): AttemptView => ({ id: 'a', startedAt: AT, recording: null, circumstances: {}, decision: null, outcome: null, entered: {}, note: null, reading: null, ...more });
const accepted = { decision: { as: 'accepted', at: AT, by: 'u1' }, outcome: 'done' } as const;
const test = (attempts: readonly AttemptView[] = [], more: Partial<VisitTestView> = {}): VisitTestView => ({ protocol: 'walk', durationS: 60, ladder: null, attempts, skipped: null, ...more });
const visit = (more: Partial<VisitView> = {}): VisitView => ({
  id: 'v', patientId: 'p', assessmentId: 'as', battery: 'steadi', startedAt: AT, startedBy: 'u1', state: 'testing', safety: null, sensors: [], circumstances: {},
  tests: [test(), test()], current: 0, adverseEvents: [], ended: null, ...more,
});

describe('the stage of a visit', () => {
  it.each<[stage: string, visit: VisitView, preparing: boolean]>([
    ['safetyCheck', visit({ state: 'safetyCheck' }), true],
    ['decision', visit({ state: 'decision' }), false],
    ['prepare', visit(), true],
    ['before', visit(), false],
    ['recording', visit({ tests: [test([attempt({ recording: recording('recording') })])] }), true],
    ['verdict', visit({ tests: [test([attempt({ recording: recording('recorded') })])] }), false],
    ['before', visit({ tests: [test([attempt({ recording: recording('lost', 'Disk full.') })])] }), false],
    ['before', visit({ tests: [test([attempt({ recording: recording('recorded'), ...accepted })])] }), false],
    ['review', visit({ current: 2 }), false],
    ['over', visit({ state: 'finished' }), true],
    ['over', visit({ state: 'aborted' }), false],
  ])('is %s', (stage, of, preparing) => {
    expect(stageOf(of, preparing)).toBe(stage);
  });

  it('begins with sensors and shoes unless the visit is resumed in the middle', () => {
    expect(isUnprepared(visit())).toBe(true);
    expect(isUnprepared(visit({ sensors: [{ id: 's', site: 'lowerBack' }] }))).toBe(false);
    expect(isUnprepared(visit({ tests: [test([attempt(accepted)]), test()] }))).toBe(false);
  });
});

describe('an attempt', () => {
  it('waits until it is decided; one that was lost waits for nobody, and says why', () => {
    const lost = test([attempt({ recording: recording('lost', 'Disk full.') })]);
    expect([waitingAttempt(lost), lostBecause(lost)]).toEqual([null, 'Disk full.']);
    expect(waitingAttempt(test([attempt(accepted), attempt({ id: 'b', recording: recording('recorded') })]))?.id).toBe('b');
    expect(lostBecause(test([attempt({ recording: recording('recorded') })]))).toBeNull();
  });

  it('is shown its own session only', () => {
    const session = { attemptId: 'a' } as LiveSessionView;
    expect(sessionOf(attempt(), session)).toBe(session);
    expect(sessionOf(attempt({ id: 'b' }), session)).toBeNull();
    expect(sessionOf(attempt(), null)).toBeNull();
  });
});

it('counts what is settled, and says how', () => {
  const skipped = test([], { skipped: { reason: 'Tired.', at: AT, by: 'u1' } });
  const unable = test([attempt({ ...accepted, outcome: 'unable', note: 'Knees.' })]);
  expect(settledCount(visit({ tests: [skipped, unable, test()] }))).toBe(2);
  expect([skipped, unable, test()].map(resultWords)).toEqual(['Not done: Tired.', 'Tried, unable: Knees.', 'to do']);
});

it('counts the seconds since a mark on by the page’s own clock', () => {
  expect(sinceS(3, 10, 5000, 5000)).toBe(7);
  expect(sinceS(3, 10, 5000, 5600)).toBeCloseTo(7.6, 9);
  expect(sinceS(12, 10, 5000, 5000)).toBe(0);
});

describe('the time of an adverse event', () => {
  const now = new Date(2026, 2, 2, 10, 30, 20);

  it('is offered as the minute that runs, and taken up to now', () => {
    expect(localMinute(now)).toBe('2026-03-02T10:30');
    expect(momentFrom(localMinute(now), now)).toBe(new Date(2026, 2, 2, 10, 30).toISOString());
  });

  it.each(['', '2026-03-02T10:31', 'yesterday'])('is not %j', (entered) => {
    expect(momentFrom(entered, now)).toBeNull();
  });
});

it('takes a course of 1 to 200 m, or none', () => {
  expect(['', ' 10 ', '7,5', '0.5', '201', 'ten'].map(courseFrom)).toEqual([undefined, 10, 7.5, null, null, null]);
});

it('leaves the answers of the tests to the tests', () => {
  const fields = [{ id: 'falls.past12Months' }] as unknown as Parameters<typeof answersOutside>[1];
  expect(answersOutside({ 'falls.past12Months': 2, 'functionTests.timedUpAndGoS': 11 }, fields)).toEqual({ 'functionTests.timedUpAndGoS': 11 });
});
