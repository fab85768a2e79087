import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ProtocolView } from '../../api/schemas/catalogue.ts';
import type { LiveSessionView } from '../../api/schemas/liveSession.ts';
import type { AttemptView, VisitTestView, VisitView } from '../../api/schemas/visits.ts';
import { stopRecording } from '../client/api.ts';
import { announce } from '../client/live.ts';
import type { Problem } from '../client/problem.ts';
import { asProblem } from '../client/request.ts';
import { markSession, visitById } from '../client/visits.ts';
import type { Feed } from '../live/feed.ts';
import { TraceLegend } from '../live/legend.tsx';
import { NoticeLog } from '../live/noticeLog.tsx';
import { SensorCard } from '../live/sensorCard.tsx';
import { Instructions } from '../live/testStep.tsx';
import { ValueTable } from '../live/valueTable.tsx';
import { live } from '../words/live.ts';
import { decimal } from '../words/numbers.ts';
import { visit as words } from '../words/visit.ts';
import { useCountdown, useNow } from './countdown.ts';
import { StepButton, StepProblem } from './parts.tsx';
import { sessionOf, sinceS } from './stage.ts';
import { StepTitle } from './stepTitle.tsx';

interface Props {
  readonly visit: VisitView;
  readonly test: VisitTestView;
  readonly attempt: AttemptView;
  readonly protocol: ProtocolView;
  readonly feed: Feed;
  readonly focus: boolean;
  readonly onVisit: (visit: VisitView) => void;
}

/** How often the visit is asked for while its recording is read, and nothing is told of it, ms. */
const ASK_MS = 2000;

/** The clock of a test: since "go", or what is left of a timed one. */
function Clock({ goS, durationS, session }: { goS: number; durationS: number | null; session: LiveSessionView }) {
  // Told once a second; the page's clock goes on in between.
  const heard = useMemo(() => performance.now(), [session.elapsedS]);
  const since = sinceS(goS, session.elapsedS, heard, useNow(true));
  const left = durationS === null ? null : Math.max(0, durationS - since);
  return (
    <p class="testClock">
      <span class="quiet">{left === null ? words.recording.since : words.recording.left}</span>
      <strong role="timer">{decimal(left ?? since, 1)} s</strong>
      {durationS !== null && <progress max={durationS} value={Math.min(since, durationS)} aria-label={words.recording.left} />}
    </p>
  );
}

/** A test that is recorded: connecting, the countdown, the marks, the way to stop, and what the sensors send. */
export function RecordingTest({ visit, test, attempt, protocol, feed, focus, onVisit }: Props) {
  const session = sessionOf(attempt, feed.session.value);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stopping, setStopping] = useState(false);
  const held = useSignal(false);
  const act = (what: () => Promise<unknown>, undo?: () => void) => void what().catch((error: unknown) => {
    setProblem(asProblem(error));
    undo?.();
  });
  const id = session?.id ?? '';
  const countdown = useCountdown(() => act(() => markSession(id, 'go')));
  const state = session?.state ?? null;
  const marks = session === null ? [] : feed.marks.value;
  const go = marks.findLast(({ mark }) => mark === 'go') ?? null;
  const isStopped = marks.at(-1)?.mark === 'stop';

  useEffect(() => {
    if (state === 'recording') announce(words.recording.ready);
    if (state === 'sealing') announce(words.recording.sealing);
  }, [state]);
  useEffect(() => {
    if (isStopped && !stopping) announce(words.recording.byItself);
  }, [isStopped]);
  // The recording is over, or this page was not told of its session: the visit knows.
  useEffect(() => {
    if (state === 'starting' || state === 'recording' || state === 'sealing') return undefined;
    let over = false;
    const ask = () => visitById(visit.id).then((now) => { if (!over) onVisit(now); }, (error: unknown) => setProblem(asProblem(error)));
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [state]);

  const newestS = () => Math.max(...[...feed.traces.values()].map(({ endS }) => endS), 0);
  const sending = session?.sensors.filter((sensor) => sensor.state === 'streaming').length ?? 0;
  const stop = () => {
    countdown.cancel();
    setStopping(true);
    act(() => markSession(id, 'stop'), () => setStopping(false));
  };
  const giveUp = () => act(() => stopRecording(id));
  const ends = stopping || isStopped;

  return (
    <section class="panel testRun" data-state={state ?? 'waiting'}>
      <StepTitle title={words.recording.title(protocol.label)} focus={focus} />
      {state === 'starting' && (
        <>
          <p>
            <strong>{words.recording.connecting}</strong> ({live.running.sending(sending, session?.sensors.length ?? 0)})
          </p>
          <p class="quiet">{words.recording.connectingHint}</p>
          <progress class="looking" aria-label={words.recording.connecting} />
          <p class="actions">
            <StepButton busy={false} onPress={giveUp}>{words.recording.cancel}</StepButton>
          </p>
        </>
      )}
      {state === 'recording' && (
        <div class="testControls">
          {countdown.left !== null ? (
            <p class="count" aria-hidden="true">{countdown.left}</p>
          ) : go !== null && session !== null ? (
            <Clock goS={go.timeS} durationS={test.durationS} session={session} />
          ) : (
            <p>{sending === session?.sensors.length ? words.recording.ready : words.recording.readySome}</p>
          )}
          <p class="actions">
            {countdown.left !== null ? (
              <StepButton busy={false} big onPress={countdown.cancel}>{words.recording.cancelCount}</StepButton>
            ) : (
              go === null && (
                <>
                  <StepButton busy={ends} primary big onPress={countdown.start}>{words.recording.count}</StepButton>
                  <StepButton busy={ends} big onPress={() => act(() => markSession(id, 'go'))}>{words.recording.goNow}</StepButton>
                </>
              )
            )}
            <StepButton busy={ends} danger={go !== null} big onPress={stop}>{ends ? words.recording.stopping : words.recording.stop}</StepButton>
            {go !== null && countdown.left === null && <StepButton busy={ends} onPress={countdown.start}>{words.recording.again}</StepButton>}
          </p>
          {protocol.course === 'betweenMarks' && !ends && <p class="quiet">{words.recording.betweenMarks}</p>}
          {ends && <p class="quiet">{words.recording.stopHint}</p>}
        </div>
      )}
      {(state === 'sealing' || state === 'done' || state === 'failed' || state === 'idle' || state === null) && (
        <>
          <p>{words.recording.sealing}</p>
          <p class="quiet">{words.recording.sealingHint}</p>
          <progress class="looking" aria-label={words.recording.sealing} />
        </>
      )}
      <StepProblem problem={problem} />
      {session !== null && (state === 'starting' || state === 'recording') && (
        <>
          <NoticeLog notices={feed.notices.value} severity="problem" />
          <TraceLegend />
          <div class="sensorCards">
            {session.sensors.map((sensor) => (
              <SensorCard key={sensor.site} sensor={sensor} feed={feed} newestS={newestS} held={held} />
            ))}
          </div>
          <ValueTable sensors={session.sensors} feed={feed} />
          <Instructions protocol={protocol} />
        </>
      )}
    </section>
  );
}
