import type { Participant, Site, VisitAttempt } from '../../model/index.ts';
import type { SensorSettings } from '../sensors/define.ts';

/** A sensor of a session, as the raw log keeps it. Its place in the list is its number in packets and events. */
export interface LoggedSensor {
  /** The operating system's name of the device; it stays on this computer's log and is hashed where a recording leaves it. */
  readonly id: string;
  readonly model: string;
  /** A sensor described in a JSON file: that description, so that the log can be decoded on its own. */
  readonly description?: unknown;
  readonly name: string | null;
  readonly site: Site;
  readonly settings: SensorSettings;
}

/** First entry of a raw log. */
export interface SessionHeader {
  readonly schema: 'surefoot.rawLog/1';
  readonly sessionId: string;
  /** `surefoot@version`. */
  readonly software: string;
  /** RFC 3339: the wall clock at `startedMs` of the monotonic clock. */
  readonly startedAt: string;
  readonly startedMs: number;
  /** Letters and digits: BIDS `sub-` and `task-`. */
  readonly subject: string;
  readonly task: string;
  readonly participant?: Participant;
  /** Whose recording, where a clinic records: opaque ids. */
  readonly patientId?: string;
  readonly protocol?: string;
  /** Which attempt of which guided visit it is. */
  readonly visit?: VisitAttempt;
  readonly sensors: readonly LoggedSensor[];
}

/** Something that happened to a sensor or the session, at `timeMs` of the monotonic clock. */
export type SessionMark = { readonly timeMs: number } & (
  /** Packets of `sensor` from here on are a new connection: clocks and contents may have started anew. */
  | { readonly mark: 'connected'; readonly sensor: number; readonly firmware?: string }
  | { readonly mark: 'disconnected'; readonly sensor: number; readonly reason: string | null }
  | { readonly mark: 'battery'; readonly sensor: number; readonly pct: number }
  | { readonly mark: 'notice'; readonly sensor: number | null; readonly severity: 'problem' | 'note'; readonly code: string; readonly message: string }
  /** A protocol mark, such as "go". */
  | { readonly mark: 'event'; readonly type: string; readonly durationS: number }
  /** The session was stopped in order; nothing follows. */
  | { readonly mark: 'stopped' }
);

/** A packet as it came. */
export interface RawPacket {
  readonly sensor: number;
  readonly channel: number;
  /** Monotonic clock, ms. */
  readonly arrivalMs: number;
  readonly payload: Uint8Array;
}

export type RawEntry =
  | { readonly kind: 'header'; readonly header: SessionHeader }
  | { readonly kind: 'packet'; readonly packet: RawPacket }
  | { readonly kind: 'mark'; readonly mark: SessionMark };

/** Where a session keeps what arrives. Calls return at once; what was handed over is on the disk a second later at most. */
export interface RawLog {
  packet(packet: RawPacket): void;
  mark(mark: SessionMark): void;
  /** Resolves when everything handed over so far is on the disk. @throws AppError UNWRITABLE */
  flush(): Promise<void>;
  /** Flushes and closes. Safe to call twice. */
  close(): Promise<void>;
  /** Resolves once writing has failed (a full disk), and never otherwise: the session then tells the person and stops. */
  readonly failed: Promise<Error>;
}
