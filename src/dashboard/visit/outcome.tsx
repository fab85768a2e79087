import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AttemptView, TestResult, VisitView } from '../../api/schemas/visits.ts';
import type { VisitCircumstances } from '../../model/visit.ts';
import type { Draft } from '../client/drafts.ts';
import type { FieldError } from '../client/problem.ts';
import { settleTest } from '../client/visits.ts';
import { AnswerFieldInput } from '../answers/field.tsx';
import type { AnswerField } from '../answers/fields.ts';
import { answersFrom } from '../answers/fields.ts';
import { goToField } from '../answers/form.tsx';
import { TextField } from '../parts/textField.tsx';
import { visit as words } from '../words/visit.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { useStep } from './useStep.ts';

export const OUTCOMES = ['done', 'unable', 'refused', 'unsafe', 'technical'] as const satisfies readonly TestResult['outcome'][];

interface Props {
  readonly visit: VisitView;
  /** What was recorded; null where nothing was. */
  readonly attempt: AttemptView | null;
  /** What can be entered for this test. */
  readonly fields: readonly AnswerField[];
  readonly circumstances: VisitCircumstances;
  readonly onVisit: (visit: VisitView) => void;
  /** Beside the button. */
  readonly children?: ComponentChildren;
}

/** How a test ended, what a stopwatch says, and a note: kept, the test is settled. */
export function OutcomeForm({ visit, attempt, fields, circumstances, onVisit, children }: Props) {
  const recorded = attempt?.recording?.state === 'recorded';
  const good = attempt?.reading?.ok === true;
  const [outcome, setOutcome] = useState<TestResult['outcome']>(recorded || fields.length > 0 ? 'done' : 'unable');
  const [draft, setDraft] = useState<Draft>({});
  const [note, setNote] = useState('');
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const { busy, problem, take } = useStep(onVisit);
  const id = attempt ? 'verdict' : 'other';

  function save(): void {
    const { answers, faults: found } = answersFrom(draft, fields);
    setFaults(found);
    if (found.length > 0) return goToField(found[0].field);
    void take(() => settleTest(visit.id, {
      test: visit.current,
      ...(attempt ? { attemptId: attempt.id } : {}),
      outcome, circumstances, entered: answers,
      ...(note.trim() === '' ? {} : { note }),
    }));
  }

  const label = !recorded ? words.verdict.save : outcome !== 'done' ? words.verdict.save : good ? words.verdict.accept : words.verdict.acceptAnyway;
  return (
    <div class="outcome">
      <div class="field">
        <label for={`${id}-outcome`}>{words.verdict.ended}</label>
        <select id={`${id}-outcome`} value={outcome} onChange={(event) => setOutcome(event.currentTarget.value as TestResult['outcome'])}>
          {OUTCOMES.filter((one) => one !== 'done' || recorded || fields.length > 0).map((one) => (
            <option key={one} value={one}>
              {words.outcomes[one]}
            </option>
          ))}
        </select>
      </div>
      {fields.length > 0 && (
        <fieldset class="field">
          <legend>{words.verdict.entered}</legend>
          <p class="hint">{words.verdict.enteredHint}</p>
          {fields.map((field) => (
            <AnswerFieldInput
              key={field.id}
              field={field}
              value={draft[field.id] ?? ''}
              error={faults.find((fault) => fault.field === field.id)?.message ?? null}
              disabled={false}
              onValue={(value) => setDraft({ ...draft, [field.id]: value })}
            />
          ))}
        </fieldset>
      )}
      <TextField id={`${id}-note`} label={words.verdict.note} value={note} onValue={setNote} />
      <StepProblem problem={problem} />
      <p class="actions">
        <StepButton busy={busy} primary={!recorded || good} onPress={save}>
          {busy ? words.verdict.accepting : label}
        </StepButton>
        {children}
      </p>
    </div>
  );
}
