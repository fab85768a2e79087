import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BatteryList, MetricView, ProtocolView } from '../../api/schemas/catalogue.ts';
import type { PatientView } from '../../api/schemas/patients.ts';
import type { SensorModelList } from '../../api/schemas/sensors.ts';
import type { VisitView } from '../../api/schemas/visits.ts';
import type { AnswerField } from '../answers/fields.ts';
import { metrics, patient, protocols, questionnaires, sensorModels } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { session as signedIn } from '../client/session.ts';
import { batteries, visitById } from '../client/visits.ts';
import type { Feed, Following } from '../live/feed.ts';
import { emptyFeed, follow } from '../live/feed.ts';
import { catalogueOf } from '../measurements/catalogue.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Loaded } from '../parts/states.tsx';
import { navigate } from '../router.ts';
import { VisitBar } from '../visit/bar.tsx';
import { BeforeTest } from '../visit/before.tsx';
import { Beside } from '../visit/beside.tsx';
import { Decision } from '../visit/decision.tsx';
import { PreparationStep } from '../visit/preparation.tsx';
import { RecordingTest } from '../visit/recording.tsx';
import { FinishEarly, Review } from '../visit/review.tsx';
import { SafetyCheck } from '../visit/safetyCheck.tsx';
import { isUnprepared, stageOf, waitingAttempt } from '../visit/stage.ts';
import { StepTitle } from '../visit/stepTitle.tsx';
import { Verdict } from '../visit/verdict.tsx';
import { wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { visit as words } from '../words/visit.ts';

interface Everything {
  readonly visit: VisitView;
  readonly patient: PatientView;
  readonly protocols: readonly ProtocolView[];
  readonly metrics: readonly MetricView[];
  readonly fields: readonly AnswerField[];
  readonly models: SensorModelList['items'];
  readonly questions: BatteryList['safetyQuestions'];
}

async function load(id: string, signal: AbortSignal): Promise<Everything> {
  const visit = await visitById(id, signal);
  const [person, known, declared, fields, models, { safetyQuestions }] = await Promise.all([
    patient(visit.patientId, signal), protocols(signal), metrics(signal), questionnaires(signal), sensorModels(signal), batteries(signal),
  ]);
  return { visit, patient: person, protocols: known, metrics: declared, fields, models, questions: safetyQuestions };
}

function Over({ visit, focus }: { visit: VisitView; focus: boolean }) {
  return (
    <section class={visit.state === 'aborted' ? 'panel problem' : 'panel'}>
      <StepTitle title={words.states[visit.state]} focus={focus} />
      <p>{visit.state === 'aborted' ? words.over.aborted(visit.ended?.reason ?? '') : words.over.finished}</p>
      <p class="actions">
        <a class="button primary" href={`/assessments/${visit.assessmentId}`}>
          {words.over.open}
        </a>
      </p>
    </section>
  );
}

function Guided({ loaded, feed }: { loaded: Everything; feed: Feed }) {
  const shown = useSignal(loaded.visit);
  const visit = shown.value;
  const [preparing, setPreparing] = useState(() => isUnprepared(visit));
  const protocolOf = (id: string) => loaded.protocols.find((one) => one.id === id) ?? null;
  const labelOf = (id: string) => protocolOf(id)?.label ?? wordOf(id);
  const role = signedIn.value.state === 'signedIn' ? signedIn.value.session.user.role : 'viewer';
  const stage = stageOf(visit, preparing);
  const test = visit.tests.at(visit.current);
  const protocol = test ? protocolOf(test.protocol) : null;
  const attempt = waitingAttempt(test);
  const key = `${stage} ${visit.current} ${attempt?.id ?? ''}`;
  // The page's own title has the focus first; every later stage takes it.
  const first = useRef(key);
  const focus = first.current !== key;
  useEffect(() => {
    first.current = '';
  }, [key]);
  const hasRadio = feed.problem.value === null;
  const catalogue = useMemo(() => catalogueOf(loaded.metrics), [loaded.metrics]);
  const withTests = new Set(visit.tests.flatMap((one) => protocolOf(one.protocol)?.answers ?? []));

  const onVisit = (next: VisitView) => {
    const ended = visit.state === 'testing' && next.state === 'finished';
    shown.value = next;
    if (ended) navigate(`/assessments/${next.assessmentId}`);
  };

  if (role === 'viewer') return <p class="notice">{words.viewer}</p>;
  const common = { visit, focus, onVisit };
  const fields = loaded.fields.filter(({ id }) => protocol?.answers?.includes(id));
  return (
    <div class="visit">
      <VisitBar visit={visit} labelOf={labelOf} recording={stage === 'recording'} onVisit={onVisit} />
      {feed.connected.value === 'lost' && hasRadio && (
        <p class="notice cautious" role="alert">
          {live.lost}
        </p>
      )}
      <div key={key} class="stage">
        {stage === 'safetyCheck' && <SafetyCheck {...common} questions={loaded.questions} />}
        {stage === 'decision' && <Decision {...common} questions={loaded.questions} />}
        {stage === 'prepare' && (
          <PreparationStep
            {...common}
            labels={new Map(loaded.models.map(({ id, label }) => [id, label]))}
            requiredSites={[...new Set(visit.tests.flatMap((one) => protocolOf(one.protocol)?.requiredSites ?? []))]}
            hasRadio={hasRadio}
            onDone={() => setPreparing(false)}
          />
        )}
        {stage === 'before' && test && protocol && <BeforeTest {...common} test={test} protocol={protocol} fields={fields} hasRadio={hasRadio} onPrepare={() => setPreparing(true)} />}
        {stage === 'recording' && test && protocol && attempt && <RecordingTest {...common} test={test} attempt={attempt} protocol={protocol} feed={feed} />}
        {stage === 'verdict' && protocol && attempt && <Verdict {...common} attempt={attempt} protocol={protocol} fields={fields} catalogue={catalogue} />}
        {stage === 'review' && <Review {...common} labelOf={labelOf} />}
        {stage === 'over' && <Over visit={visit} focus={focus} />}
      </div>
      {stage === 'before' && <FinishEarly visit={visit} onVisit={onVisit} />}
      {stage !== 'over' && stage !== 'recording' && <Beside visit={visit} fields={loaded.fields.filter(({ id }) => !withTests.has(id))} />}
    </div>
  );
}

/** Leads through a visit, from the safety check to its assessment. */
export function VisitPage({ id }: { id: string }) {
  const feed = useMemo(emptyFeed, []);
  const following = useRef<Following | null>(null);
  useEffect(() => {
    following.current = follow(feed);
    return () => following.current?.stop();
  }, [feed]);
  const resource = useResource(id, (signal) => load(id, signal));
  return (
    <>
      <PageTitle title={resource.state === 'ready' ? words.titleOf(resource.value.patient.displayName) : words.title} />
      <Loaded resource={resource}>{(loaded) => <Guided loaded={loaded} feed={feed} />}</Loaded>
    </>
  );
}
