import { useState } from 'preact/hooks';
import type { AssessmentView, TrialView } from '../../api/schemas/assessments.ts';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import { AnswersForm } from '../answers/form.tsx';
import type { AnswerField } from '../answers/fields.ts';
import { AssessmentHead } from '../assessment/head.tsx';
import { Trial } from '../assessment/trial.tsx';
import { VisitNotes } from '../assessment/visit.tsx';
import { assessment, metrics, protocols, questionnaires } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { session } from '../client/session.ts';
import { Batteries } from '../comparison/batteries.tsx';
import { EnteredResults } from '../comparison/entered.tsx';
import type { Catalogue } from '../measurements/catalogue.ts';
import { catalogueOf } from '../measurements/catalogue.ts';
import { testAnchor, VISIT_ANCHOR } from '../measurements/anchors.ts';
import { MeasurementTable } from '../measurements/table.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { RiskLevels } from '../risk/levels.tsx';
import { wordOf } from '../words/lists.ts';
import { text } from '../words/text.ts';

interface Everything {
  readonly assessment: AssessmentView;
  readonly catalogue: Catalogue;
  readonly protocols: readonly ProtocolView[];
  readonly fields: readonly AnswerField[];
}

async function load(id: string, signal: AbortSignal): Promise<Everything> {
  const [found, declared, known, fields] = await Promise.all([assessment(id, signal), metrics(signal), protocols(signal), questionnaires(signal)]);
  return { assessment: found, catalogue: catalogueOf(declared), protocols: known, fields };
}

/** Saving answers changes answers and levels; the recording's own part keeps its identity, so that no plot is drawn anew. */
function withAnswers(loaded: Everything, saved: AssessmentView): Everything {
  const trials = loaded.assessment.trials.map((trial, i) => withEntered(trial, saved.trials[i]));
  return { ...loaded, assessment: { ...loaded.assessment, trials, answers: saved.answers, metrics: saved.metrics, norms: saved.norms, changes: saved.changes, batteries: saved.batteries, risk: saved.risk } };
}

/** An entered time goes before the sensor's: then the numbers of its test change too. */
function withEntered(trial: TrialView, { analysis, norms, changes }: TrialView): TrialView {
  const same = JSON.stringify(trial.analysis?.metrics) === JSON.stringify(analysis?.metrics);
  return { ...trial, norms, changes, ...(same || !trial.analysis || !analysis ? {} : { analysis: { ...trial.analysis, metrics: analysis.metrics } }) };
}

function Contents({ entries }: { entries: readonly (readonly [anchor: string, label: string, warning: string | null])[] }) {
  return (
    <nav class="contents screenOnly" aria-label={text.assessment.contents}>
      <ul>
        {entries.map(([anchor, label, warning]) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{label}</a>
            {warning !== null && <span class="tag caution">{warning}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Content({ loaded, onSaved }: { loaded: Everything; onSaved: (assessment: AssessmentView) => void }) {
  const { assessment: current, catalogue, fields } = loaded;
  const role = session.value.state === 'signedIn' ? session.value.session.user.role : 'viewer';
  const titleOf = (index: number) => {
    const { protocol } = current.trials[index];
    const label = loaded.protocols.find((one) => one.id === protocol)?.label ?? wordOf(protocol);
    return current.trials.length > 1 ? text.assessment.testNumber(index + 1, label) : text.assessment.test(label);
  };
  return (
    <>
      <AssessmentHead assessment={current} />
      {current.visit && <VisitNotes visit={current.visit} />}
      <Contents
        entries={[
          ['risk-title', text.risk.title, null],
          ['evidence-title', text.evidence.title, null],
          ['answers-title', text.answers.title, null],
          ...current.batteries.map(({ id, label }) => [`battery-${id}`, label, null] as const),
          ...(current.metrics.length > 0 ? [[VISIT_ANCHOR, text.assessment.visit, null] as const] : []),
          ...current.trials.map((trial, i) => [testAnchor(i), titleOf(i), trial.analysis?.quality.ok === false ? text.quality.check : null] as const),
        ]}
      />
      <div class="decide">
        <RiskLevels risk={current.risk} fields={fields} catalogue={catalogue} />
        <AnswersForm assessment={current} fields={fields} readOnly={role === 'viewer'} onSaved={onSaved} />
      </div>
      <EnteredResults beside={current} fields={fields} />
      <Batteries batteries={current.batteries} />
      {current.metrics.length > 0 && (
        <section aria-labelledby={VISIT_ANCHOR}>
          <h2 id={VISIT_ANCHOR} tabIndex={-1}>
            {text.assessment.visit}
          </h2>
          <MeasurementTable metrics={current.metrics} catalogue={catalogue} caption={text.assessment.visitAbout} test={VISIT_ANCHOR} beside={current} />
        </section>
      )}
      {current.trials.length === 0 && <Empty>{text.assessment.noTrials}</Empty>}
      {current.trials.map((trial, i) => (
        <Trial key={trial.id} assessmentId={current.id} trial={trial} title={titleOf(i)} anchor={testAnchor(i)} catalogue={catalogue} />
      ))}
    </>
  );
}

export function AssessmentPage({ id }: { id: string }) {
  const resource = useResource(id, (signal) => load(id, signal));
  const [saved, setSaved] = useState<AssessmentView | null>(null);
  const name = resource.state === 'ready' ? resource.value.assessment.patient.displayName : null;
  return (
    <>
      <PageTitle title={name === null ? text.assessment.title : text.assessment.of(name)} />
      <Loaded resource={resource}>{(loaded) => <Content loaded={saved === null ? loaded : withAnswers(loaded, saved)} onSaved={setSaved} />}</Loaded>
    </>
  );
}
