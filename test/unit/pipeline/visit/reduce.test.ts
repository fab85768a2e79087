import { describe, expect, it } from 'vitest';
import type { Visit } from '../../../../src/model/index.ts';
import type { VisitStep } from '../../../../src/pipeline/visit/actions.ts';
import { takeNews } from '../../../../src/pipeline/visit/news.ts';
import { reduceVisit } from '../../../../src/pipeline/visit/reduce.ts';
import { AT, attemptsOf, begin, noToAll, ready, settle, signed, SIGNED, someVisit, steps } from './someVisit.ts';

const recorded = (visit: Visit, attemptId: string): Visit =>
  takeNews(visit, { news: 'recorded', attemptId, trialId: `trial-${attemptId}`, recordingId: `rec-${attemptId}`, analysisKey: `key-${attemptId}` });
const refusal = (visit: Visit, step: VisitStep): string => {
  try {
    reduceVisit(visit, signed(step));
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
  return 'taken';
};

describe('the safety check', () => {
  it('opens the tests when every answer is no', () => {
    const visit = steps(someVisit(), { do: 'answerSafety', answers: noToAll });
    expect(visit).toMatchObject({ state: 'testing', safety: { answers: noToAll, decision: null, ...SIGNED } });
  });

  it.each(Object.keys(noToAll))('stops the visit at a yes to %s until the therapist decides, with a reason that is kept', (id) => {
    const warned = steps(someVisit(), { do: 'answerSafety', answers: { ...noToAll, [id]: true } });
    expect(warned.state).toBe('decision');
    expect(refusal(warned, begin(0, 'a'))).toBe('CONFLICT The safety check comes before the tests.');
    const goOn = steps(warned, { do: 'decide', goOn: true, reason: 'Old and known.' });
    expect(goOn).toMatchObject({ state: 'testing', safety: { decision: { goOn: true, reason: 'Old and known.', ...SIGNED } } });
    expect(steps(warned, { do: 'decide', goOn: false, reason: 'To the physician.' })).toMatchObject({ state: 'aborted', ended: { reason: 'To the physician.', ...SIGNED } });
  });

  it('may be put right while the decision is awaited, and not afterwards', () => {
    const warned = steps(someVisit(), { do: 'answerSafety', answers: { ...noToAll, pain: true } });
    expect(steps(warned, { do: 'answerSafety', answers: noToAll }).state).toBe('testing');
    expect(refusal(ready(), { do: 'answerSafety', answers: noToAll })).toMatch(/^CONFLICT/);
    expect(refusal(ready(), { do: 'decide', goOn: true, reason: 'x' })).toBe('CONFLICT There is nothing to decide.');
  });

  it('wants every question answered, and no other', () => {
    const { pain, ...rest } = noToAll;
    expect(pain).toBe(false);
    expect(refusal(someVisit(), { do: 'answerSafety', answers: rest })).toMatch(/^BAD_INPUT answers: "Is there pain.*answer yes or no$/);
    expect(refusal(someVisit(), { do: 'answerSafety', answers: { ...noToAll, shoeSize: true } })).toMatch(/^BAD_INPUT/);
  });

  it('comes before every test', () => {
    for (const step of [begin(0, 'a'), settle(0, 'a', { isNew: true, outcome: 'unable' }), { do: 'skip', test: 0, reason: 'x' }, { do: 'goTo', test: 1 }, { do: 'finish' }] as const) {
      expect(refusal(someVisit(), step)).toBe('CONFLICT The safety check comes before the tests.');
    }
  });
});

describe('a test', () => {
  it('is recorded, accepted, and followed by the next', () => {
    const recording = steps(ready({ circumstances: { walkingAid: 'cane' } }), { do: 'begin', test: 0, attemptId: 'a', circumstances: { assistance: 'supervised' } });
    expect(attemptsOf(recording, 0)).toEqual([['a', null, null, 'recording']]);
    expect(recording.tests[0].attempts[0].circumstances).toEqual({ walkingAid: 'cane', assistance: 'supervised' });
    const accepted = steps(recorded(recording, 'a'), settle(0, 'a', { circumstances: { assistance: 'contactGuard' }, note: 'Looked down.' }));
    expect(attemptsOf(accepted, 0)).toEqual([['a', 'accepted', 'done', 'recorded']]);
    expect(accepted.tests[0].attempts[0]).toMatchObject({ circumstances: { walkingAid: 'cane', assistance: 'contactGuard' }, note: 'Looked down.', decision: SIGNED });
    expect(accepted.current).toBe(1);
  });

  it('that is repeated keeps every attempt, and the accepted one counts', () => {
    const first = steps(recorded(steps(ready(), begin(0, 'a')), 'a'), { do: 'setAside', test: 0, attemptId: 'a', note: 'Talked.' });
    expect(first.current).toBe(0);
    const second = steps(recorded(steps(first, begin(0, 'b')), 'b'), settle(0, 'b'));
    expect(attemptsOf(second, 0)).toEqual([['a', 'setAside', null, 'recorded'], ['b', 'accepted', 'done', 'recorded']]);
    // Done again later: the newer one counts.
    const third = steps(recorded(steps(second, { do: 'goTo', test: 0 }, begin(0, 'c')), 'c'), settle(0, 'c'));
    expect(attemptsOf(third, 0).map(([id, decision]) => [id, decision])).toEqual([['a', 'setAside'], ['b', 'setAside'], ['c', 'accepted']]);
  });

  it.each(['unable', 'refused', 'unsafe', 'technical'] as const)('ends as %s without any recording', (outcome) => {
    const visit = steps(ready(), settle(0, 'x', { isNew: true, outcome, note: 'Knees.' }));
    expect(attemptsOf(visit, 0)).toEqual([['x', 'accepted', outcome, null]]);
    expect(visit.current).toBe(1);
  });

  it('is done by stopwatch alone where a value was entered, and not without one', () => {
    expect(refusal(ready(), settle(0, 'x', { isNew: true }))).toMatch(/^BAD_INPUT outcome: nothing was recorded/);
    const visit = steps(someVisit(), { do: 'answerSafety', answers: noToAll }, settle(0, 'x', { isNew: true, entered: { 'functionTests.timedUpAndGoS': 11.2 } }));
    expect(visit.tests[0].attempts[0]).toMatchObject({ outcome: 'done', recording: null, entered: { 'functionTests.timedUpAndGoS': 11.2 } });
  });

  it('needs a sensor to be recorded', () => {
    const bare = steps(someVisit(), { do: 'answerSafety', answers: noToAll });
    expect(refusal(bare, begin(0, 'a'))).toMatch(/^CONFLICT No sensor is worn/);
  });

  it('that is being recorded lets nothing else happen but the end of the visit and an adverse event', () => {
    const visit = steps(ready(), begin(0, 'a'));
    for (const step of [begin(0, 'b'), settle(0, 'a'), { do: 'setAside', test: 0, attemptId: 'a', note: null }, { do: 'skip', test: 0, reason: 'x' }, { do: 'goTo', test: 1 }, { do: 'finish' }] as const) {
      expect(refusal(visit, step)).toBe('CONFLICT A test is being recorded; stop it first.');
    }
    expect(refusal(visit, { do: 'prepare', sensors: [] })).toMatch(/^CONFLICT/);
    expect(steps(visit, { do: 'prepare', circumstances: { footwear: 'socks' } }).circumstances).toEqual({ footwear: 'socks' });
    expect(steps(visit, { do: 'abort', reason: 'Fell.' }).state).toBe('aborted');
  });

  it('is decided before it is recorded again, skipped, or the visit is finished', () => {
    const visit = recorded(steps(ready(), begin(0, 'a')), 'a');
    expect(refusal(visit, begin(0, 'b'))).toMatch(/^CONFLICT Accept or repeat/);
    expect(refusal(visit, settle(0, 'x', { isNew: true, outcome: 'unable' }))).toMatch(/^CONFLICT Accept or repeat/);
    expect(refusal(visit, { do: 'skip', test: 0, reason: 'x' })).toMatch(/^CONFLICT Accept or set aside/);
    expect(refusal(visit, { do: 'finish' })).toMatch(/^CONFLICT A recording is not decided yet/);
  });

  it('is named with every step, so that a page which is out of date changes nothing', () => {
    expect(refusal(ready(), begin(1, 'a'))).toMatch(/^CONFLICT Another test is shown/);
    expect(refusal(ready(), settle(7, 'a'))).toMatch(/^BAD_INPUT test/);
    const accepted = steps(recorded(steps(ready(), begin(0, 'a')), 'a'), settle(0, 'a'), { do: 'goTo', test: 0 });
    expect(refusal(accepted, settle(0, 'a'))).toBe('CONFLICT That attempt was decided already.');
    expect(refusal(accepted, settle(0, 'nobody'))).toMatch(/^BAD_INPUT attemptId/);
    expect(refusal(accepted, { do: 'skip', test: 0, reason: 'x' })).toBe('CONFLICT This test has been done.');
  });

  it('whose recording was lost can be recorded again, or entered by stopwatch', () => {
    const lost = takeNews(steps(ready(), begin(0, 'a')), { news: 'lost', attemptId: 'a', message: 'Disk full.' });
    expect(lost.tests[0].attempts[0].recording).toMatchObject({ state: 'lost', message: 'Disk full.' });
    expect(attemptsOf(steps(lost, begin(0, 'b')), 0)).toEqual([['a', null, null, 'lost'], ['b', null, null, 'recording']]);
    expect(refusal(lost, settle(0, 'a'))).toMatch(/^BAD_INPUT outcome: nothing was recorded/);
    expect(attemptsOf(steps(lost, settle(0, 'a', { outcome: 'technical' })), 0)).toEqual([['a', 'accepted', 'technical', 'lost']]);
  });
});

describe('a ladder of tests', () => {
  const atLadder = (): Visit => ({ ...ready(), current: 2 });
  const skippedOf = (visit: Visit) => visit.tests.map(({ skipped }) => skipped?.reason ?? null);

  it.each(['unable', 'refused', 'unsafe'] as const)('ends where one ends as %s: the harder ones are left out', (outcome) => {
    const visit = steps(atLadder(), settle(2, 'x', { isNew: true, outcome }));
    const why = 'An easier one of these tests could not be done.';
    expect(skippedOf(visit)).toEqual([null, null, null, why, why]);
    expect(visit.current).toBe(0);
  });

  it('ends where the stance was done and not held, goes on after a technical failure, and after one that was held', () => {
    const notHeld = settle(2, 'x', { isNew: true, entered: { 'functionTests.sideBySideStanceS': 6 }, endsLadder: true });
    expect(skippedOf(steps(atLadder(), notHeld)).slice(3)).not.toContain(null);
    expect(skippedOf(steps(atLadder(), settle(2, 'x', { isNew: true, outcome: 'technical' }))).slice(3)).toEqual([null, null]);
    const held = steps(atLadder(), settle(2, 'x', { isNew: true, entered: { 'functionTests.sideBySideStanceS': 10 } }));
    expect([skippedOf(held).slice(3), held.current]).toEqual([[null, null], 3]);
  });

  it('leaves tests outside of it alone', () => {
    expect(skippedOf(steps(ready(), { do: 'skip', test: 0, reason: 'Tired.' }))).toEqual(['Tired.', null, null, null, null]);
  });

  it('lets a test that was left out be done after all', () => {
    const visit = steps(atLadder(), settle(2, 'x', { isNew: true, outcome: 'unable' }), { do: 'goTo', test: 3 }, settle(3, 'y', { isNew: true, outcome: 'done', entered: { 'functionTests.semiTandemStanceS': 10 } }));
    expect(visit.tests[3]).toMatchObject({ skipped: null, attempts: [{ outcome: 'done' }] });
  });
});

describe('the end of a visit', () => {
  it('finished leaves out what nobody has come to, and says so', () => {
    const visit = steps(ready(), settle(0, 'x', { isNew: true, outcome: 'unable' }), { do: 'finish' });
    expect(visit).toMatchObject({ state: 'finished', ended: { ...SIGNED, reason: null } });
    expect(visit.tests.map(({ skipped }) => skipped !== null)).toEqual([false, true, true, true, true]);
  });

  it.each<[string, Visit]>([['before the safety check', someVisit()], ['while testing', ready()], ['while recording', steps(ready(), begin(0, 'a'))]])('comes at once when it is aborted %s', (_, visit) => {
    expect(steps(visit, { do: 'abort', reason: 'Felt faint.' })).toMatchObject({ state: 'aborted', ended: { reason: 'Felt faint.', ...SIGNED } });
  });

  it('is the end of every step but noting what happened', () => {
    for (const over of [steps(ready(), { do: 'finish' }), steps(ready(), { do: 'abort', reason: 'x' })]) {
      for (const step of [{ do: 'answerSafety', answers: noToAll }, { do: 'prepare' }, begin(0, 'a'), { do: 'abort', reason: 'y' }, { do: 'finish' }, { do: 'goTo', test: 1 }] as const) {
        expect(refusal(over, step), step.do).toMatch(/^CONFLICT This visit (is finished|was ended)\.$/);
      }
      expect(steps(over, { do: 'noteAdverseEvent', id: 'e1', what: 'Knee hurts.', happenedAt: AT, action: 'Rest.' }).adverseEvents).toHaveLength(1);
    }
  });

  it('does not lose a recording that comes after it', () => {
    const aborted = steps(ready(), begin(0, 'a'), { do: 'abort', reason: 'Fell.' });
    expect(recorded(aborted, 'a').tests[0].attempts[0]).toMatchObject({ decision: null, recording: { state: 'recorded', trialId: 'trial-a' } });
  });
});

describe('an adverse event', () => {
  it('is noted with the test that was under way, in every state', () => {
    const note: VisitStep = { do: 'noteAdverseEvent', id: 'e1', what: 'Stumbled.', happenedAt: '2026-03-02T08:59:00.000Z', action: 'Sat down.' };
    expect(steps({ ...ready(), current: 1 }, note).adverseEvents).toEqual([{ id: 'e1', what: 'Stumbled.', happenedAt: '2026-03-02T08:59:00.000Z', action: 'Sat down.', protocol: 'chair', ...SIGNED }]);
    expect(steps(someVisit(), note).adverseEvents[0].protocol).toBeNull();
  });
});

describe('news of a recording', () => {
  it('that could not be started is as if nobody had asked for it', () => {
    expect(attemptsOf(takeNews(steps(ready(), begin(0, 'a')), { news: 'notBegun', attemptId: 'a' }), 0)).toEqual([]);
  });

  it('that came twice, of an attempt nobody knows, or that it was lost after it was kept changes nothing', () => {
    const visit = recorded(steps(ready(), begin(0, 'a')), 'a');
    expect(recorded(visit, 'a')).toEqual(visit);
    expect(recorded(visit, 'nobody')).toEqual(visit);
    expect(takeNews(visit, { news: 'lost', attemptId: 'a', message: 'x' })).toEqual(visit);
  });

  it('that was given up and is there after all brings it back, to be decided', () => {
    const lost = takeNews(steps(ready(), begin(0, 'a')), { news: 'lost', attemptId: 'a', message: 'Interrupted.' });
    expect(recorded(lost, 'a').tests[0].attempts[0].recording).toMatchObject({ state: 'recorded', message: null });
  });
});
