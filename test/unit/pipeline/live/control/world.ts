import { Subject } from 'rxjs';
import type { ImuBlock, LiveEvent, LiveSensor, NoticeEvent, SensorAxes, SensorState, SessionStart } from '../../../../../src/model/index.ts';
import { liveControl } from '../../../../../src/pipeline/live/control/liveControl.ts';
import type { LivePorts, OpenedSession } from '../../../../../src/pipeline/live/control/ports.ts';

export const request: SessionStart = { sensors: [{ id: 'a', site: 'lowerBack' }, { id: 'b', site: 'leftFoot' }], patientId: 'p1', protocol: 'walk' };

const worn = (id: string, site: string, state: SensorState): LiveSensor => ({
  id, site, state, model: 'movella-dot', label: 'Movella DOT', rateHz: 60, rssi: -50, batteryPct: 90, weaknesses: [],
  samples: 60, lost: 0, lossUncertain: false, lossPct: 0, maxGapMs: 0, effectiveHz: null, skewPpm: null, residualMs: null, reconnects: 0, badPackets: 0,
});

export const KEPT = 'What was recorded is kept on this computer; Surefoot tries to take it in again when it is next started.';

/** A promise that is settled by hand. */
export function byHand<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
}

/** The world outside of the control, by script. */
export function world(changes: Partial<LivePorts> = {}) {
  const blocks = new Subject<ImuBlock<SensorAxes>>();
  const notices = new Subject<NoticeEvent>();
  const log: string[] = [];
  const start = byHand<void>();
  const failed = byHand<Error>();
  const states: SensorState[] = ['waiting', 'waiting'];
  const faults: unknown[] = [];
  const opened: OpenedSession = {
    id: 's1', startedAt: '2026-03-02T09:00:00.000Z', startedMs: Date.now(), blocks, notices,
    sensors: () => request.sensors.map(({ id, site }, i) => worn(id, site, states[i])),
    start: () => start.promise,
    mark: async (mark, timeMs) => void log.push(`${mark} at ${timeMs - opened.startedMs}`),
    stop: async () => { log.push('stop'); states.fill('stopped'); blocks.complete(); notices.complete(); start.resolve(); },
    failed: failed.promise,
    seal: async () => { log.push('seal'); return { motionPath: 'sealed/walk_motion.tsv' }; },
    close: async () => void log.push('close'),
  };
  const ports: LivePorts = {
    scan: async () => [],
    openSession: async () => opened,
    keep: async ({ motionPath }, { patientId }) => { log.push(`keep ${motionPath} for ${patientId}`); return { assessmentId: 'as1' }; },
    now: () => Date.now(),
    onFault: (error) => faults.push(error),
    ...changes,
  };
  const control = liveControl(ports);
  const events: LiveEvent[] = [];
  const stopListening = control.listen((event) => events.push(event));
  const sessions = () => events.filter((event) => event.type === 'session');
  return { control, opened, blocks, notices, start, failed, states, log, events, faults, sessions, stopListening };
}
