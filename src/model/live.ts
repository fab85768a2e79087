import type { Side } from './gait.ts';
import type { Site } from './axes.ts';

/** What a sensor model can do at the settings it is started with: what decides which tests it is good enough for. */
export interface SensorCapabilities {
  readonly hasGyroscope: boolean;
  /**
   * What tells when a sample was taken. `timestamp`: a clock reading in every packet; `counter`: a running number;
   * `none`: only the time of arrival, so losses are estimated and never counted.
   */
  readonly time: 'timestamp' | 'counter' | 'none';
  /** s of one step of the timestamp; null without one. */
  readonly tickS: number | null;
  /** Bits after which timestamp or counter begins again; null where it does not within a year, or there is none. */
  readonly wrapBits: number | null;
  /** Samples a second that can be asked for, ascending. */
  readonly ratesHz: readonly number[];
  readonly samplesPerPacket: number;
  readonly hasBattery: boolean;
}

/** A sensor that was heard. */
export interface FoundSensor {
  /** The operating system's name of the device: what `record --sensor` takes. */
  readonly id: string;
  /** Id of its sensor model; null for a device nobody here knows. */
  readonly model: string | null;
  readonly name: string | null;
  /** dBm */
  readonly rssi: number | null;
  readonly supported: boolean;
  readonly capabilities: SensorCapabilities | null;
  /** Plain sentences: what this sensor is too weak for. */
  readonly weaknesses: readonly string[];
  readonly batteryPct?: number;
}

/** A sensor model the software can record with, as a person needs to know it. */
export interface SupportedSensor {
  /** Id of the sensor model: `movella-dot`. */
  readonly id: string;
  /** Name for people: `Movella DOT`. */
  readonly label: string;
  /** Where its protocol is written down. */
  readonly source: string;
  readonly defaultRateHz: number;
  /** At its default rate. */
  readonly capabilities: SensorCapabilities;
  /** Plain sentences: what it is too weak for. */
  readonly weaknesses: readonly string[];
}

export const SENSOR_STATES = ['waiting', 'connecting', 'starting', 'streaming', 'reconnecting', 'stopped', 'failed'] as const;
export type SensorState = (typeof SENSOR_STATES)[number];

/** How well a sensor's samples arrived. */
export interface SensorQuality {
  /** Samples that arrived. */
  readonly samples: number;
  /** Samples that did not, reconnections included. */
  readonly lost: number;
  /** `lost` is an estimate from times of arrival: the sensor sends neither timestamp nor counter, or was switched off and on. */
  readonly lossUncertain: boolean;
  readonly lossPct: number;
  /** Longest stretch without a sample, ms; 0 without any gap. */
  readonly maxGapMs: number;
  /** Samples a second by the host's clock; null until it can be told. */
  readonly effectiveHz: number | null;
  /** How much faster the sensor's clock runs than the host's, parts per million; null where it has none or too little was heard. */
  readonly skewPpm: number | null;
  /** RMS of (time of arrival - fitted time), ms: mostly the radio's waiting time. Null without a fit. */
  readonly residualMs: number | null;
  readonly reconnects: number;
  /** Packets that could not be decoded. */
  readonly badPackets: number;
}

/** A sensor as `surefoot.record/1` and a sealed recording describe it. */
export interface RecordedSensor extends SensorQuality {
  readonly id: string;
  /** Id of the sensor model. */
  readonly model: string;
  readonly site: Site;
  readonly batteryPct: number | null;
}

/** A sensor of a session that runs. */
export interface LiveSensor extends RecordedSensor {
  /** Name for people: "Movella DOT". */
  readonly label: string;
  readonly state: SensorState;
  readonly rateHz: number;
  /** dBm; null until it is known. */
  readonly rssi: number | null;
  readonly weaknesses: readonly string[];
}

/** What a window of ten seconds shows. A number is null where the window cannot tell it. Times are seconds from the session's start. */
export interface WindowEvent {
  readonly type: 'window';
  readonly site: Site;
  readonly startS: number;
  readonly endS: number;
  /** Always: the final document is computed from the whole recording. */
  readonly provisional: true;
  /** How much the sensor moves, m/s². */
  readonly activityMps2: number | null;
  /** Null without a step rhythm. */
  readonly cadenceSpm: number | null;
  /** Strongest frequency of the acceleration between 0.5 and 5 Hz; null where nothing moves. */
  readonly dominantFrequencyHz: number | null;
  /** Sway of quiet standing, at the trunk only; null while the trunk moves about or the sensor is worn elsewhere. */
  readonly sway: WindowSway | null;
  readonly lossPct: number;
}

/** Sway of one window, from horizontal acceleration. */
export interface WindowSway {
  /** Root mean square about the mean, planar, m/s². */
  readonly rmsMps2: number;
  /** Length of the acceleration's path over the window's duration, m/s³. */
  readonly pathRateMps3: number;
  /** Frequency below which 95 % of the power between 0.15 and 10 Hz lies, Hz. */
  readonly f95Hz: number;
}

/** A foot touched the ground, told about a second later. */
export interface ContactEvent {
  readonly type: 'contact';
  readonly site: Site;
  readonly timeS: number;
  readonly side: Side | null;
  readonly provisional: true;
}

/** A few samples for the eye: thinned to at most 30 a second. */
export interface TraceEvent {
  readonly type: 'trace';
  readonly site: Site;
  readonly startS: number;
  readonly sampleRateHz: number;
  /** m/s², sensor axes; null where a sample is missing. */
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
  readonly z: readonly (number | null)[];
}

/** Something the person who records must know. */
export interface NoticeEvent {
  readonly type: 'notice';
  readonly severity: 'problem' | 'note';
  /** Stable word for programs: `SENSOR_LOST`. */
  readonly code: string;
  /** One plain sentence. */
  readonly message: string;
  readonly site: Site | null;
  readonly timeS: number;
}

export const LIVE_MARKS = ['go', 'stop'] as const;
/** What whoever leads a test can mark while it is recorded. */
export type LiveMark = (typeof LIVE_MARKS)[number];

/** A moment that was marked: it is in the recording, as an event of this type. */
export interface MarkEvent {
  readonly type: 'mark';
  readonly mark: LiveMark;
  /** s from the session's start. */
  readonly timeS: number;
}

export const SESSION_STATES = ['idle', 'starting', 'recording', 'sealing', 'done', 'failed'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** The whole of a session at a moment; sent at the beginning of a stream, once a second, and whenever a state changes. */
export interface SessionEvent {
  readonly type: 'session';
  readonly state: SessionState;
  /** Null while idle. */
  readonly id: string | null;
  /** RFC 3339; null while idle. */
  readonly startedAt: string | null;
  readonly elapsedS: number;
  readonly sensors: readonly LiveSensor[];
  /** Windows that were left out because the computer could not keep up. Raw data is never left out. */
  readonly windowsDropped: number;
  /** Where to look when `done`. */
  readonly assessmentId: string | null;
  /** Why, when `failed`; while `idle`, what became of recordings that were interrupted the last time. */
  readonly message: string | null;
}

export type LiveEvent = SessionEvent | WindowEvent | ContactEvent | TraceEvent | NoticeEvent | MarkEvent;

/** Which sensor is worn where. */
export interface SensorChoice {
  readonly id: string;
  readonly site: Site;
  /** Asked for; the model's own where absent. */
  readonly rateHz?: number;
}

export interface SessionStart {
  readonly sensors: readonly SensorChoice[];
  /** Whose session; the sealed recording becomes an assessment of this patient. */
  readonly patientId: string;
  readonly protocol: string;
  /** A test of a guided visit: its recording becomes that attempt of it. */
  readonly visit?: VisitAttempt;
  /** The session ends by itself: a while after a "stop" mark, which is set so long after the last "go" mark where the test has a duration. */
  readonly endsBy?: { readonly durationS: number | null };
}

/** Which attempt at a test of which visit. */
export interface VisitAttempt {
  readonly visitId: string;
  readonly attemptId: string;
}

/** What the API needs of live recording: one session at a time. */
export interface LiveControl {
  /** Sensors heard in so many seconds, strongest first. @throws AppError NO_BLUETOOTH; CONFLICT while a session runs */
  scan(seconds: number, signal?: AbortSignal): Promise<readonly FoundSensor[]>;
  /** Starts a session and returns its first state; connecting goes on. @throws AppError CONFLICT while one runs; BAD_INPUT; NO_BLUETOOTH */
  start(request: SessionStart): Promise<SessionEvent>;
  /** Stops, seals, analyses and keeps it; the last `session` event says where. @throws AppError CONFLICT while none runs */
  stop(): Promise<SessionEvent>;
  /** Marks this moment in the recording; when it resolves, the mark is on the disk. @throws AppError CONFLICT unless one records; UNWRITABLE */
  mark(mark: LiveMark): Promise<MarkEvent>;
  /** Now. */
  session(): SessionEvent;
  /** Every event from now on. Returns the function that ends it. A listener that throws is not called again. */
  listen(listener: (event: LiveEvent) => void): () => void;
}
