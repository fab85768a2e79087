import type { Attempt, Visit, VisitTest } from '../../../../src/model/index.ts';
import type { SignedStep, VisitStep } from '../../../../src/pipeline/visit/actions.ts';
import { reduceVisit } from '../../../../src/pipeline/visit/reduce.ts';
import { safetyQuestions } from '../../../../src/protocols/index.ts';

export const AT = '2026-03-02T09:00:00.000Z';
export const SIGNED = { at: AT, by: 'u1' } as const;

const planned = (protocol: string, ladder: string | null = null): VisitTest => ({ protocol, durationS: 30, ladder, attempts: [], skipped: null });

/** A visit that has just begun: two tests, then a ladder of three. */
export const someVisit = (more: Partial<Visit> = {}): Visit => ({
  id: 'v1', patientId: 'p1', assessmentId: 'a1', battery: 'steadi', startedAt: AT, startedBy: 'u1', state: 'safetyCheck', safety: null,
  sensors: [], circumstances: {}, tests: [planned('walk'), planned('chair'), planned('sideBySide', 'stances'), planned('semiTandem', 'stances'), planned('tandem', 'stances')],
  current: 0, adverseEvents: [], ended: null, ...more,
});

export const noToAll: Readonly<Record<string, boolean>> = Object.fromEntries(safetyQuestions.map(({ id }) => [id, false]));
export const signed = (step: VisitStep): SignedStep => ({ ...step, ...SIGNED });
export const steps = (visit: Visit, ...all: readonly VisitStep[]): Visit => all.reduce((before, step) => reduceVisit(before, signed(step)), visit);

/** The tests may begin, with a sensor at the lower back. */
export const ready = (more: Partial<Visit> = {}): Visit =>
  steps(someVisit(more), { do: 'answerSafety', answers: noToAll }, { do: 'prepare', sensors: [{ id: 's1', site: 'lowerBack' }] });

export const begin = (test: number, attemptId: string): VisitStep => ({ do: 'begin', test, attemptId, circumstances: {} });
export const settle = (test: number, attemptId: string, more: Partial<Extract<VisitStep, { do: 'settle' }>> = {}): VisitStep =>
  ({ do: 'settle', test, attemptId, isNew: false, outcome: 'done', circumstances: {}, entered: {}, note: null, endsLadder: false, ...more });

export const attemptsOf = (visit: Visit, test: number): readonly (readonly [id: string, decision: string | null, outcome: string | null, recording: string | null])[] =>
  visit.tests[test].attempts.map(({ id, decision, outcome, recording }: Attempt) => [id, decision?.as ?? null, outcome, recording?.state ?? null]);
