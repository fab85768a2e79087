import { createHash, randomUUID } from 'node:crypto';
import { AppError } from '../model/index.ts';
import type { Assessment, DocumentSummary, KeptOptions, MetricPoint, Participant, Patient, Trial } from '../model/index.ts';
import type { IntakeRequest, NewPatient } from './intake.ts';
import type { AnalyzeOptions } from './options.ts';

/** The fields that are known: an undefined one must not hide what another source says. */
export function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

export function newPatient({ externalId, displayName = externalId, birthYear }: NewPatient, participant: Participant | undefined): Patient {
  const { sex, heightCm, legLengthCm, massKg } = participant ?? {};
  return {
    id: randomUUID(),
    displayName,
    externalId,
    ...present({ birthYear, sex, heightCm, legLengthCm, massKg }),
    createdAt: new Date().toISOString(),
  };
}

/**
 * Two datasets can both have a `sub-01`. What is known of both must fit before a recording joins a patient's record.
 * @throws AppError CONFLICT naming the field that differs
 */
export function refuseAnotherPerson(patient: Patient, { reader, takenAt }: IntakeRequest): void {
  const { sex, ageYears } = reader.header.participant ?? {};
  const refuse = (field: string): never => {
    throw new AppError(
      'CONFLICT',
      `${reader.header.path}: its ${field} is not that of the patient "${patient.externalId ?? ''}" in this clinic; if it is somebody else, import it under another number with --patient, else put the patient's ${field} right first.`,
      { file: reader.header.path, field },
    );
  };
  if (sex !== undefined && patient.sex !== undefined && sex !== patient.sex) refuse('sex');
  if (ageYears !== undefined && patient.birthYear !== undefined) {
    // The birthday may be before or after that day, and ages are given whole.
    const difference = Number(takenAt.slice(0, 4)) - patient.birthYear - ageYears;
    if (difference < -1 || difference > 2) refuse('age');
  }
}

/** Before the birthday it is one year less. */
export function ageFromBirthYear({ birthYear }: Patient, takenAt: string): number | undefined {
  return birthYear === undefined ? undefined : Number(takenAt.slice(0, 4)) - birthYear;
}

/** Derived, so that two processes that take in the same recording at once do not make two of it. */
export function derivedId(kind: string, ...parts: readonly string[]): string {
  return createHash('sha256').update([kind, ...parts].join('\n')).digest('hex').slice(0, 32);
}

interface Ids {
  readonly id: string;
  readonly patientId: string;
  readonly trialId: string;
  readonly recordingId: string;
  readonly key: string;
}

export function assessmentOf(request: IntakeRequest, ids: Ids, document: DocumentSummary, before: Assessment | null): Assessment {
  const site = document.metrics.find((metric) => metric.site !== null)?.site;
  const trialBefore = before?.trials.find(({ id }) => id === ids.trialId);
  const trial: Trial = {
    id: ids.trialId,
    protocol: document.protocol,
    outcome: request.outcome,
    circumstances: { ...present({ site: site ?? undefined }), ...trialBefore?.circumstances, ...present(request.circumstances) },
    recordingId: ids.recordingId,
    analysisKey: ids.key,
    // What was decided about it since stays.
    ...present({ setAside: trialBefore ? trialBefore.setAside : request.setAside, note: trialBefore?.note }),
  };
  const ageYears = document.participant?.ageYears ?? before?.ageYears;
  return {
    id: ids.id,
    patientId: ids.patientId,
    takenAt: before?.takenAt ?? request.takenAt,
    ...(ageYears === undefined ? {} : { ageYears }),
    trials: before && trialBefore ? before.trials.map((other) => (other.id === trial.id ? trial : other)) : [...(before?.trials ?? []), trial],
    // What a therapist has entered since goes before what came with the recording.
    answers: { ...request.answers, ...before?.answers },
    software: document.software,
  };
}

export function metricPoints(
  document: DocumentSummary, ids: { patientId: string; assessmentId: string; trialId: string }, timeMs: number,
): MetricPoint[] {
  return document.metrics.flatMap(({ id, value, algorithm }) =>
    value === null ? [] : [{ patientId: ids.patientId, assessmentId: ids.assessmentId, trialId: ids.trialId, metric: id, algorithm, timeMs, value }],
  );
}

/** Of the options those that shape a document: with them a recording can be analysed again. */
export function keptOptions({ protocol, participant, courseLengthM, site, findings }: AnalyzeOptions): KeptOptions {
  return present({ protocol, participant, courseLengthM, site, findings });
}
