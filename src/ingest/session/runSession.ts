import { AppError } from '../../model/index.ts';
import type { LiveSensor, NoticeEvent } from '../../model/index.ts';
import type { SensorSession } from './define.ts';
import { aborted, pause } from './pause.ts';

const PROGRESS_MS = 1000;

/** What happens while a session runs. */
export type RunEvent =
  | { readonly type: 'phase'; readonly phase: 'connecting' | 'recording' }
  /** Once a second. `elapsedS` counts from when every sensor sends; null before. */
  | { readonly type: 'sensors'; readonly sensors: readonly LiveSensor[]; readonly elapsedS: number | null }
  | NoticeEvent;

export interface RunOptions {
  /** Monotonic clock, ms. */
  readonly now: () => number;
  /** Counted from when every sensor sends; null until the signal stops it. */
  readonly seconds: number | null;
  /** Stops in order. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Every sensor sends: what comes from here on is what was asked for. */
  readonly onBegan: () => void;
}

/** Runs a session to its end and stops it. @throws the reason where not every sensor came to send */
export async function runSession(session: SensorSession, { now, seconds, signal, onEvent, onBegan }: RunOptions): Promise<void> {
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const problems: NoticeEvent[] = [];
  session.notices.subscribe({
    next: (notice) => {
      if (notice.severity === 'problem') problems.push(notice);
      onEvent(notice);
    },
    // The session ends by itself when its log fails.
    complete: stop,
  });
  let beganMs: number | null = null;
  const progress = setInterval(() => {
    onEvent({ type: 'sensors', sensors: session.sensors(), elapsedS: beganMs === null ? null : (now() - beganMs) / 1000 });
  }, PROGRESS_MS);
  try {
    onEvent({ type: 'phase', phase: 'connecting' });
    await Promise.race([session.start(), aborted(over.signal)]);
    signal.throwIfAborted();
    const absent = session.sensors().filter(({ samples }) => samples === 0);
    if (absent.length > 0) throw notStarted(absent, problems);
    beganMs = now();
    onBegan();
    onEvent({ type: 'phase', phase: 'recording' });
    if (seconds === null) await aborted(over.signal);
    // Aborted: it was stopped before its time.
    else await pause(seconds * 1000, over.signal).catch(() => undefined);
  } finally {
    clearInterval(progress);
    signal.removeEventListener('abort', stop);
    await session.stop();
  }
}

function notStarted(absent: readonly LiveSensor[], problems: readonly NoticeEvent[]): AppError {
  const [first] = absent;
  const problem = problems.findLast(({ site }) => site === first.site);
  const others = absent.length > 1 ? ` ${absent.length - 1} more of the sensors did not start either.` : '';
  const code = problem?.code === 'SENSOR_REFUSED' || problem?.code === 'NO_BLUETOOTH' ? problem.code : 'SENSOR_UNREACHABLE';
  return new AppError(code, `${problem?.message.replace(/ It goes on being tried\.$/, '') ?? `Sensor ${first.id} does not send.`}${others} Nothing was recorded.`);
}
