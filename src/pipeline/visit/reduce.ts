import { AppError } from '../../model/index.ts';
import type { Attempt, Signed, Visit, VisitTest } from '../../model/index.ts';
import { safetyQuestions } from '../../protocols/index.ts';
import type { Settle, SignedStep } from './actions.ts';
import { afterTest, isOver, isUndecided, openRecording, refuse } from './state.ts';

/**
 * The visit after a step. Pure: who and when come with the step, ids too.
 * @throws AppError CONFLICT for a step that cannot be taken now, BAD_INPUT for one that can never be
 */
export function reduceVisit(visit: Visit, step: SignedStep): Visit {
  const { at, by } = step;
  if (step.do === 'noteAdverseEvent') {
    const { id, what, happenedAt, action } = step;
    const protocol = visit.state === 'testing' ? visit.tests[visit.current]?.protocol ?? null : null;
    return { ...visit, adverseEvents: [...visit.adverseEvents, { id, what, happenedAt, action, protocol, at, by }] };
  }
  if (isOver(visit)) throw refuse(visit.state === 'finished' ? 'This visit is finished.' : 'This visit was ended.');
  switch (step.do) {
    case 'answerSafety':
      return answerSafety(visit, step.answers, { at, by });
    case 'decide': {
      if (visit.state !== 'decision' || visit.safety === null) throw refuse('There is nothing to decide.');
      const { goOn, reason } = step;
      const decided: Visit = { ...visit, safety: { ...visit.safety, decision: { goOn, reason, at, by } } };
      return goOn ? { ...decided, state: 'testing' } : { ...decided, state: 'aborted', ended: { at, by, reason } };
    }
    case 'prepare':
      if (step.sensors && openRecording(visit)) throw refuse('A test is being recorded; its sensors stay until it is over.');
      return { ...visit, sensors: step.sensors ?? visit.sensors, circumstances: step.circumstances ?? visit.circumstances };
    case 'abort':
      return { ...visit, state: 'aborted', ended: { at, by, reason: step.reason } };
    case 'begin':
    case 'settle':
    case 'setAside':
    case 'skip':
    case 'goTo':
    case 'finish':
      if (visit.state !== 'testing') throw refuse('The safety check comes before the tests.');
      return testing(visit, step);
  }
}

type TestingStep = Extract<SignedStep, { readonly do: 'begin' | 'settle' | 'setAside' | 'skip' | 'goTo' | 'finish' }>;

function testing(visit: Visit, step: TestingStep): Visit {
  const { at, by } = step;
  if (openRecording(visit)) throw refuse('A test is being recorded; stop it first.');
  if (step.do === 'finish') return finish(visit, { at, by });
  const test = visit.tests[step.test] as VisitTest | undefined;
  if (test === undefined && !(step.do === 'goTo' && step.test === visit.tests.length)) throw new AppError('BAD_INPUT', 'test: this visit has no such test', { field: 'test' });
  if (test === undefined || step.do === 'goTo') return { ...visit, current: step.test };
  if (step.test !== visit.current) throw refuse('Another test is shown than the one that is meant; look at the page again.');
  switch (step.do) {
    case 'begin': {
      if (visit.sensors.length === 0) throw refuse('No sensor is worn. Choose one first, or enter what the stopwatch says.');
      if (test.attempts.some(isUndecided)) throw refuse('Accept or repeat what was recorded before you record the test again.');
      const attempt: Attempt = {
        id: step.attemptId, startedAt: at, recording: { state: 'recording', message: null, trialId: null, recordingId: null, analysisKey: null },
        circumstances: { ...visit.circumstances, ...step.circumstances }, decision: null, outcome: null, entered: {}, note: null,
      };
      return withTest(visit, { ...test, attempts: [...test.attempts, attempt] });
    }
    case 'settle':
      return afterTest(withTest(visit, settled(test, visit, step)), step);
    case 'setAside': {
      const attempt = undecided(test, step.attemptId);
      return withTest(visit, replaced(test, { ...attempt, decision: { as: 'setAside', at, by }, note: step.note ?? attempt.note }));
    }
    case 'skip': {
      if (test.attempts.some(({ decision }) => decision?.as === 'accepted')) throw refuse('This test has been done.');
      if (test.attempts.some(isUndecided)) throw refuse('Accept or set aside what was recorded before you skip the test.');
      return afterTest(withTest(visit, { ...test, skipped: { reason: step.reason, at, by } }), step);
    }
  }
}

function answerSafety(visit: Visit, answers: Readonly<Record<string, boolean>>, { at, by }: Signed): Visit {
  if (visit.state !== 'safetyCheck' && visit.state !== 'decision') throw refuse('The safety check was answered already.');
  const open = safetyQuestions.find(({ id }) => typeof answers[id] !== 'boolean');
  if (open) throw new AppError('BAD_INPUT', `answers: "${open.question}" is not answered; answer yes or no`, { field: `answers.${open.id}` });
  const strange = Object.keys(answers).find((id) => !safetyQuestions.some((question) => question.id === id));
  if (strange !== undefined) throw new AppError('BAD_INPUT', 'answers: there is such a question nowhere in the safety check; GET /api/v1/batteries lists them', { field: 'answers' });
  const isWarned = Object.values(answers).some((yes) => yes);
  return { ...visit, state: isWarned ? 'decision' : 'testing', safety: { answers, decision: null, at, by } };
}

function settled(test: VisitTest, { circumstances }: Visit, step: Settle & Signed): VisitTest {
  const { at, by, attemptId, outcome, entered, note } = step;
  const attempt: Attempt = step.isNew
    ? { id: attemptId, startedAt: at, recording: null, circumstances, decision: null, outcome: null, entered: {}, note: null }
    : undecided(test, attemptId);
  if (step.isNew && test.attempts.some(isUndecided)) throw refuse('Accept or repeat what was recorded first.');
  if (outcome === 'done' && attempt.recording?.state !== 'recorded' && Object.keys(entered).length === 0) {
    throw new AppError('BAD_INPUT', 'outcome: nothing was recorded; enter what was measured by stopwatch or eye, or say why the test was not done', { field: 'outcome' });
  }
  const decided: Attempt = {
    ...attempt, outcome, entered, circumstances: { ...attempt.circumstances, ...step.circumstances }, note: note ?? attempt.note, decision: { as: 'accepted', at, by },
  };
  const before = test.attempts.map((one): Attempt => (one.decision?.as === 'accepted' ? { ...one, decision: { as: 'setAside', at, by } } : one));
  return replaced({ ...test, attempts: step.isNew ? [...before, decided] : before, skipped: null }, decided);
}

/** Tests nobody has come to are left out, and say so. */
function finish(visit: Visit, { at, by }: Signed): Visit {
  const waiting = visit.tests.find(({ attempts }) => attempts.some(isUndecided));
  if (waiting) throw refuse('A recording is not decided yet; accept it, or set it aside.');
  const tests = visit.tests.map((test): VisitTest =>
    test.skipped !== null || test.attempts.some(({ decision }) => decision?.as === 'accepted') ? test : { ...test, skipped: { reason: 'The visit was finished before it.', at, by } });
  return { ...visit, tests, state: 'finished', ended: { at, by, reason: null } };
}

function undecided(test: VisitTest, attemptId: string): Attempt {
  const attempt = test.attempts.find(({ id }) => id === attemptId);
  if (!attempt) throw new AppError('BAD_INPUT', 'attemptId: this test has no such attempt', { field: 'attemptId' });
  if (attempt.decision !== null) throw refuse('That attempt was decided already.');
  return attempt;
}

function replaced(test: VisitTest, attempt: Attempt): VisitTest {
  return { ...test, attempts: test.attempts.map((one) => (one.id === attempt.id ? attempt : one)) };
}

function withTest(visit: Visit, test: VisitTest): Visit {
  return { ...visit, tests: visit.tests.map((one, i) => (i === visit.current ? test : one)) };
}
