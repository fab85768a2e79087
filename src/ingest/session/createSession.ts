import { Subject } from 'rxjs';
import type { ImuBlock, NoticeEvent, SensorAxes } from '../../model/index.ts';
import { ConnectTurns } from './connectTurns.ts';
import type { Told } from './context.ts';
import type { SensorSession, SessionOptions } from './define.ts';
import { SensorRun } from './sensorRun.ts';
import { clause } from './words.ts';

/**
 * A session over any radio. Whoever wants all blocks and notices subscribes before `start`.
 * A log that fails ends the session by itself: `blocks` and `notices` complete then, as after `stop`.
 * @throws RangeError for a sensor that is named twice, or settings its model does not know
 */
export function createSession(options: SessionOptions): SensorSession {
  const { central, sensors, log, now, startedMs, random = Math.random } = options;
  const ids = new Set(sensors.map(({ id }) => id));
  if (ids.size < sensors.length) throw new RangeError('a session needs each sensor once');
  const blocks = new Subject<ImuBlock<SensorAxes>>();
  const notices = new Subject<NoticeEvent>();
  const turns = new ConnectTurns();

  const tell = ({ severity, code, message, site, sensor }: Told): void => {
    const timeMs = now();
    log.mark({ mark: 'notice', timeMs, sensor, severity, code, message });
    notices.next({ type: 'notice', severity, code, message, site, timeS: (timeMs - startedMs) / 1000 });
  };
  const runs = sensors.map((sensor, index) => new SensorRun(sensor, {
    central, turns, log, index, now, startedMs, random, tell,
    emit: (block) => blocks.next(block),
    mark: (mark) => log.mark(mark),
  }));

  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= (async () => {
    await Promise.all(runs.map((run) => run.stop()));
    log.mark({ mark: 'stopped', timeMs: now() });
    blocks.complete();
    notices.complete();
  })());

  return {
    blocks: blocks.asObservable(),
    notices: notices.asObservable(),
    sensors: () => runs.map((run) => run.view()),
    async start() {
      if (stopped) return;
      void log.failed.then((error) => {
        if (stopped) return;
        tell({ severity: 'problem', code: 'LOG_FAILED', message: `Recording stopped: ${clause(error.message)}.`, site: null, sensor: null });
        return stop();
      });
      await Promise.all(runs.map((run) => run.start()));
    },
    stop,
  };
}
