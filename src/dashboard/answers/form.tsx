import { useRef, useState } from 'preact/hooks';
import type { AssessmentView } from '../../api/schemas/assessments.ts';
import type { Answers } from '../../model/risk.ts';
import { putAnswers } from '../client/api.ts';
import type { Draft } from '../client/drafts.ts';
import { draftOf, keepDraft } from '../client/drafts.ts';
import { announce } from '../client/live.ts';
import type { FieldError } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { text } from '../words/text.ts';
import { AnswerFieldInput, fieldAnchor } from './field.tsx';
import type { AnswerField, FieldGroup } from './fields.ts';
import { answersFrom, draftFrom, groupsOf, groupsToOpen, withLabels } from './fields.ts';
import { AnswersOnPaper } from './onPaper.tsx';
import { changesOf } from './changes.ts';

interface Props {
  readonly assessment: AssessmentView;
  readonly fields: readonly AnswerField[];
  readonly readOnly: boolean;
  /** Answers that are entered elsewhere, as they are now: saved unchanged. None where the form has every question. */
  readonly others?: () => Promise<Answers>;
  readonly onSaved: (assessment: AssessmentView) => void;
}

const sameDraft = (a: Draft, b: Draft) => Object.keys({ ...a, ...b }).every((id) => (a[id] ?? '') === (b[id] ?? ''));

/** Opens the group of a question and puts the focus into it. */
export function goToField(id: string): void {
  const input = document.getElementById(fieldAnchor(id));
  const group = input?.closest('details');
  if (group) group.open = true;
  // A radio group is entered at the choice that is made.
  const chosen = input instanceof HTMLInputElement && input.type === 'radio' ? input.closest('fieldset')?.querySelector<HTMLInputElement>('input:checked') : null;
  const target = chosen ?? input;
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'center' });
}

export function AnswersForm({ assessment, fields, readOnly, others, onSaved }: Props) {
  const saved = draftFrom(assessment.answers, fields);
  const [draft, setDraft] = useState<Draft>(() => draftOf(assessment.id) ?? saved);
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const failed = useRef<HTMLParagraphElement>(null);
  const groups = groupsOf(fields);
  // Decided once: a group must not close under the hands of who fills it in.
  const [open] = useState(() => groupsToOpen(groups, assessment.risk));
  const changed = !sameDraft(draft, saved);
  const errorOf = (id: string) => faults.find((fault) => fault.field === id)?.message ?? null;

  function change(id: string, value: string): void {
    const next = { ...draft, [id]: value };
    setDraft(next);
    setFaults(faults.filter((fault) => fault.field !== id));
    setOutcome([]);
    keepDraft(assessment.id, sameDraft(next, saved) ? null : next);
  }

  function refuse(problems: readonly FieldError[], message: string): void {
    setFaults(problems);
    setFailure(message);
    const first = problems.find((problem) => fields.some((field) => field.id === problem.field));
    requestAnimationFrame(() => (first ? goToField(first.field) : failed.current?.focus()));
  }

  async function save(): Promise<void> {
    setFailure(null);
    setOutcome([]);
    const { answers, faults: found } = answersFrom(draft, fields);
    if (found.length > 0) return refuse(found, text.errors.form(found.length));
    setFaults([]);
    setBusy(true);
    try {
      const updated = await putAnswers(assessment.id, { ...(await others?.()), ...answers });
      const sentences = changesOf(assessment.risk, updated.risk);
      keepDraft(assessment.id, null);
      setDraft(draftFrom(updated.answers, fields));
      setOutcome(sentences);
      announce(`${text.answers.saved} ${sentences.join(' ')}`);
      onSaved(updated);
    } catch (error) {
      const problem = asProblem(error);
      refuse(problem.fields.map((field) => ({ ...field, message: withLabels(field.message, fields) })), withLabels(problem.message, fields));
    } finally {
      setBusy(false);
    }
  }

  const group = ({ id, title, purpose, fields: members }: FieldGroup) => (
    <details key={id} class="group" open={open.has(id)}>
      <summary>
        <span class="groupTitle">{title}</span>{' '}
        <span class="quiet">{text.answers.answered(members.filter((field) => (draft[field.id] ?? '') !== '').length, members.length)}</span>
      </summary>
      <p class="quiet">{purpose}</p>
      {members.map((field) => (
        <AnswerFieldInput key={field.id} field={field} value={draft[field.id] ?? ''} error={errorOf(field.id)} disabled={readOnly} onValue={(value) => change(field.id, value)} />
      ))}
    </details>
  );

  return (
    <form
      class="panel answers"
      noValidate
      aria-labelledby="answers-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !readOnly) void save();
      }}
    >
      <h2 id="answers-title">{text.answers.title}</h2>
      <p class="quiet">{text.answers.about}</p>
      {failure !== null && (
        <p class="formError" role="alert" tabIndex={-1} ref={failed}>
          {failure}
        </p>
      )}
      <AnswersOnPaper answers={assessment.answers} fields={fields} />
      {groups.map(group)}
      {readOnly ? (
        <p class="quiet">{text.answers.readOnly}</p>
      ) : (
        <div class="saveBar">
          <button type="submit" class="primary" aria-disabled={busy}>
            {busy ? text.answers.saving : text.answers.save}
          </button>
          {changed && <span class="quiet">{text.answers.unsaved}</span>}
          {!changed && outcome.length > 0 && (
            <span class="saved">
              {text.answers.saved} {outcome.join(' ')}
            </span>
          )}
        </div>
      )}
    </form>
  );
}
