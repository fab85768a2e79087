import type { AssessmentView } from '../../api/schemas/assessments.ts';
import { dateAndTime } from '../words/numbers.ts';
import { visit as words } from '../words/visit.ts';

/** The guided visit an assessment comes from: where it stands, what the safety check said, and what must not have happened. */
export function VisitNotes({ visit }: { visit: NonNullable<AssessmentView['visit']> }) {
  const { id, state, safety, ended, adverseEvents } = visit;
  const decision = safety?.decision;
  const isOpen = state !== 'finished' && state !== 'aborted';
  if (state === 'finished' && !decision && adverseEvents.length === 0) return null;
  return (
    <section class={adverseEvents.length > 0 ? 'panel problem visitNotes' : 'panel visitNotes'} aria-labelledby="visit-title">
      <h2 id="visit-title">{words.summary.title}</h2>
      {isOpen && (
        <p>
          {words.states[state]}. <a href={`/visits/${id}`}>{words.summary.goOn}</a>
        </p>
      )}
      {state === 'aborted' && <p>{words.over.aborted(ended?.reason ?? '')}</p>}
      {decision?.goOn && (
        <p>
          {words.decision.decided}: {decision.reason}
        </p>
      )}
      {adverseEvents.length > 0 && (
        <>
          <h3>{words.adverse.list}</h3>
          <ul>
            {adverseEvents.map((event) => (
              <li key={event.id}>{words.adverse.line(dateAndTime(event.happenedAt), event.what, event.action)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
