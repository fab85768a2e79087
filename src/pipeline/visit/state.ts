import { AppError } from '../../model/index.ts';
import type { Attempt, Outcome, Visit, VisitTest } from '../../model/index.ts';
import type { SignedStep } from './actions.ts';

/** How a test can end that ends its ladder: the next one is harder. A technical failure says nothing about the person. */
const ENDS_LADDER: ReadonlySet<Outcome> = new Set<Outcome>(['unable', 'refused', 'unsafe']);
export const LADDER_ENDED = 'An easier one of these tests could not be done.';

export function isOver({ state }: Visit): boolean {
  return state === 'finished' || state === 'aborted';
}

/** Recorded, and nobody has said whether it counts. What was lost waits for nobody. */
export function isUndecided({ decision, recording }: Attempt): boolean {
  return decision === null && recording?.state !== 'lost';
}

/** The attempt that is being recorded, or whose recording is being analysed. */
export function openRecording({ tests }: Visit): Attempt | null {
  return tests.flatMap(({ attempts }) => attempts).find(({ recording }) => recording?.state === 'recording') ?? null;
}

/** Done, done in another way, or left out. */
export function isSettled({ attempts, skipped }: VisitTest): boolean {
  return skipped !== null || attempts.some(({ decision }) => decision?.as === 'accepted');
}

/** After a test was settled: the ladder may end, and the next open test is shown. */
export function afterTest(visit: Visit, step: Extract<SignedStep, { readonly do: 'settle' | 'skip' }>): Visit {
  const { at, by } = step;
  const { ladder } = visit.tests[visit.current];
  const ends = ladder !== null && step.do === 'settle' && (step.endsLadder || ENDS_LADDER.has(step.outcome));
  const tests = visit.tests.map((test, i): VisitTest =>
    ends && i > visit.current && test.ladder === ladder && !isSettled(test) ? { ...test, skipped: { reason: LADDER_ENDED, at, by } } : test);
  const open = tests.flatMap((test, i) => (isSettled(test) ? [] : [i]));
  return { ...visit, tests, current: open.find((i) => i > visit.current) ?? open[0] ?? tests.length };
}

export function refuse(why: string): AppError {
  return new AppError('CONFLICT', why);
}
