import { Subscription } from 'rxjs';
import { AppError } from '../../../model/index.ts';
import type { LiveEvent, LiveMark, LiveSensor, MarkEvent, SessionEvent, SessionStart, SessionState } from '../../../model/index.ts';
import { liveView } from '../liveView.ts';
import { EndOfTest } from './endOfTest.ts';
import type { LivePorts, OpenedSession } from './ports.ts';

/** States of sensors are looked at this often, ms: a person sees a change at once. */
const LOOK_MS = 250;
/** The session is told at least this often, ms. */
const TELL_MS = 1000;
const KEPT = 'What was recorded is kept on this computer; Surefoot tries to take it in again when it is next started.';

/** One session from its opening to its end: starting -> recording -> sealing -> done, or failed from any of them. */
export class SessionRun {
  readonly #opened: OpenedSession;
  readonly #request: SessionStart;
  readonly #ports: LivePorts;
  readonly #tell: (event: LiveEvent) => void;
  readonly #running = new Subscription();
  #state: SessionState = 'starting';
  #sensors: readonly LiveSensor[];
  #elapsedS: number | null = null;
  #windowsDropped = 0;
  #assessmentId: string | null = null;
  #message: string | null = null;
  #toldMs = -Infinity;
  #toldStates = '';
  #ending: Promise<void> | null = null;
  #endOfTest: EndOfTest | null = null;

  constructor(opened: OpenedSession, request: SessionStart, ports: LivePorts, tell: (event: LiveEvent) => void) {
    this.#opened = opened;
    this.#request = request;
    this.#ports = ports;
    this.#tell = tell;
    this.#sensors = opened.sensors();
  }

  get active(): boolean {
    return this.#state !== 'done' && this.#state !== 'failed';
  }

  event(): SessionEvent {
    const { id, startedAt, startedMs } = this.#opened;
    if (this.#elapsedS === null) this.#sensors = this.#opened.sensors();
    return {
      type: 'session',
      state: this.#state,
      id,
      startedAt,
      elapsedS: this.#elapsedS ?? Math.round(this.#ports.now() - startedMs) / 1000,
      sensors: this.#sensors,
      windowsDropped: this.#windowsDropped,
      assessmentId: this.#assessmentId,
      message: this.#message,
    };
  }

  /** Tells the first state and begins to connect. */
  begin(): void {
    const { blocks, notices, failed } = this.#opened;
    const view = liveView(blocks, {
      sites: this.#request.sensors.map(({ site }) => site),
      ready: this.#ports.ready,
      onWindowDropped: () => this.#windowsDropped++,
    });
    this.#running.add(view.subscribe({ next: this.#tell, error: (error: unknown) => this.#viewFailed(error) }));
    this.#running.add(notices.subscribe((notice) => {
      this.#tell(notice);
      this.#tellState();
    }));
    const looking = setInterval(() => this.#look(), LOOK_MS);
    this.#running.add(() => clearInterval(looking));
    void failed.then((error) => this.#fail(error));
    if (this.#request.endsBy) {
      this.#endOfTest = new EndOfTest(this.#request.endsBy.durationS, {
        // Beside the recording: what fails here has been told to whoever pressed a button, or leaves the button to stop it.
        stopMark: () => void this.mark('stop').catch((error: unknown) => this.#ports.onFault?.(error)),
        finish: () => void this.finish(),
      });
      this.#running.add(() => this.#endOfTest?.cancel());
    }
    this.#tellState();
    void this.#opened.start().then(
      () => this.#ending ?? this.#become('recording'),
      (error: unknown) => this.#fail(error),
    );
  }

  /** Marks this moment. Resolves when the mark is on the disk. @throws AppError CONFLICT before all sensors send and after the stop */
  async mark(mark: LiveMark): Promise<MarkEvent> {
    if (this.#state !== 'recording') throw new AppError('CONFLICT', `Nothing can be marked now: ${this.#state === 'starting' ? 'wait until every sensor sends.' : 'the recording has been stopped.'}`);
    const timeMs = this.#ports.now();
    await this.#opened.mark(mark, timeMs);
    const event: MarkEvent = { type: 'mark', mark, timeS: Math.round(timeMs - this.#opened.startedMs) / 1000 };
    this.#tell(event);
    if (!this.#ending) this.#endOfTest?.marked(mark, this.#ports.now() - timeMs);
    return event;
  }

  /** Stops, seals and keeps it. Resolves when all is over, also when it failed: the state says so. */
  finish(): Promise<void> {
    if (!this.#ending) this.#become('sealing');
    return this.#end(async () => {
      const sealed = await this.#opened.seal();
      this.#assessmentId = (await this.#ports.keep(sealed, this.#request)).assessmentId;
    });
  }

  #fail(error: unknown): Promise<void> {
    return this.#end(() => Promise.reject(error instanceof Error ? error : new Error(String(error))));
  }

  /** Ends it once, whoever asks first: stops the sensors, then does the last work. */
  #end(lastWork: () => Promise<void>): Promise<void> {
    return this.#ending ??= (async () => {
      let fault: unknown = null;
      try {
        await this.#opened.stop();
        this.#settle();
        await lastWork();
      } catch (error) {
        fault = error;
        this.#settle();
        this.#message = this.#sensors.some(({ samples }) => samples > 0) ? `${sentence(error)} ${KEPT}` : sentence(error);
      }
      // The next session may begin as soon as this one is over: the radio must be free by then.
      await this.#opened.close().catch((error: unknown) => this.#ports.onFault?.(error));
      this.#become(fault === null ? 'done' : 'failed');
    })();
  }

  /** Nothing arrives any more: time and figures stand. */
  #settle(): void {
    if (this.#elapsedS !== null) return;
    this.#elapsedS = this.event().elapsedS;
    this.#running.unsubscribe();
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.#tellState();
  }

  #look(): void {
    const states = this.#opened.sensors().map((sensor) => sensor.state).join();
    if (states !== this.#toldStates || this.#ports.now() - this.#toldMs >= TELL_MS) this.#tellState();
  }

  #tellState(): void {
    const event = this.event();
    this.#toldStates = event.sensors.map((sensor) => sensor.state).join();
    this.#toldMs = this.#ports.now();
    this.#tell(event);
  }

  /** A fault of the view is no fault of the recording. */
  #viewFailed(error: unknown): void {
    this.#ports.onFault?.(error);
    const timeS = this.event().elapsedS;
    this.#tell({ type: 'notice', severity: 'note', code: 'VIEW_FAILED', message: 'The live view stopped because of a fault in the software; the recording goes on.', site: null, timeS });
  }
}

/** What went wrong, for the person who records. */
function sentence(error: unknown): string {
  const text = error instanceof AppError ? error.message : `Something is wrong in the software: ${error instanceof Error ? error.message : String(error)}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
