import { useState } from 'preact/hooks';
import type { VisitView } from '../../api/schemas/visits.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';

export interface Step {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Takes a step once at a time; the visit that comes back is handed on. @returns whether it was taken */
  readonly take: (step: () => Promise<VisitView>) => Promise<boolean>;
}

/** One step of a visit at a time, with what went wrong. */
export function useStep(onVisit: (visit: VisitView) => void): Step {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    busy,
    problem,
    async take(step) {
      if (busy) return false;
      setBusy(true);
      setProblem(null);
      try {
        onVisit(await step());
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
