import type { AnalysisDocument, Finding, SignalTraces } from './analysis.ts';
import type { Assessment, Patient, Session, User } from './people.ts';
import type { Answers } from './risk.ts';
import type { Participant, RecordingFile } from './recording.ts';
import type { Visit } from './visit.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly nextCursor?: string;
}

/** Kept result of one analysis. Same key, same content: saving it again changes nothing. */
export interface StoredAnalysis {
  /** SHA-256 over the recording, the options and the algorithm versions. */
  readonly key: string;
  readonly recordingId: string;
  readonly document: AnalysisDocument;
  readonly traces: SignalTraces | null;
  /** What the caller said beyond the recording, so that it can be analysed again; absent with analyses of older versions. */
  readonly options?: KeptOptions;
}

/** Of the options of an analysis those that shape its document. */
export interface KeptOptions {
  readonly protocol?: string;
  readonly participant?: Participant;
  readonly courseLengthM?: number;
  readonly site?: string;
  readonly findings?: readonly Finding[];
}

/** An analysis as it is kept, written by whoever made it: the store has nothing left to write, which takes a moment for an hour's. */
export interface WrittenAnalysis extends Pick<StoredAnalysis, 'key' | 'recordingId' | 'options'> {
  /** The document as JSON. */
  readonly documentJson: string;
  /** The traces as JSON, gzip; null without any. */
  readonly packedTraces: Uint8Array | null;
}

/** An analysis without its traces, which are unpacked only for who asks for them. */
export interface KeptAnalysis extends Pick<StoredAnalysis, 'key' | 'recordingId' | 'document' | 'options'> {
  readonly hasTraces: boolean;
}

/** What a data folder is for. A demo never opens a clinic's folder, nor the other way round. */
export type DataKind = 'demo' | 'clinic';

/**
 * Records: transactional, one folder, one writer process at a time is enough.
 * Synchronous on purpose: a transaction must not span an await.
 */
export interface RecordStore {
  /**
   * Runs `work` in one transaction: all of it is kept, or none. Transactions nest: an inner one that throws takes back
   * only its own writes.
   * @throws TypeError when `work` is asynchronous.
   */
  transaction<T>(work: () => T): T;

  kind(): DataKind;

  putPatient(patient: Patient): void;
  patient(id: string): Patient | null;
  patientByExternalId(externalId: string): Patient | null;
  /** By display name; accents and case do not count, and 2 comes before 10. */
  patients(page: { limit: number; cursor?: string }): Page<Patient>;

  /** Inserts or replaces the assessment with its trials. */
  putAssessment(assessment: Assessment): void;
  assessment(id: string): Assessment | null;
  /** Newest first. */
  assessmentsOf(patientId: string, page: { limit: number; cursor?: string }): Page<Assessment>;
  putAnswers(assessmentId: string, answers: Answers): void;

  /** Inserts or replaces the visit. Its assessment must be there. */
  putVisit(visit: Visit): void;
  visit(id: string): Visit | null;
  visitOfAssessment(assessmentId: string): Visit | null;
  /** Those that are not over, and those whose recordings are still awaited; the newest first. A clinic has few, so there are no pages. */
  openVisits(): readonly Visit[];

  putAnalysis(analysis: StoredAnalysis | WrittenAnalysis): void;
  analysis(key: string): KeptAnalysis | null;
  /** An analysis' traces as JSON, to hand on as they are; null where it has none. Unpacked off this thread, as they are long. */
  tracesJson(key: string): Promise<string | null>;
  /** The document alone: traces take long to unpack. */
  analysisDocument(key: string): AnalysisDocument | null;

  putUser(user: User): void;
  user(id: string): User | null;
  userByName(username: string): User | null;
  /** Sorted by name: a clinic has tens of users, so there are no pages. */
  users(): readonly User[];
  userCount(): number;

  putSession(session: Session): void;
  session(tokenSha256: string): Session | null;
  deleteSession(tokenSha256: string): void;
  deleteSessionsOf(userId: string): void;

  /** Small settings of the installation itself, such as the hash of the set-up token. */
  setting(name: string): string | null;
  putSetting(name: string, value: string | null): void;

  close(): void;
}

/** One act on a patient's data. No personal data: ids are opaque. */
export interface AuditEntry {
  /** 1, 2, 3, ...: a number that is missing was taken out. */
  readonly position: number;
  /** RFC 3339. */
  readonly at: string;
  /** Id of the user, or the program: `command line`. */
  readonly actor: string;
  /** Dotted: `patient.erase`. */
  readonly action: string;
  /** What was acted on: a patient's id. */
  readonly subject: string;
  /** SHA-256 over the entry before and this one: none of them can be changed on its own. */
  readonly sha256: string;
}

/** The removal of a person from every store. It goes on where it was interrupted. */
export interface Erasure {
  readonly patientId: string;
  /** RFC 3339. */
  readonly askedAt: string;
  /** Recordings that are nobody else's, and go too; empty once it is done. */
  readonly recordings: readonly string[];
}

/** How records refer to each other, for whoever checks them. */
export interface RecordReferences {
  readonly trials: readonly { readonly trialId: string; readonly assessmentId: string; readonly patientId: string; readonly recordingId: string | null; readonly analysisKey: string | null }[];
  readonly analyses: readonly { readonly key: string; readonly recordingId: string }[];
  /** Trials that metric points of this database are of. */
  readonly measuredTrials: readonly string[];
}

/** What a clinic must be able to show and to undo: the audit, erasures, every analysis there ever was. Same database as the records. */
export interface KeepingStore {
  /** Adds to the audit; within a transaction of the records it is kept with them or not at all. */
  addAudit(entry: Pick<AuditEntry, 'at' | 'actor' | 'action' | 'subject'>): void;
  /** Newest first; of one subject where it is named. */
  audit(page: { limit: number; cursor?: string; subject?: string }): Page<AuditEntry>;
  /** The first entry that was changed, or follows one that was taken out; null where all fit. */
  brokenAudit(): AuditEntry | null;

  /** Every analysis of a recording, older ones too, in the order in which they were kept. */
  analysesOf(recordingId: string): readonly KeptAnalysis[];
  references(): RecordReferences;
  /** What SQLite itself finds wrong, in sentences. */
  faults(): readonly string[];

  /** Removes all rows of a patient, and remembers what is left to do. Null where there is no such patient. */
  beginErasure(patientId: string, at: string): Erasure | null;
  openErasures(): readonly Erasure[];
  /** Everything is removed; what is left of the rows on the disk is overwritten. */
  finishErasure(patientId: string, at: string): void;
}

/** One value of a metric over time. No personal data: ids are opaque. */
export interface MetricPoint {
  readonly patientId: string;
  readonly assessmentId: string;
  readonly trialId: string;
  readonly metric: string;
  /** `id@version`. */
  readonly algorithm: string;
  /** Unix time, ms. */
  readonly timeMs: number;
  readonly value: number;
}

/** The values of one metric on one day, by UTC, of one algorithm. */
export interface MetricDay {
  /** `2026-03-01` */
  readonly day: string;
  /** `id@version`. Values of different algorithms are never put together. */
  readonly algorithm: string;
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** `fromMs` is part of the range, `toMs` is not. */
export interface SeriesQuery {
  readonly patientId: string;
  readonly metric: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

export interface MetricStore {
  /** Idempotent on (trial, metric, algorithm, time): the last value stays. A trial belongs to one patient. */
  write(points: readonly MetricPoint[]): Promise<void>;
  /** Oldest first. */
  series(query: SeriesQuery): Promise<readonly MetricPoint[]>;
  /** Days that have values, oldest first; every day of which the range has a part counts whole. */
  daily(query: SeriesQuery): Promise<readonly MetricDay[]>;
  deletePatient(patientId: string): Promise<void>;
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}

/** How far the copy in InfluxDB is behind. */
export interface SeriesState {
  /** Where series are read from when all is well. */
  readonly home: 'embedded' | 'influxdb';
  /** Results that are kept and not yet in InfluxDB. */
  readonly waiting: number;
  /** How long the oldest of them waits, s; 0 when none does. */
  readonly lagS: number;
  /** Days whose roll-up is still to be made anew. */
  readonly daysDue: number;
  /** Results that InfluxDB refused for good; they are in the embedded store. */
  readonly refused: number;
  /** Share of what was there before InfluxDB that is in it by now: 0 to 1. */
  readonly filled: number;
  /** Why nothing moves at the moment; null when it does. For logs, not for the public. */
  readonly trouble: string | null;
  /** Since this process opened the store. */
  readonly since: {
    readonly sent: number;
    readonly batches: number;
    readonly batchSeconds: number;
    readonly failures: number;
    readonly readsFromInflux: number;
    readonly readsFromEmbedded: number;
  };
}

/** What happened to the copy in InfluxDB; for the log. Numbers and plain words, nothing about a person. */
export interface SeriesEvent {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** The series of a clinic: kept with its records, and copied to InfluxDB where there is one. */
export interface ClinicSeries extends MetricStore {
  /**
   * `write` at once, in the transaction of the records that is under way: it is acknowledged with them.
   * @throws RangeError for a point that cannot be kept
   */
  keep(points: readonly MetricPoint[]): void;
  /** Removes the points of a patient's trials that do not count: that the records do not have, or that are set aside. @returns how many */
  forgetUncounted(patientId: string): number;
  state(): SeriesState;
}

export interface ArchivedRecording {
  /** SHA-256 over the sorted lines "sha256  role" of its files: the same bytes have the same id. */
  readonly id: string;
  readonly format: string;
  readonly files: readonly ArchivedFile[];
  /** A file that stands for one of `files`, which is no longer there: from it that one can be made again, byte by byte. */
  readonly sealed?: ArchivedFile & { readonly standsFor: string };
}

export interface ArchivedFile {
  readonly role: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Recordings by content. Nothing half-written is ever visible. */
export interface RecordingStore {
  put(format: string, files: readonly RecordingFile[]): Promise<ArchivedRecording>;
  get(id: string): Promise<ArchivedRecording | null>;
  /** Folder of an archived recording's files, for a reader of its format. */
  folder(id: string): Promise<string | null>;
  /** Of every recording, in the order of ids. */
  ids(): Promise<readonly string[]>;
  /**
   * Puts a smaller file in the place of one of a recording's files. Nothing changes before `prove` has looked at what was written.
   * @returns null where `prove` says no, or where there is no such recording; a recording that is sealed already stays as it is
   */
  seal(id: string, file: RecordingFile & { readonly standsFor: string }, prove: (path: string) => Promise<boolean>): Promise<ArchivedRecording | null>;
  /** Reads every byte. @returns what is wrong, in sentences; none where all is as it was written */
  check(id: string): Promise<readonly string[]>;
  /** Removes a recording; one that is not there is no fault. */
  delete(id: string): Promise<void>;
  close(): Promise<void>;
}
