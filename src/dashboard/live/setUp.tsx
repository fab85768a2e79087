import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { PatientView } from '../../api/schemas/patients.ts';
import { startRecording } from '../client/api.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { live } from '../words/live.ts';
import { PatientStep } from './patientStep.tsx';
import { SensorStep } from './sensorStep.tsx';
import type { Worn } from './sites.ts';
import { TestStep } from './testStep.tsx';

interface Props {
  readonly patients: readonly PatientView[];
  readonly protocols: readonly ProtocolView[];
  /** Names of sensor models by id. */
  readonly labels: ReadonlyMap<string, string>;
  /** Who is chosen already. */
  readonly patientId: string | null;
  readonly onStarted: (session: LiveSessionView) => void;
}

function Step({ number, title, id, children }: { number: number; title: string; id: string; children: ComponentChildren }) {
  return (
    <section class="panel step" aria-labelledby={id}>
      <h2 id={id}>{live.step(number, title)}</h2>
      {children}
    </section>
  );
}

/** Everything that is to be said before a recording: who, which test, which sensors. */
export function SetUp({ patients, protocols, labels, patientId, onStarted }: Props) {
  const [patient, setPatient] = useState(patients.find(({ id }) => id === patientId) ?? null);
  const [protocol, setProtocol] = useState(protocols[0]);
  const [worn, setWorn] = useState<Worn>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function start(): Promise<void> {
    setTried(true);
    setProblem(null);
    if (patient === null || worn.length === 0) {
      document.getElementById(patient === null ? 'live-patient' : 'live-look')?.focus();
      return;
    }
    setBusy(true);
    try {
      onStarted(await startRecording({ patientId: patient.id, protocol: protocol.id, sensors: [...worn] }));
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  }

  return (
    <div class="steps">
      <Step number={1} title={live.patient.title} id="live-patient-title">
        <PatientStep
          patients={patients}
          chosen={patient}
          onChoose={(id) => setPatient(patients.find((one) => one.id === id) ?? null)}
          error={tried && patient === null ? live.patient.missing : null}
        />
      </Step>
      <Step number={2} title={live.test.title} id="live-test-title">
        <TestStep protocols={protocols} chosen={protocol} onChoose={(id) => setProtocol(protocols.find((one) => one.id === id) ?? protocol)} />
      </Step>
      <Step number={3} title={live.sensors.title} id="live-sensors-title">
        <SensorStep worn={worn} onWorn={setWorn} labels={labels} requiredSites={protocol.requiredSites} error={tried && worn.length === 0 ? live.sensors.missing : null} />
      </Step>
      <div class="startBar">
        {problem && (
          <p class="formError" role="alert">
            {problem.message}
          </p>
        )}
        <button type="button" class="primary" aria-disabled={busy} onClick={() => void (busy || start())}>
          {busy ? live.starting : live.start}
        </button>
        <span class="quiet">{live.startHint}</span>
      </div>
    </div>
  );
}
