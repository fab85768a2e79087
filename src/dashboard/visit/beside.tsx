import { useState } from 'preact/hooks';
import type { AssessmentView } from '../../api/schemas/assessments.ts';
import type { VisitView } from '../../api/schemas/visits.ts';
import type { Answers } from '../../model/risk.ts';
import type { AnswerField } from '../answers/fields.ts';
import { AnswersForm } from '../answers/form.tsx';
import { assessment } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { Loaded } from '../parts/states.tsx';
import { visit as words } from '../words/visit.ts';
import { settledCount } from './stage.ts';

/** What a form does not ask for. */
export function answersOutside(answers: Answers, fields: readonly AnswerField[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => fields.every((field) => field.id !== id)));
}

function Form({ loaded, fields }: { loaded: AssessmentView; fields: readonly AnswerField[] }) {
  const [saved, setSaved] = useState<AssessmentView | null>(null);
  // A test may have been settled on another tablet since this was loaded.
  const others = async () => answersOutside((await assessment(loaded.id, new AbortController().signal)).answers, fields);
  return <AnswersForm assessment={saved ?? loaded} fields={fields} readOnly={false} others={others} onSaved={setSaved} />;
}

/** Falls history and questionnaires of the visit's assessment. @param fields without those that are entered with a test */
export function Beside({ visit, fields }: { visit: VisitView; fields: readonly AnswerField[] }) {
  const [open, setOpen] = useState(false);
  // Read anew after every test: what it brought changes what saving says about the levels.
  const resource = useResource(open ? `${visit.assessmentId} ${settledCount(visit)}` : null, (signal) => assessment(visit.assessmentId, signal));
  return (
    <details class="panel questions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{words.beside.title}</strong>
      </summary>
      <p class="quiet">{words.beside.about}</p>
      {open && <Loaded resource={resource}>{(loaded) => <Form loaded={loaded} fields={fields} />}</Loaded>}
    </details>
  );
}
