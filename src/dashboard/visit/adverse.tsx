import { useEffect, useRef, useState } from 'preact/hooks';
import type { VisitView } from '../../api/schemas/visits.ts';
import { announce } from '../client/live.ts';
import { noteAdverseEvent } from '../client/visits.ts';
import { TextField } from '../parts/textField.tsx';
import { dateAndTime } from '../words/numbers.ts';
import { visit as words } from '../words/visit.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { useStep } from './useStep.ts';

/** `2026-03-14T14:02` on this computer's clock, as an input for date and time has it. */
export function localMinute(when: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}T${two(when.getHours())}:${two(when.getMinutes())}`;
}

/** RFC 3339 of what was entered; null for no time, and for one that is still to come. */
export function momentFrom(entered: string, now: Date): string | null {
  const when = new Date(entered);
  // The minute that runs is entered as its beginning.
  return entered === '' || Number.isNaN(when.getTime()) || when.getTime() > now.getTime() ? null : when.toISOString();
}

interface Props {
  readonly visit: VisitView;
  readonly onVisit: (visit: VisitView) => void;
  readonly onClose: () => void;
}

/** What happened, when, and what was done. */
export function AdverseForm({ visit, onVisit, onClose }: Props) {
  const [what, setWhat] = useState('');
  const [when, setWhen] = useState(() => localMinute(new Date()));
  const [action, setAction] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, take } = useStep(onVisit);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const missing = (value: string) => (tried && value.trim() === '' ? words.adverse.needed : null);

  async function save(): Promise<void> {
    setTried(true);
    const happenedAt = momentFrom(when, new Date());
    if (what.trim() === '' || action.trim() === '' || happenedAt === null) {
      const first = what.trim() === '' ? 'adverse-what' : happenedAt === null ? 'adverse-when' : 'adverse-action';
      document.getElementById(first)?.focus();
      return;
    }
    if (!(await take(() => noteAdverseEvent(visit.id, { what, action, happenedAt })))) return;
    announce(words.adverse.noted);
    onClose();
  }

  const whenFault = tried && momentFrom(when, new Date()) === null ? words.adverse.whenFault : null;
  return (
    <form
      ref={form}
      class="panel problem adverse"
      aria-labelledby="adverse-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 id="adverse-title">{words.adverse.title}</h2>
      <p class="quiet">{words.adverse.about}</p>
      <TextField id="adverse-what" label={words.adverse.what} value={what} onValue={setWhat} error={missing(what)} />
      <div class="field">
        <label for="adverse-when">{words.adverse.when}</label>
        <input
          id="adverse-when"
          class="when"
          type="datetime-local"
          value={when}
          aria-invalid={whenFault ? 'true' : undefined}
          aria-describedby={whenFault ? 'adverse-when-error' : undefined}
          onInput={(event) => setWhen(event.currentTarget.value)}
        />
        {whenFault && (
          <p class="fieldError" id="adverse-when-error">
            {whenFault}
          </p>
        )}
      </div>
      <TextField id="adverse-action" label={words.adverse.action} value={action} onValue={setAction} error={missing(action)} />
      <StepProblem problem={problem} />
      <p class="actions">
        <button type="submit" class="primary" aria-disabled={busy}>
          {busy ? words.adverse.saving : words.adverse.save}
        </button>
        <StepButton busy={busy} onPress={onClose}>
          {words.adverse.cancel}
        </StepButton>
      </p>
    </form>
  );
}

/** What was noted so far. */
export function AdverseList({ events }: { events: VisitView['adverseEvents'] }) {
  if (events.length === 0) return null;
  return (
    <section class="panel problem" aria-labelledby="adverse-list-title">
      <h2 id="adverse-list-title">{words.adverse.list}</h2>
      <ul>
        {events.map(({ id, happenedAt, what, action }) => (
          <li key={id}>{words.adverse.line(dateAndTime(happenedAt), what, action)}</li>
        ))}
      </ul>
    </section>
  );
}
