import { useEffect, useRef, useState } from 'preact/hooks';
import type { VisitView } from '../../api/schemas/visits.ts';
import { abortVisit } from '../client/visits.ts';
import { visit as words } from '../words/visit.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly onVisit: (visit: VisitView) => void;
  readonly onClose: () => void;
}

/** Ends the visit at once. A reason is chosen already, so that pressing twice is enough. */
export function EndNow({ visit, onVisit, onClose }: Props) {
  const [reason, setReason] = useState<string>(words.end.reasons[0]);
  const { busy, problem, take } = useStep(onVisit);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  return (
    <section ref={panel} class="panel problem" aria-labelledby="end-title">
      <h2 id="end-title">{words.end.title}</h2>
      <p>{words.end.about}</p>
      <p class="actions">
        <StepButton busy={busy} danger onPress={() => void take(() => abortVisit(visit.id, { reason }))}>
          {busy ? words.end.ending : words.end.confirm}
        </StepButton>
        <StepButton busy={busy} onPress={onClose}>
          {words.end.cancel}
        </StepButton>
      </p>
      <div class="field">
        <label for="end-why">{words.end.why}</label>
        <select id="end-why" value={reason} onChange={(event) => setReason(event.currentTarget.value)}>
          {words.end.reasons.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <StepProblem problem={problem} />
    </section>
  );
}
