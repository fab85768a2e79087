import type { Observable } from 'rxjs';
import type { FoundSensor, ImuBlock, LiveMark, LiveSensor, NoticeEvent, SensorAxes, SessionStart } from '../../../model/index.ts';

/** A recording made of a session's raw log. */
export interface SealedRecording {
  /** What `analyze` takes. */
  readonly motionPath: string;
}

/** A session with its raw log, as the composition root opens it. */
export interface OpenedSession {
  readonly id: string;
  /** RFC 3339 */
  readonly startedAt: string;
  /** `now()` at which the session's time is 0. */
  readonly startedMs: number;
  readonly blocks: Observable<ImuBlock<SensorAxes>>;
  readonly notices: Observable<NoticeEvent>;
  sensors(): readonly LiveSensor[];
  /** Resolves when every sensor streams or has failed once. */
  start(): Promise<void>;
  /** Keeps a mark at a moment of `now()`; resolves when it is on the disk. @throws AppError UNWRITABLE */
  mark(mark: LiveMark, timeMs: number): Promise<void>;
  /** Stops every sensor and completes the streams. Safe to call twice. */
  stop(): Promise<void>;
  /** Resolves once nothing can be recorded any more, such as on a full disk; never otherwise. */
  readonly failed: Promise<Error>;
  /** Makes the recording of what arrived. After `stop`. */
  seal(): Promise<SealedRecording>;
  /** Lets go of the radio and the raw log, which stays where it is. Safe to call twice, and after any failure. */
  close(): Promise<void>;
}

/** What live recording needs of the world; the composition root hands it in. */
export interface LivePorts {
  /** @throws AppError NO_BLUETOOTH */
  scan(seconds: number, signal: AbortSignal): Promise<readonly FoundSensor[]>;
  /** Opens radio and raw log; nothing is connected yet. @throws AppError BAD_INPUT, NO_BLUETOOTH, UNWRITABLE */
  openSession(request: SessionStart): Promise<OpenedSession>;
  /** Takes a sealed recording into the clinic's store, analysed. */
  keep(sealed: SealedRecording, request: SessionStart): Promise<{ readonly assessmentId: string }>;
  /** What became of recordings that were interrupted the last time; told until the first session. Null where there were none. */
  readonly before?: string | null;
  /** Monotonic clock, ms. */
  now(): number;
  /** False while whoever reads the events cannot take more; always true without it. */
  readonly ready?: Observable<boolean>;
  /** Told of what went wrong beside the recording: a listener or the view threw. */
  readonly onFault?: (error: unknown) => void;
}
