import type { AssessmentSummary } from '../../api/schemas/assessments.ts';
import type { MetricView, ProtocolView } from '../../api/schemas/catalogue.ts';
import type { PatientView } from '../../api/schemas/patients.ts';
import { assessmentsOf, metrics, patient, protocols } from '../client/api.ts';
import { useResource } from '../client/resource.ts';
import { session } from '../client/session.ts';
import type { Fact } from '../parts/facts.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { Trend } from '../trend/trend.tsx';
import { wordOf } from '../words/lists.ts';
import { live } from '../words/live.ts';
import { dateAndTime, withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import { visit } from '../words/visit.ts';

interface Everything {
  readonly patient: PatientView;
  readonly assessments: readonly AssessmentSummary[];
  readonly metrics: readonly MetricView[];
  readonly protocols: readonly ProtocolView[];
}

async function load(id: string, signal: AbortSignal): Promise<Everything> {
  const [found, assessments, declared, known] = await Promise.all([patient(id, signal), assessmentsOf(id, signal), metrics(signal), protocols(signal)]);
  return { patient: found, assessments, metrics: declared.filter(({ of }) => of !== 'assessment'), protocols: known };
}

function factsOf(known: PatientView): Fact[] {
  const words = text.patient.facts;
  const facts: (Fact | null)[] = [
    known.externalId === undefined ? null : [words.number, known.externalId],
    known.birthYear === undefined ? null : [words.born, String(known.birthYear)],
    known.sex === undefined ? null : [words.sex, wordOf(known.sex)],
    known.heightCm === undefined ? null : [words.height, withUnit(known.heightCm, 0, 'cm')],
    known.legLengthCm === undefined ? null : [words.leg, withUnit(known.legLengthCm, 0, 'cm')],
    known.massKg === undefined ? null : [words.mass, withUnit(known.massKg, 0, 'kg')],
  ];
  return facts.filter((fact) => fact !== null);
}

function Assessments({ assessments, protocols: known }: Pick<Everything, 'assessments' | 'protocols'>) {
  if (assessments.length === 0) return <Empty>{text.patient.none}</Empty>;
  const testsOf = (assessment: AssessmentSummary) =>
    assessment.trials.map((trial) => `${known.find((one) => one.id === trial.protocol)?.label ?? wordOf(trial.protocol)} (${wordOf(trial.outcome)})`).join(', ');
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{text.patient.taken}</th>
            <th scope="col">{text.patient.tests}</th>
          </tr>
        </thead>
        <tbody>
          {assessments.map((assessment) => (
            <tr key={assessment.id}>
              <th scope="row">
                <a href={`/assessments/${assessment.id}`}>{dateAndTime(assessment.takenAt)}</a>
              </th>
              <td>{testsOf(assessment)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function PatientPage({ id }: { id: string }) {
  const resource = useResource(id, (signal) => load(id, signal));
  const mayRecord = session.value.state === 'signedIn' && session.value.session.user.role !== 'viewer';
  return (
    <>
      <PageTitle title={resource.state === 'ready' ? resource.value.patient.displayName : text.patient.title} />
      <Loaded resource={resource}>
        {(loaded) => (
          <>
            <Facts facts={factsOf(loaded.patient)} />
            {mayRecord && (
              <p class="actions screenOnly">
                <a class="button" href={`/record/${id}`}>
                  {live.recordFor}
                </a>
                <a class="button" href={`/guide/${id}`}>
                  {visit.guide}
                </a>
              </p>
            )}
            <section aria-labelledby="assessments-title">
              <h2 id="assessments-title">{text.patient.assessments}</h2>
              <Assessments assessments={loaded.assessments} protocols={loaded.protocols} />
            </section>
            {loaded.assessments.length > 0 && <Trend patientId={id} metrics={loaded.metrics} />}
          </>
        )}
      </Loaded>
    </>
  );
}
