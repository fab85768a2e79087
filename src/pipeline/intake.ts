import { createHash, randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { AppError } from '../model/index.ts';
import type {
  AnalysisDocument, Answers, Assessment, Circumstances, MetricPoint, MetricStore, Outcome, Participant, Patient,
  RecordingFile, RecordingReader, RecordingStore, RecordStore, Trial,
} from '../model/index.ts';
import { analysisKey } from './key.ts';
import { analyzeRecording } from './offline.ts';
import type { AnalyzeOptions, AnalysisResult } from './options.ts';

export interface IntakeStores {
  readonly records: RecordStore;
  readonly metrics: MetricStore;
  readonly recordings: RecordingStore;
}

export interface IntakeRequest {
  readonly reader: RecordingReader;
  /** The files of the same recording, for the archive. */
  readonly files: readonly RecordingFile[];
  /** The clinic's or the dataset's own id of the person; a patient with it is found or made. */
  readonly patient: { readonly externalId: string; readonly displayName?: string };
  /** RFC 3339 with zone. */
  readonly takenAt: string;
  readonly outcome: Outcome;
  readonly circumstances: Circumstances;
  readonly answers: Answers;
  readonly options: AnalyzeOptions;
}

/** `new` trial, `known` already (nothing changed), or `reanalysed`: known, and read again by other algorithms or options. */
export type IntakeStatus = 'new' | 'known' | 'reanalysed';

export interface IntakeResult {
  readonly status: IntakeStatus;
  readonly patientId: string;
  readonly assessmentId: string;
  readonly trialId: string;
  readonly document: AnalysisDocument;
}

/**
 * Takes one recording into a clinic's store.
 *
 * Steps:
 * 1. Archive the recording's files by content.
 * 2. Analyse it, unless this recording was analysed with these options and algorithms before.
 * 3. Keep patient, assessment with its trial, and analysis in one transaction.
 * 4. Write the metric points. They are idempotent, so a crash before this step is mended by taking the recording in again.
 *
 * The same recording of the same patient always lands on the same assessment, so taking it in twice changes nothing.
 * @throws AppError BAD_RECORDING when a file changes while it is being read, and whatever reader and stores throw.
 */
export async function intakeRecording(stores: IntakeStores, request: IntakeRequest): Promise<IntakeResult> {
  const { records } = stores;
  // 1.
  const archived = await stores.recordings.put(request.reader.header.format, request.files);

  // 2.
  const known = records.patientByExternalId(request.patient.externalId);
  const options = completeOptions(request, known);
  const key = analysisKey(archived.id, options);
  const kept = records.analysis(key);
  const result: AnalysisResult = kept ?? (await analyzeRecording(request.reader, options));
  const { sha256 } = result.document.recording;
  if (!archived.files.some((file) => file.sha256 === sha256)) {
    throw new AppError('BAD_RECORDING', `${request.reader.header.path} changed while it was being read; import it again once it is complete.`, { file: request.reader.header.path });
  }
  // The folder it came from may name a person and means nothing to the next reader.
  const document = { ...result.document, recording: { ...result.document.recording, path: basename(result.document.recording.path) } };

  // 3.
  const stored = records.transaction(() => {
    // Read again: another process may have made the patient meanwhile.
    const found = records.patientByExternalId(request.patient.externalId);
    const patient = found ?? newPatient(request, options.participant);
    if (!found) records.putPatient(patient);
    const assessmentId = derivedId('assessment', patient.id, archived.id);
    const before = records.assessment(assessmentId);
    const trial = trialOf(request, derivedId('trial', patient.id, archived.id), archived.id, key, document);
    const status: IntakeStatus = before === null ? 'new' : before.trials.some((t) => t.analysisKey === key) ? 'known' : 'reanalysed';
    if (status !== 'known') {
      if (!kept) records.putAnalysis({ key, recordingId: archived.id, document, traces: result.traces });
      records.putAssessment(assessmentOf(request, patient, assessmentId, trial, document, before));
    }
    return { status, patientId: patient.id, assessmentId, trialId: trial.id };
  });

  // 4.
  const takenAt = records.assessment(stored.assessmentId)?.takenAt ?? request.takenAt;
  await stores.metrics.write(metricPoints(document, stored, Date.parse(takenAt)));
  return { ...stored, document };
}

/**
 * What is known of the person: said now, before kept by the clinic, before said by the recording.
 * A height that a therapist has put right must not fall back to the file's at the next import.
 */
function completeOptions(request: IntakeRequest, patient: Patient | null): AnalyzeOptions {
  const kept: Participant = patient
    ? { sex: patient.sex, heightCm: patient.heightCm, legLengthCm: patient.legLengthCm, massKg: patient.massKg }
    : {};
  const participant = { ...present(request.reader.header.participant ?? {}), ...present(kept), ...present(request.options.participant ?? {}) };
  return {
    ...request.options,
    participant,
    answers: request.answers,
    courseLengthM: request.options.courseLengthM ?? request.circumstances.courseLengthM,
  };
}

function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function newPatient(request: IntakeRequest, participant: Participant | undefined): Patient {
  const { sex, heightCm, legLengthCm, massKg } = participant ?? {};
  const { externalId, displayName = externalId } = request.patient;
  return {
    id: randomUUID(),
    displayName,
    externalId,
    ...present({ sex, heightCm, legLengthCm, massKg }),
    createdAt: new Date().toISOString(),
  };
}

/** Derived, so that the same recording of the same patient finds its assessment again. */
function derivedId(kind: string, ...parts: readonly string[]): string {
  return createHash('sha256').update([kind, ...parts].join('\n')).digest('hex').slice(0, 32);
}

function trialOf(request: IntakeRequest, id: string, recordingId: string, key: string, document: AnalysisDocument): Trial {
  const site = document.metrics.find((metric) => metric.site !== null)?.site;
  return {
    id,
    protocol: document.protocol,
    outcome: request.outcome,
    circumstances: { ...present({ site: site ?? undefined }), ...request.circumstances },
    recordingId,
    analysisKey: key,
  };
}

function assessmentOf(
  request: IntakeRequest, patient: Patient, id: string, trial: Trial, document: AnalysisDocument, before: Assessment | null,
): Assessment {
  const ageYears = document.participant?.ageYears ?? before?.ageYears;
  return {
    id,
    patientId: patient.id,
    takenAt: before?.takenAt ?? request.takenAt,
    ...(ageYears === undefined ? {} : { ageYears }),
    trials: [...(before?.trials.filter((other) => other.id !== trial.id) ?? []), trial],
    // What a therapist has entered since goes before what came with the recording.
    answers: { ...request.answers, ...before?.answers },
    software: document.software,
  };
}

function metricPoints(
  document: AnalysisDocument, ids: { patientId: string; assessmentId: string; trialId: string }, timeMs: number,
): MetricPoint[] {
  return document.metrics.flatMap(({ id, value, algorithm }) =>
    value === null ? [] : [{ patientId: ids.patientId, assessmentId: ids.assessmentId, trialId: ids.trialId, metric: id, algorithm, timeMs, value }],
  );
}
