import { AppError } from '../../../model/index.ts';
import type { FoundSensor, LiveControl, LiveEvent, LiveMark, MarkEvent, SessionEvent, SessionStart } from '../../../model/index.ts';
import { checkSensors } from './checkStart.ts';
import { Listeners } from './listeners.ts';
import type { LivePorts } from './ports.ts';
import { SessionRun } from './sessionRun.ts';

const IDLE: SessionEvent = { type: 'session', state: 'idle', id: null, startedAt: null, elapsedS: 0, sensors: [], windowsDropped: 0, assessmentId: null, message: null };

/** Live recording for the API: one session at a time, over what the composition root hands in. */
export function liveControl(ports: LivePorts): LiveControl {
  return new Control(ports);
}

class Control implements LiveControl {
  readonly #ports: LivePorts;
  readonly #listeners: Listeners<LiveEvent>;
  /** The session that runs, or the last one. */
  #run: SessionRun | null = null;
  #opening: Promise<SessionRun> | null = null;
  #scan: { stop(): void; readonly over: Promise<unknown> } | null = null;

  constructor(ports: LivePorts) {
    this.#ports = ports;
    this.#listeners = new Listeners((error) => ports.onFault?.(error));
  }

  async scan(seconds: number, signal?: AbortSignal): Promise<readonly FoundSensor[]> {
    this.#refuseWhileRunning('stop it before you look for sensors.');
    if (this.#scan) throw new AppError('CONFLICT', 'Sensors are being looked for already; wait until it is over.');
    const stop = new AbortController();
    const found = this.#ports.scan(seconds, signal ? AbortSignal.any([signal, stop.signal]) : stop.signal);
    // Its fault is told to whoever asked for the scan.
    this.#scan = { stop: () => stop.abort(new AppError('CONFLICT', 'A recording was started meanwhile; look for sensors again once it is over.')), over: found.catch(() => null) };
    try {
      return [...await found].sort((a, b) => (b.rssi ?? -Infinity) - (a.rssi ?? -Infinity));
    } finally {
      this.#scan = null;
    }
  }

  async start(request: SessionStart): Promise<SessionEvent> {
    this.#refuseWhileRunning('stop it before you start another.');
    checkSensors(request.sensors);
    this.#opening = this.#open(request);
    try {
      this.#run = await this.#opening;
    } finally {
      this.#opening = null;
    }
    this.#run.begin();
    return this.#run.event();
  }

  async stop(): Promise<SessionEvent> {
    // Started a moment ago: it is stopped as soon as it is there. A start that fails tells its own caller why.
    await this.#opening?.catch(() => null);
    const run = this.#run;
    if (!run?.active) throw new AppError('CONFLICT', 'Nothing is being recorded.');
    await run.finish();
    return run.event();
  }

  async mark(mark: LiveMark): Promise<MarkEvent> {
    if (!this.#run?.active) throw new AppError('CONFLICT', 'Nothing is being recorded, so nothing can be marked.');
    return this.#run.mark(mark);
  }

  session(): SessionEvent {
    return this.#run?.event() ?? { ...IDLE, message: this.#ports.before ?? null };
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    return this.#listeners.add(listener, this.session());
  }

  /** A scan gives way: the radio does one thing at a time. */
  async #open(request: SessionStart): Promise<SessionRun> {
    this.#scan?.stop();
    await this.#scan?.over;
    return new SessionRun(await this.#ports.openSession(request), request, this.#ports, (event) => this.#listeners.tell(event));
  }

  #refuseWhileRunning(remedy: string): void {
    if (this.#opening || this.#run?.active) throw new AppError('CONFLICT', `A recording runs; ${remedy}`);
  }
}
