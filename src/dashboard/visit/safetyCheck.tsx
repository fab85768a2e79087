import { useState } from 'preact/hooks';
import type { BatteryList } from '../../api/schemas/catalogue.ts';
import type { VisitView } from '../../api/schemas/visits.ts';
import { answerSafety } from '../client/visits.ts';
import { text } from '../words/text.ts';
import { visit as words } from '../words/visit.ts';
import { StepProblem } from './parts.tsx';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly questions: BatteryList['safetyQuestions'];
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

/** The questions before the first test; every one is to be answered. */
export function SafetyCheck({ visit, questions, focus, onVisit }: Props) {
  const [answers, setAnswers] = useState<Readonly<Record<string, boolean>>>({});
  const [tried, setTried] = useState(false);
  const { busy, problem, take } = useStep(onVisit);
  const open = questions.filter(({ id }) => answers[id] === undefined);

  function submit(): void {
    setTried(true);
    if (open.length > 0) document.getElementById(`safety-${open[0].id}-yes`)?.focus();
    else void take(() => answerSafety(visit.id, { answers }));
  }

  return (
    <form
      class="panel safety"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <StepTitle title={words.safety.title} focus={focus} />
      <p>{words.safety.about}</p>
      {questions.map(({ id, question }) => {
        const fault = tried && answers[id] === undefined;
        const choice = (value: boolean, label: string) => (
          <label class="choice">
            <input
              type="radio"
              id={`safety-${id}-${value ? 'yes' : 'no'}`}
              name={`safety-${id}`}
              checked={answers[id] === value}
              onChange={() => setAnswers({ ...answers, [id]: value })}
            />
            {label}
          </label>
        );
        return (
          <fieldset key={id} class="field yesNo" aria-invalid={fault ? 'true' : undefined} aria-describedby={fault ? `safety-${id}-fault` : undefined}>
            <legend>{question}</legend>
            <div class="choices">
              {choice(true, text.app.yes)}
              {choice(false, text.app.no)}
            </div>
            {fault && (
              <p class="fieldError" id={`safety-${id}-fault`}>
                {words.safety.answer}
              </p>
            )}
          </fieldset>
        );
      })}
      {tried && open.length > 0 && (
        <p class="formError" role="alert">
          {words.safety.unanswered(open.length)}
        </p>
      )}
      <StepProblem problem={problem} />
      <button type="submit" class="primary" aria-disabled={busy}>
        {words.safety.submit}
      </button>
    </form>
  );
}
