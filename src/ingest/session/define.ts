import type { Observable } from 'rxjs';
import type { ImuBlock, LiveSensor, NoticeEvent, SensorAxes, Site } from '../../model/index.ts';
import type { RawLog } from '../rawLog/entries.ts';
import type { SensorModel, SensorSettings } from '../sensors/define.ts';
import type { BleCentral } from '../transports/ble/central.ts';

/** A sensor that is to be worn. */
export interface WornSensor {
  readonly id: string;
  readonly name: string | null;
  readonly site: Site;
  readonly model: SensorModel;
  readonly settings: SensorSettings;
}

export interface SessionOptions {
  readonly central: BleCentral;
  readonly sensors: readonly WornSensor[];
  /** Gets every packet before anything else happens to it. */
  readonly log: RawLog;
  /** Monotonic clock, ms; the clock of `OnValue`. */
  readonly now: () => number;
  /** `now()` at which the session's time is 0. */
  readonly startedMs: number;
  /** For the pauses between attempts to connect, from 0 to below 1; `Math.random` where absent. */
  readonly random?: () => number;
}

/** Sensors that are worn and send. Times in its events are seconds from `startedMs`. */
export interface SensorSession {
  /**
   * What arrives, decoded: one block a packet, each sensor on its own even grid of its nominal rate from the session's start.
   * Provisional: the sealed recording places samples by the fitted clocks. Emitted synchronously; never an object a sample.
   */
  readonly blocks: Observable<ImuBlock<SensorAxes>>;
  readonly notices: Observable<NoticeEvent>;
  /** The state of each sensor now, in the order of the options. */
  sensors(): readonly LiveSensor[];
  /** Resolves when every sensor streams or has failed once; those that failed go on being tried. */
  start(): Promise<void>;
  /** Stops every sensor, ends the links and completes the streams. No timer or listener is left. Safe to call twice. */
  stop(): Promise<void>;
}
