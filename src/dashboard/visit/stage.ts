import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { AttemptView, VisitTestView, VisitView } from '../../api/schemas/visits.ts';

/** What the page of a visit shows. */
export type Stage = 'safetyCheck' | 'decision' | 'prepare' | 'before' | 'recording' | 'verdict' | 'review' | 'over';

/** The attempt that waits: it is recorded, or to be decided. */
export function waitingAttempt(test: VisitTestView | undefined): AttemptView | null {
  return test?.attempts.find(({ decision, recording }) => decision === null && recording?.state !== 'lost') ?? null;
}

/** @param preparing sensors, aid and shoes are being chosen */
export function stageOf(visit: VisitView, preparing: boolean): Stage {
  if (visit.state === 'safetyCheck' || visit.state === 'decision') return visit.state;
  if (visit.state !== 'testing') return 'over';
  const attempt = waitingAttempt(visit.tests[visit.current]);
  if (attempt?.recording?.state === 'recording') return 'recording';
  if (attempt) return 'verdict';
  if (preparing) return 'prepare';
  return visit.current >= visit.tests.length ? 'review' : 'before';
}

/** Sensors and shoes come first; a visit that is resumed in the middle goes on there. */
export function isUnprepared({ sensors, tests }: VisitView): boolean {
  return sensors.length === 0 && tests.every((test) => !isSettled(test) && test.attempts.length === 0);
}

export function acceptedAttempt({ attempts }: VisitTestView): AttemptView | null {
  return attempts.find(({ decision }) => decision?.as === 'accepted') ?? null;
}

export function isSettled(test: VisitTestView): boolean {
  return test.skipped !== null || acceptedAttempt(test) !== null;
}

export function settledCount({ tests }: VisitView): number {
  return tests.filter(isSettled).length;
}

/** Why the newest recording is not there; null where it is, or none was tried. */
export function lostBecause({ attempts }: VisitTestView): string | null {
  const recording = attempts.at(-1)?.recording;
  return recording?.state === 'lost' && attempts.at(-1)?.decision === null ? recording.message ?? '' : null;
}

/** This attempt's own session; another one may run. */
export function sessionOf(attempt: AttemptView | null, session: LiveSessionView | null): LiveSessionView | null {
  return attempt !== null && session?.attemptId === attempt.id ? session : null;
}

/** s since a moment of the session, at `nowMs` of the clock that read `heardMs` when `elapsedS` was told. */
export function sinceS(markS: number, elapsedS: number, heardMs: number, nowMs: number): number {
  return Math.max(0, elapsedS + (nowMs - heardMs) / 1000 - markS);
}
