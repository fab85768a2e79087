import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { PatientView } from '../../api/schemas/patients.ts';
import type { SensorModelList } from '../../api/schemas/sensors.ts';
import { patients, protocols, sensorModels } from '../client/api.ts';
import { announce } from '../client/live.ts';
import { useResource } from '../client/resource.ts';
import { session as signedIn } from '../client/session.ts';
import type { Feed, Following } from '../live/feed.ts';
import { emptyFeed, follow } from '../live/feed.ts';
import { Result, Sealing } from '../live/result.tsx';
import { Running } from '../live/running.tsx';
import { SetUp } from '../live/setUp.tsx';
import { PageTitle } from '../parts/pageTitle.tsx';
import { Loaded, Loading, ProblemPanel } from '../parts/states.tsx';
import { live } from '../words/live.ts';

interface Everything {
  readonly patients: readonly PatientView[];
  readonly protocols: readonly ProtocolView[];
  readonly models: SensorModelList['items'];
}

async function load(signal: AbortSignal): Promise<Everything> {
  const [people, known, models] = await Promise.all([patients(signal), protocols(signal), sensorModels(signal)]);
  return { patients: people, protocols: known, models };
}

const runs = ({ state }: LiveSessionView) => state === 'starting' || state === 'recording' || state === 'sealing';

/** Says what happened to whoever does not see it. */
function useAnnouncements(session: LiveSessionView | null): void {
  const state = session?.state ?? null;
  const before = useMemo(() => ({ state: null as LiveSessionView['state'] | null }), []);
  useEffect(() => {
    if (before.state !== null && before.state !== state) {
      if (state === 'recording') announce(live.running.began);
      if (state === 'sealing') announce(live.sealing.announced);
      if (state === 'done') announce(live.done.announced);
      if (state === 'failed') announce(live.failed.title);
    }
    before.state = state;
  }, [state, before]);
}

function Last({ session }: { session: LiveSessionView }) {
  if (session.state === 'failed') return <p class="notice">{live.last.failed(session.message ?? live.failed.unknown)}</p>;
  // Recordings that were interrupted before the server was started again.
  if (session.state === 'idle' && session.message !== null) return <p class="notice">{session.message}</p>;
  if (session.assessmentId === null) return null;
  return (
    <p class="notice">
      {live.last.done} <a href={`/assessments/${session.assessmentId}`}>{live.done.open}</a>
    </p>
  );
}

function Stage({ loaded, feed, patientId }: { loaded: Everything; feed: Feed; patientId: string | null }) {
  /** Id of the session this page has shown running: its result is shown in full, an older one in a line. */
  const witnessed = useSignal<string | null>(null);
  /** Whose test was recorded just now: the next one is theirs too, unless said. On a page that is opened anew nobody is. */
  const justRecorded = useSignal<string | null>(null);
  const session = feed.session.value;
  useAnnouncements(session);
  useEffect(() => {
    if (session && runs(session)) witnessed.value = session.id;
  }, [session]);
  if (session === null) return <Loading what={live.connecting} />;

  const role = signedIn.value.state === 'signedIn' ? signedIn.value.session.user.role : 'viewer';
  const mayRecord = role !== 'viewer';
  if (session.state === 'sealing') return <Sealing />;
  if (runs(session)) {
    const name = loaded.patients.find(({ id }) => id === session.patientId)?.displayName ?? live.unknownPatient;
    return <Running session={session} feed={feed} patientName={name} protocol={loaded.protocols.find(({ id }) => id === session.protocol) ?? null} mayStop={mayRecord} />;
  }
  if (session.id !== null && session.id === witnessed.value) {
    const another = () => {
      justRecorded.value = session.patientId;
      witnessed.value = null;
    };
    return <Result session={session} onAnother={another} />;
  }
  return (
    <>
      <Last session={session} />
      {mayRecord ? (
        <SetUp
          patients={loaded.patients}
          protocols={loaded.protocols}
          labels={new Map(loaded.models.map(({ id, label }) => [id, label]))}
          patientId={justRecorded.value ?? patientId}
          onStarted={(started) => (feed.session.value = started)}
        />
      ) : (
        <p class="notice">{live.viewer}</p>
      )}
    </>
  );
}

/** Records a test with body-worn sensors, or shows the recording that runs. */
export function LivePage({ patientId }: { patientId: string | null }) {
  const feed = useMemo(emptyFeed, []);
  const following = useRef<Following | null>(null);
  useEffect(() => {
    following.current = follow(feed);
    return () => following.current?.stop();
  }, [feed]);
  const resource = useResource('live', load);
  const problem = feed.problem.value;
  return (
    <>
      <PageTitle title={live.title} />
      {feed.connected.value === 'lost' && problem === null && (
        <p class="notice cautious" role="alert">
          {live.lost}
        </p>
      )}
      {problem ? <ProblemPanel problem={problem} again={() => following.current?.again()} /> : <Loaded resource={resource}>{(loaded) => <Stage loaded={loaded} feed={feed} patientId={patientId} />}</Loaded>}
    </>
  );
}
