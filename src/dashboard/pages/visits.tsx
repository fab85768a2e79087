import { useState } from 'preact/hooks';
import type { BatteryList, ProtocolView } from '../../api/schemas/catalogue.ts';
import type { PatientView } from '../../api/schemas/patients.ts';
import type { VisitView } from '../../api/schemas/visits.ts';
import { patients, protocols } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { session } from '../client/session.ts';
import { batteries, beginVisit, openVisits } from '../client/visits.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { PatientStep } from '../live/patientStep.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { navigate } from '../router.ts';
import { StepButton, StepProblem } from '../visit/parts.tsx';
import { settledCount } from '../visit/stage.ts';
import { wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { dateAndTime, withUnit } from '../words/numbers.ts';
import { visit as words } from '../words/visit.ts';

interface Everything {
  readonly open: readonly VisitView[];
  readonly patients: readonly PatientView[];
  readonly batteries: BatteryList['items'];
  readonly protocols: readonly ProtocolView[];
}

async function load(signal: AbortSignal): Promise<Everything> {
  const [open, people, { items }, known] = await Promise.all([openVisits(signal), patients(signal), batteries(signal), protocols(signal)]);
  return { open, patients: people, batteries: items, protocols: known };
}

function OpenVisits({ open, patients: people }: Pick<Everything, 'open' | 'patients'>) {
  const nameOf = (id: string) => people.find((one) => one.id === id)?.displayName ?? live.unknownPatient;
  return (
    <section class="panel" aria-labelledby="open-title">
      <h2 id="open-title">{words.open.title}</h2>
      {open.length === 0 ? (
        <Empty>{words.open.none}</Empty>
      ) : (
        <ul class="openVisits">
          {open.map((visit) => (
            <li key={visit.id}>
              <a href={`/visits/${visit.id}`}>{words.open.resume(nameOf(visit.patientId))}</a>
              <br />
              <span class="quiet">{words.open.since(dateAndTime(visit.startedAt), settledCount(visit), visit.tests.length)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Begin({ loaded, patientId }: { loaded: Everything; patientId: string | null }) {
  const [person, setPerson] = useState(loaded.patients.find(({ id }) => id === patientId) ?? null);
  const [battery, setBattery] = useState(loaded.batteries[0]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const already = person && loaded.open.find((visit) => visit.patientId === person.id);

  async function begin(): Promise<void> {
    setTried(true);
    setProblem(null);
    if (person === null) return document.getElementById('live-patient')?.focus();
    setBusy(true);
    try {
      navigate(`/visits/${(await beginVisit({ patientId: person.id, battery: battery.id })).id}`);
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  }

  return (
    <div class="steps">
      <section class="panel step" aria-labelledby="visit-patient-title">
        <h2 id="visit-patient-title">{live.step(1, live.patient.title)}</h2>
        <PatientStep
          patients={loaded.patients}
          chosen={person}
          onChoose={(id) => setPerson(loaded.patients.find((one) => one.id === id) ?? null)}
          error={tried && person === null ? live.patient.missing : null}
        />
        {already && (
          <p class="notice">
            {words.open.elsewhere} <a href={`/visits/${already.id}`}>{words.open.resume(person.displayName)}</a>
          </p>
        )}
      </section>
      <section class="panel step" aria-labelledby="visit-battery-title">
        <h2 id="visit-battery-title">{live.step(2, words.battery.title)}</h2>
        <div class="field">
          <label for="visit-battery">{words.battery.label}</label>
          <select id="visit-battery" value={battery.id} onChange={(event) => setBattery(loaded.batteries.find(({ id }) => id === event.currentTarget.value) ?? battery)}>
            {loaded.batteries.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <p>
          {battery.about} {words.battery.minutes(battery.minutes)}
        </p>
        <h3>{words.battery.tests}</h3>
        <ol class="say">
          {battery.tests.map(({ protocol, durationS }, i) => {
            const known = loaded.protocols.find(({ id }) => id === protocol);
            const seconds = durationS ?? known?.durationS;
            return (
              <li key={i}>
                {known?.label ?? wordOf(protocol)}
                {seconds !== undefined && <span class="quiet"> {withUnit(seconds, 0, 's')}</span>}
              </li>
            );
          })}
        </ol>
      </section>
      <div class="startBar">
        <StepProblem problem={problem} />
        <StepButton busy={busy} primary onPress={() => void begin()}>
          {busy ? words.beginning : words.begin}
        </StepButton>
      </div>
    </div>
  );
}

/** Begins a guided visit, or goes on with one. */
export function VisitsPage({ patientId }: { patientId: string | null }) {
  const resource = useResource('visits', load);
  const mayLead = session.value.state === 'signedIn' && session.value.session.user.role !== 'viewer';
  return (
    <>
      <PageTitle title={words.title} />
      <p>{words.about}</p>
      <Loaded resource={resource}>
        {(loaded) => (
          <>
            {loaded.open.length > 0 && <OpenVisits open={loaded.open} patients={loaded.patients} />}
            {mayLead ? <Begin loaded={loaded} patientId={patientId} /> : <p class="notice">{words.viewer}</p>}
          </>
        )}
      </Loaded>
    </>
  );
}
