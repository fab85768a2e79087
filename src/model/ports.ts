import type { AnalysisDocument, SignalTraces } from './analysis.ts';
import type { Assessment, Patient, Session, User } from './people.ts';
import type { Answers } from './risk.ts';
import type { RecordingFile } from './recording.ts';

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
}

/** An analysis as it is kept, written by whoever made it: the store has nothing left to write, which takes a moment for an hour's. */
export interface WrittenAnalysis extends Pick<StoredAnalysis, 'key' | 'recordingId'> {
  /** The document as JSON. */
  readonly documentJson: string;
  /** The traces as JSON, gzip; null without any. */
  readonly packedTraces: Uint8Array | null;
}

/** An analysis without its traces, which are unpacked only for who asks for them. */
export interface KeptAnalysis extends Pick<StoredAnalysis, 'key' | 'recordingId' | 'document'> {
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

  putAnalysis(analysis: StoredAnalysis | WrittenAnalysis): void;
  analysis(key: string): KeptAnalysis | null;
  /** An analysis' traces as JSON, to hand on as they are; null where it has none. Unpacked off this thread, as they are long. */
  tracesJson(key: string): Promise<string | null>;

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

export interface MetricStore {
  /** Idempotent on (trial, metric, algorithm). */
  write(points: readonly MetricPoint[]): Promise<void>;
  /** Oldest first; `fromMs` is part of the range, `toMs` is not. */
  series(query: { patientId: string; metric: string; fromMs?: number; toMs?: number }): Promise<readonly MetricPoint[]>;
  deletePatient(patientId: string): Promise<void>;
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}

export interface ArchivedRecording {
  /** SHA-256 over the sorted lines "sha256  role" of its files: the same bytes have the same id. */
  readonly id: string;
  readonly format: string;
  readonly files: readonly { readonly role: string; readonly sha256: string; readonly bytes: number }[];
}

/** Recordings by content. Nothing half-written is ever visible. */
export interface RecordingStore {
  put(format: string, files: readonly RecordingFile[]): Promise<ArchivedRecording>;
  get(id: string): Promise<ArchivedRecording | null>;
  /** Folder of an archived recording's files, for a reader of its format. */
  folder(id: string): Promise<string | null>;
  close(): Promise<void>;
}
