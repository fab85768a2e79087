import { useRef, useState } from 'preact/hooks';
import type { VisitTestView, VisitView } from '../../api/schemas/visits.ts';
import { turnTo } from '../client/visits.ts';
import { navigate } from '../router.ts';
import { visit as words } from '../words/visit.ts';
import { AdverseForm, AdverseList } from './adverse.tsx';
import { EndNow } from './endNow.tsx';
import { StepButton, StepProblem } from './parts.tsx';
import { acceptedAttempt } from './stage.ts';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly labelOf: (protocol: string) => string;
  /** A test is being recorded: nobody turns to another. */
  readonly recording: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

function stateOf(test: VisitTestView, now: boolean): keyof typeof words.bar.testStates {
  if (now) return 'now';
  const accepted = acceptedAttempt(test);
  if (accepted) return accepted.outcome === 'done' ? 'done' : 'ended';
  return test.skipped ? 'skipped' : 'open';
}
const signs = { open: '○', now: '▶', done: '✓', ended: '✕', skipped: '–' } as const;

/** Where the visit is, and what can be done at any moment: note an adverse event, leave, end. */
export function VisitBar({ visit, labelOf, recording, onVisit }: Props) {
  const [open, setOpen] = useState<'adverse' | 'end' | null>(null);
  const { busy, problem, take } = useStep(onVisit);
  const opener = useRef<HTMLDivElement>(null);
  const test = visit.tests.at(visit.current);
  const testing = visit.state === 'testing';
  const close = () => {
    const index = open === 'adverse' ? 0 : 2;
    setOpen(null);
    opener.current?.querySelectorAll('button')[index]?.focus();
  };
  return (
    <>
      <section class="visitBar" aria-label={words.bar.label}>
        <p class="progress">
          {testing && test && visit.current < visit.tests.length ? words.bar.progress(visit.current + 1, visit.tests.length, labelOf(test.protocol)) : words.states[visit.state]}
        </p>
        <div class="actions" ref={opener}>
          <button type="button" class="small" aria-expanded={open === 'adverse'} onClick={() => setOpen(open === 'adverse' ? null : 'adverse')}>
            {words.bar.adverse}
          </button>
          <button type="button" class="small" title={words.bar.leaveHint} onClick={() => navigate(`/patients/${visit.patientId}`)}>
            {words.bar.leave}
          </button>
          <button type="button" class="small danger" aria-expanded={open === 'end'} onClick={() => setOpen(open === 'end' ? null : 'end')}>
            {words.bar.end}
          </button>
        </div>
        {testing && (
          <nav aria-label={words.bar.tests}>
            <ol class="tests">
              {visit.tests.map((one, i) => {
                const state = stateOf(one, i === visit.current);
                const label = labelOf(one.protocol);
                return (
                  <li key={i} data-state={state}>
                    <StepButton busy={busy || recording || state === 'now'} onPress={() => void take(() => turnTo(visit.id, { test: i }))}>
                      <span aria-hidden="true">{signs[state]}</span> {i + 1}
                      <span class="testName"> {label}</span>
                      <span class="unseen">, {words.bar.testStates[state]}</span>
                    </StepButton>
                  </li>
                );
              })}
            </ol>
          </nav>
        )}
        <StepProblem problem={problem} />
      </section>
      {open === 'adverse' && <AdverseForm visit={visit} onVisit={onVisit} onClose={close} />}
      {open === 'end' && <EndNow visit={visit} onVisit={onVisit} onClose={close} />}
      <AdverseList events={visit.adverseEvents} />
    </>
  );
}
