import type { VisitTestView, VisitView } from '../../api/schemas/visits.ts';
import { finishVisit, turnTo } from '../client/visits.ts';
import { capital, wordOf } from '../words/lists.ts';
import { visit as words } from '../words/visit.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { acceptedAttempt, isSettled } from './stage.ts';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly labelOf: (protocol: string) => string;
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

/** How a test ended, in words. */
export function resultWords(test: VisitTestView): string {
  const accepted = acceptedAttempt(test);
  if (accepted?.outcome) return capital(wordOf(accepted.outcome)) + (accepted.note === null ? '' : `: ${accepted.note}`);
  return test.skipped ? `${capital(wordOf('notDone'))}: ${test.skipped.reason}` : words.bar.testStates.open;
}

/** All tests and how they ended; the end of the visit. */
export function Review({ visit, labelOf, focus, onVisit }: Props) {
  const { busy, problem, take } = useStep(onVisit);
  return (
    <section class="panel">
      <StepTitle title={words.review.title} focus={focus} />
      <p>{words.review.about}</p>
      <div class="scroll" role="region" aria-label={words.bar.tests} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.review.test}</th>
              <th scope="col">{words.review.result}</th>
              <th scope="col" class="number">{words.review.tries}</th>
              <th scope="col">{words.review.again}</th>
            </tr>
          </thead>
          <tbody>
            {visit.tests.map((test, i) => (
              <tr key={i}>
                <th scope="row">{labelOf(test.protocol)}</th>
                <td>{resultWords(test)}</td>
                <td class="number">{test.attempts.length}</td>
                <td>
                  <button type="button" class="small" aria-label={words.review.doAgain(labelOf(test.protocol))} aria-disabled={busy} onClick={() => void take(() => turnTo(visit.id, { test: i }))}>
                    {words.review.again}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StepProblem problem={problem} />
      <p class="actions">
        <StepButton busy={busy} primary big onPress={() => void take(() => finishVisit(visit.id))}>
          {busy ? words.review.finishing : words.review.finish}
        </StepButton>
      </p>
    </section>
  );
}

/** The way out before the last test. */
export function FinishEarly({ visit, onVisit }: Pick<Props, 'visit' | 'onVisit'>) {
  const { busy, problem, take } = useStep(onVisit);
  const open = visit.tests.filter((test) => !isSettled(test)).length;
  return (
    <div class="finishEarly">
      <StepProblem problem={problem} />
      <p class="actions">
        <StepButton busy={busy} onPress={() => void take(() => finishVisit(visit.id))}>
          {busy ? words.review.finishing : words.review.early}
        </StepButton>
        <span class="quiet">{words.review.earlyHint(open)}</span>
      </p>
    </div>
  );
}
