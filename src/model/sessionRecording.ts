import type { Site } from './axes.ts';
import type { RecordedSensor, SensorCapabilities, SensorQuality, VisitAttempt } from './live.ts';
import type { RecordingFile, RecordingReader } from './recording.ts';
import type { TimeSpan } from './span.ts';

/** A stretch of a sensor's clock with one mapping to the host's. Times are seconds from the recording's first sample. */
export interface ClockStretch extends TimeSpan {
  readonly samples: number;
  /** `nominal`: too short to tell the clock's rate; `known`: rate of another stretch of the same sensor; `fitted`: least squares. */
  readonly method: 'nominal' | 'known' | 'fitted';
  /** ms of host time a tick, or a sample where the sensor has no clock. */
  readonly msPerUnit: number;
  readonly residualMs: number;
  /** Its distance from the stretch before is known by arrival only: the clock began anew. */
  readonly restarted: boolean;
}

/** What is kept of a sensor with a recording of live sensors. No part of it names the device itself. */
export interface SensorMetadata extends SensorQuality {
  readonly site: Site;
  /** Id of the sensor model. */
  readonly model: string;
  /** Name of the model for people: "Movella DOT". */
  readonly label: string;
  /** What it was asked for. */
  readonly rateHz: number;
  readonly mode: string | null;
  /** What tells when its samples were taken; with `none` losses are estimates. */
  readonly time: SensorCapabilities['time'];
  /** SHA-256 of the operating system's name of the device, hex: tells that two recordings are of one sensor. */
  readonly deviceSha256: string;
  readonly firmware: string | null;
  readonly batteryStartPct: number | null;
  readonly batteryEndPct: number | null;
  /** Plain sentences: what this sensor is too weak for. */
  readonly weaknesses: readonly string[];
  /** When the connection was gone; `endS` is null where it did not come back. */
  readonly interruptions: readonly { readonly startS: number; readonly endS: number | null }[];
  readonly clock: readonly ClockStretch[];
}

/** What is kept of the session as a whole. */
export interface SessionMetadata {
  readonly id: string;
  /** `surefoot@version` that recorded it. */
  readonly software: string;
  /** RFC 3339: the wall clock at sample 0. */
  readonly startedAt: string;
  /** It was stopped in order. */
  readonly complete: boolean;
  /** Bytes of an unfinished packet at the log's end. */
  readonly tornBytes: number;
  /** Bytes in the middle of the log that could not be read. */
  readonly damagedBytes: number;
  /** Packets that came while neither disk nor memory had room. */
  readonly packetsNotKept: number;
}

/** A recording of live sensors that is not yet sealed: read from its raw log. */
export interface SessionRecording extends RecordingReader {
  readonly session: SessionMetadata;
  readonly durationS: number;
  /** Every sensor of the session, those that never sent anything included. */
  readonly sensors: readonly SensorMetadata[];
  /** The same sensors, as `surefoot.record/1` tells of them. */
  readonly recorded: readonly RecordedSensor[];
  /** Letters and digits: BIDS `sub-` and `task-`. */
  readonly subject: string;
  readonly task: string;
  readonly patientId: string | null;
  readonly protocol: string | null;
  readonly visit: VisitAttempt | null;
  /** The raw log itself, byte by byte. */
  readonly log: RecordingFile;
}

/** A recording of live sensors that was filed away. */
export interface SealedRecording {
  readonly motionPath: string;
  readonly sensors: readonly RecordedSensor[];
  /** The session was not stopped in order: what had arrived until then is there. */
  readonly recovered: boolean;
}
