import { useState } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { AttemptView, VisitView } from '../../api/schemas/visits.ts';
import type { MetricValue } from '../../model/analysis.ts';
import type { VisitCircumstances } from '../../model/visit.ts';
import type { AnswerField } from '../answers/fields.ts';
import { repeatTest } from '../client/visits.ts';
import type { Catalogue } from '../measurements/catalogue.ts';
import { labelOf, shownValue } from '../measurements/catalogue.ts';
import type { Fact } from '../parts/facts.tsx';
import { Facts } from '../parts/facts.tsx';
import { visit as words } from '../words/visit.ts';
import { CircumstanceFields } from './circumstances.tsx';
import { OutcomeForm } from './outcome.tsx';
import { StepButton, StepProblem } from './parts.tsx';
import { StepTitle } from './stepTitle.tsx';
import { useStep } from './useStep.ts';

interface Props {
  readonly visit: VisitView;
  readonly attempt: AttemptView;
  readonly protocol: ProtocolView;
  readonly fields: readonly AnswerField[];
  readonly catalogue: Catalogue;
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

/** What was measured; what was not, once with its reason, unless the findings have said it. */
function Numbers({ metrics, said, catalogue }: { metrics: readonly MetricValue[]; said: readonly string[]; catalogue: Catalogue }) {
  const measured = metrics.flatMap((metric): Fact[] => (metric.value === null ? [] : [[labelOf(metric.id, catalogue), shownValue(metric, metric.value, catalogue)]]));
  const reasons = [...new Set(metrics.flatMap(({ value, missing = '' }) => (value === null && !said.includes(missing) ? [missing] : [])))];
  const lacking = reasons.map((reason): Fact => [metrics.filter(({ missing }) => missing === reason).map(({ id }) => labelOf(id, catalogue)).join(', '), `${words.verdict.missing}: ${reason}`, 'wide']);
  if (measured.length + lacking.length === 0) return null;
  return (
    <>
      <h3>{words.verdict.numbers}</h3>
      <Facts facts={[...measured, ...lacking]} />
    </>
  );
}

/** What the recording is worth, and whether it counts. */
export function Verdict({ visit, attempt, protocol, fields, catalogue, focus, onVisit }: Props) {
  const { walkingAid, footwear, assistance } = attempt.circumstances;
  const [circumstances, setCircumstances] = useState<VisitCircumstances>({ ...(walkingAid && { walkingAid }), ...(footwear && { footwear }), ...(assistance && { assistance }) });
  const { busy, problem, take } = useStep(onVisit);
  const findings = attempt.reading?.findings ?? [];
  const ok = attempt.reading?.ok ?? false;
  const problems = findings.filter(({ severity }) => severity === 'problem');
  const notes = findings.filter(({ severity }) => severity === 'note');
  return (
    <section class="panel">
      <StepTitle title={words.verdict.title(protocol.label)} focus={focus} />
      <div class="quality" data-ok={ok}>
        <p class="verdict">{ok ? words.verdict.good : words.verdict.bad}</p>
        {problems.length > 0 && (
          <ul>
            {problems.map(({ message }, i) => (
              <li key={i}>{message}</li>
            ))}
          </ul>
        )}
        {notes.length > 0 && (
          <details>
            <summary>{words.verdict.notes(notes.length)}</summary>
            <ul>
              {notes.map(({ message }, i) => (
                <li key={i}>{message}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Numbers metrics={attempt.reading?.metrics ?? []} said={findings.map(({ message }) => message)} catalogue={catalogue} />
      <StepProblem problem={problem} />
      <CircumstanceFields id="verdict" value={circumstances} onValue={setCircumstances} fields={['walkingAid', 'footwear', 'assistance']} />
      <OutcomeForm visit={visit} attempt={attempt} fields={fields} circumstances={circumstances} onVisit={onVisit}>
        <StepButton busy={busy} primary={!ok} onPress={() => void take(() => repeatTest(visit.id, { test: visit.current, attemptId: attempt.id, ...(problems.length > 0 ? { note: problems[0].message.slice(0, 1000) } : {}) }))}>
          {words.verdict.repeat}
        </StepButton>
        <span class="quiet">{words.verdict.kept}</span>
      </OutcomeForm>
    </section>
  );
}
