import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import { stopRecording } from '../client/api.ts';
import { announce } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { markSession } from '../client/visits.ts';
import type { LiveMark } from '../../model/live.ts';
import { decimal } from '../words/numbers.ts';
import { clock, live } from '../words/live.ts';
import type { Feed } from './feed.ts';
import { TraceLegend } from './legend.tsx';
import { NoticeLog } from './noticeLog.tsx';
import { Now } from './now.tsx';
import { SensorCard } from './sensorCard.tsx';
import { Instructions } from './testStep.tsx';
import { StageTitle } from './stageTitle.tsx';
import { ValueTable } from './valueTable.tsx';

interface Props {
  readonly session: LiveSessionView;
  readonly feed: Feed;
  readonly patientName: string;
  readonly protocol: ProtocolView | null;
  readonly mayStop: boolean;
}

/** Moments that the test asks for: a "go" that was not marked cannot be measured from. */
function MarkButtons({ sessionId, marks, onProblem }: { sessionId: string; marks: readonly LiveMark[]; onProblem: (problem: Problem | null) => void }) {
  const mark = (which: LiveMark) => {
    onProblem(null);
    markSession(sessionId, which).then(({ timeS }) => announce(live.running.marked(live.marks[which], decimal(timeS, 1))), (error: unknown) => onProblem(asProblem(error)));
  };
  return (
    <span class="marks">
      {marks.map((which) => (
        <button key={which} type="button" onClick={() => mark(which)}>
          {live.running.mark(live.marks[which])}
        </button>
      ))}
    </span>
  );
}

/** Time, state and the way to stop: always in view. */
function RunBar({ session, patientName, protocol, mayStop }: Omit<Props, 'feed'>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function stop(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await stopRecording(session.id ?? '');
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  }
  const sending = session.sensors.filter(({ state }) => state === 'streaming').length;
  return (
    <div class="runBar">
      <div class="runWho">
        <StageTitle title={live.running.title(patientName)} />
        {protocol && <p class="quiet">{protocol.label}</p>}
      </div>
      <p class="elapsed">
        <span class="quiet">{live.running.elapsed}</span> <strong role="timer">{clock(session.elapsedS)}</strong>
      </p>
      <p class="runState" data-state={session.state}>
        <strong>{live.running.state[session.state] ?? session.state}</strong>
        <span>{live.running.sending(sending, session.sensors.length)}</span>
      </p>
      {mayStop && session.state === 'recording' && protocol?.marks && <MarkButtons sessionId={session.id ?? ''} marks={protocol.marks} onProblem={setProblem} />}
      {mayStop ? (
        <button type="button" class="primary" aria-disabled={busy} onClick={() => void (busy || stop())}>
          {busy ? live.running.stopping : live.running.stop}
        </button>
      ) : (
        <span class="quiet">{live.running.readOnly}</span>
      )}
      {problem && (
        <p class="formError" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  );
}

/** A session that runs. */
export function Running({ session, feed, patientName, protocol, mayStop }: Props) {
  const held = useSignal(false);
  const newestS = () => Math.max(...[...feed.traces.values()].map(({ endS }) => endS), 0);
  return (
    <>
      <RunBar session={session} patientName={patientName} protocol={protocol} mayStop={mayStop} />
      <NoticeLog notices={feed.notices.value} severity="problem" />
      {session.windowsDropped > 0 && <p class="notice cautious">{live.running.dropped(session.windowsDropped)}</p>}
      <section aria-labelledby="live-traces-title">
        <div class="tracesHead">
          <h2 id="live-traces-title">{live.traces.title}</h2>
          <button type="button" class="small" aria-pressed={held.value} onClick={() => (held.value = !held.value)}>
            {held.value ? live.traces.release : live.traces.hold}
          </button>
        </div>
        <p class="quiet">{live.traces.axes}</p>
        <TraceLegend />
        <div class="sensorCards">
          {session.sensors.map((sensor) => (
            <SensorCard key={sensor.site} sensor={sensor} feed={feed} newestS={newestS} held={held} />
          ))}
        </div>
        <ValueTable sensors={session.sensors} feed={feed} />
      </section>
      <div class="beside">
        <Now feed={feed} session={session} />
        <NoticeLog notices={feed.notices.value} severity="note" />
      </div>
      {protocol && (
        <section class="panel">
          <Instructions protocol={protocol} />
        </section>
      )}
    </>
  );
}
