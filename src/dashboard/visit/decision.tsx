import { useState } from 'preact/hooks';
import type { BatteryList } from '../../api/schemas/catalogue.ts';
import type { VisitView } from '../../api/schemas/visits.ts';
import { decide } from '../client/visits.ts';
import { TextField } from '../parts/textField.tsx';
import { visit as words } from '../words/visit.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { SafetyCheck } from './safetyCheck.tsx';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly questions: BatteryList['safetyQuestions'];
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

/** A warning of the safety check: what it means, and the therapist's own decision. */
export function Decision({ visit, questions, focus, onVisit }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [again, setAgain] = useState(false);
  const { busy, problem, take } = useStep(onVisit);
  if (again) return <SafetyCheck visit={visit} questions={questions} focus onVisit={onVisit} />;

  function choose(goOn: boolean): void {
    setTried(true);
    if (reason.trim() === '') document.getElementById('decision-reason')?.focus();
    else void take(() => decide(visit.id, { goOn, reason }));
  }

  return (
    <section class="panel problem">
      <StepTitle title={words.decision.title} focus={focus} />
      <p>{words.decision.about}</p>
      <ul class="warnings">
        {questions.filter(({ id }) => visit.safety?.answers[id]).map(({ id, question, advice }) => (
          <li key={id}>
            <span class="quiet">{question}</span>
            <br />
            <strong>{advice}</strong>
          </li>
        ))}
      </ul>
      <p>{words.decision.ask}</p>
      <TextField
        id="decision-reason"
        label={words.decision.reason}
        hint={words.decision.reasonHint}
        value={reason}
        onValue={setReason}
        error={tried && reason.trim() === '' ? words.decision.missing : null}
      />
      <StepProblem problem={problem} />
      <p class="actions">
        <StepButton busy={busy} primary onPress={() => choose(false)}>
          {words.decision.stop}
        </StepButton>
        <StepButton busy={busy} onPress={() => choose(true)}>
          {words.decision.goOn}
        </StepButton>
        <StepButton busy={busy} onPress={() => setAgain(true)}>
          {words.decision.change}
        </StepButton>
      </p>
    </section>
  );
}
