import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../model/index.ts';
import type {
  Answers, Circumstances, ClinicSeries, DocumentSummary, Finding, Outcome, Participant, Patient, RecordingFile, RecordingReader, RecordingStore, RecordStore,
} from '../model/index.ts';
import { ageFromBirthYear, assessmentOf, derivedId, keptOptions, metricPoints, newPatient, present, refuseAnotherPerson } from './intakeRecords.ts';
import { forKeeping, summaryOf, type WrittenResult } from './keeping.ts';
import { analysisKey } from './key.ts';
import { analyzeRecording } from './offline.ts';
import type { AnalyzeOptions, AnalysisResult } from './options.ts';

export interface IntakeStores {
  readonly records: RecordStore;
  readonly metrics: Pick<ClinicSeries, 'keep'>;
  readonly recordings: RecordingStore;
}

export interface NewPatient {
  readonly externalId: string;
  readonly displayName?: string;
  readonly birthYear?: number;
}

export interface IntakeRequest {
  readonly reader: RecordingReader;
  /** The files of the same recording, for the archive. */
  readonly files: readonly RecordingFile[];
  /** A patient of this clinic; or the clinic's or the dataset's own number of the person: a patient with it is found or made. */
  readonly patient: { readonly id: string } | NewPatient;
  /** RFC 3339 with zone. */
  readonly takenAt: string;
  /** Recordings of one patient with the same visit become trials of one assessment; without it each has its own. */
  readonly visit?: string;
  readonly outcome: Outcome;
  /** Nobody has accepted it yet: it is kept, and is part of no trend and no risk report. */
  readonly setAside?: true;
  readonly circumstances: Circumstances;
  readonly answers: Answers;
  readonly options: Omit<AnalyzeOptions, 'answers'>;
  /** Analyses this recording elsewhere, as `analyzeRecording` would here; best of all, writes what is kept of it there too. */
  readonly analyse?: (options: AnalyzeOptions) => Promise<AnalysisResult | WrittenResult>;
}

/** A `new` trial, one `known` already (nothing changed), or `updated`: other algorithms, other facts about the person, or more said about the trial. */
export type IntakeStatus = 'new' | 'known' | 'updated';

export interface IntakeResult {
  readonly status: IntakeStatus;
  readonly patientId: string;
  readonly assessmentId: string;
  readonly trialId: string;
  readonly recordingId: string;
  readonly analysisKey: string;
  readonly document: DocumentSummary;
}

/**
 * Takes one recording into a clinic's store.
 *
 * Steps:
 * 1. Archive the recording's files by content.
 * 2. Analyse it, unless this recording was analysed with these options and algorithms before.
 * 3. Keep patient, assessment with its trial, analysis, and the metric points of a trial that counts, in one transaction.
 *
 * A recording of a patient that is in an assessment stays in it, so taking it in twice changes nothing.
 * @throws AppError NOT_FOUND for a patient who is not there (any more), CONFLICT when the recording is of somebody else than the patient of that number, BAD_RECORDING when a file changes while it is being read, and whatever reader and stores throw.
 */
export async function intakeRecording(stores: IntakeStores, request: IntakeRequest): Promise<IntakeResult> {
  const { records } = stores;
  const known = patientOf(records, request);
  if (known) refuseAnotherPerson(known, request);
  // 1.
  const archived = await stores.recordings.put(request.reader.header.format, request.files);

  // 2.
  const options = completeOptions(request, known);
  const key = analysisKey(archived.id, options);
  const kept = records.analysis(key);
  const made = kept ? null : written(await (request.analyse ?? ((all) => analyzeRecording(request.reader, all)))(options));
  const document = kept ? summaryOf(kept.document) : made!.document;
  const { sha256 } = document.recording;
  if (!archived.files.some((file) => file.sha256 === sha256)) {
    throw new AppError('BAD_RECORDING', `${request.reader.header.path} changed while it was being read; import it again once it is complete.`, { file: request.reader.header.path });
  }

  // 3.
  const stored = records.transaction(() => {
    // Read again: another process may have made the patient meanwhile.
    const found = patientOf(records, request);
    const patient = found ?? newPatient(request.patient as NewPatient, options.participant);
    if (!found) records.putPatient(patient);
    const assessmentId = assessmentWith(records, patient.id, archived.id) ?? derivedId('assessment', patient.id, request.visit ?? archived.id);
    const before = records.assessment(assessmentId);
    const trialId = derivedId('trial', patient.id, archived.id);
    const next = assessmentOf(request, { id: assessmentId, patientId: patient.id, trialId, recordingId: archived.id, key }, document, before);
    const status: IntakeStatus = before === null ? 'new' : isDeepStrictEqual(next, before) ? 'known' : 'updated';
    if (made) records.putAnalysis({ key, recordingId: archived.id, ...made.kept, options: keptOptions(options) });
    if (status !== 'known') records.putAssessment(next);
    if (!next.trials.some(({ id, setAside }) => id === trialId && setAside)) {
      stores.metrics.keep(metricPoints(document, { patientId: patient.id, assessmentId, trialId }, Date.parse(next.takenAt)));
    }
    return { status, patientId: patient.id, assessmentId, trialId, recordingId: archived.id, analysisKey: key };
  });
  return { ...stored, document };
}

/** What is kept of a result, and what of it is read here. */
function written(result: AnalysisResult | WrittenResult): { document: DocumentSummary; kept: Pick<WrittenResult, 'documentJson' | 'packedTraces'> | AnalysisResult } {
  if ('documentJson' in result) {
    const { document, ...kept } = result;
    return { document, kept };
  }
  const kept = forKeeping(result);
  return { document: summaryOf(kept.document), kept };
}

/** Said, because near a limit of age a year counts. */
const AGE_FROM_BIRTH_YEAR: Finding = {
  code: 'AGE_FROM_BIRTH_YEAR', severity: 'note', message: 'The age was taken from the year of birth. Before the birthday it is one year less.',
};

/**
 * What is known of the person: said now, before kept by the clinic, before said by the recording.
 * A height that a therapist has put right must not fall back to the file's at the next import.
 */
function completeOptions(request: IntakeRequest, patient: Patient | null): AnalyzeOptions {
  const kept: Participant = patient
    ? { sex: patient.sex, heightCm: patient.heightCm, legLengthCm: patient.legLengthCm, massKg: patient.massKg }
    : {};
  const participant: { -readonly [K in keyof Participant]: Participant[K] } = { ...present(request.reader.header.participant ?? {}), ...present(kept), ...present(request.options.participant ?? {}) };
  const age = participant.ageYears === undefined && patient ? ageFromBirthYear(patient, request.takenAt) : undefined;
  const fromBirthYear = age !== undefined;
  if (fromBirthYear) participant.ageYears = age;
  return {
    ...request.options,
    ...(fromBirthYear ? { findings: [...(request.options.findings ?? []), AGE_FROM_BIRTH_YEAR] } : {}),
    participant,
    courseLengthM: request.options.courseLengthM ?? request.circumstances.courseLengthM,
  };
}

/** Null for a number that is new. */
function patientOf(records: RecordStore, { patient }: IntakeRequest): Patient | null {
  if (!('id' in patient)) return records.patientByExternalId(patient.externalId);
  const known = records.patient(patient.id);
  if (!known) throw new AppError('NOT_FOUND', 'The patient of this recording is not in the clinic (any more)');
  return known;
}

/** The assessment of a patient that holds a recording already. */
function assessmentWith(records: RecordStore, patientId: string, recordingId: string): string | null {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = records.assessmentsOf(patientId, { limit: 100, cursor });
    const found = items.find(({ trials }) => trials.some((trial) => trial.recordingId === recordingId));
    if (found) return found.id;
    cursor = nextCursor;
  } while (cursor !== undefined);
  return null;
}
