import { Readable } from 'node:stream';
import type { AnalysisDocument, Assessment, Patient, SignalTraces } from '../../../src/model/index.ts';
import type { Stores } from '../../../src/store/open.ts';
import { riskReport } from '../../../src/risk/index.ts';

const TAKEN_AT = '2026-03-01T10:00:00+01:00';

export interface SmallClinic {
  readonly patient: Patient;
  readonly assessment: Assessment;
  readonly recordingId: string;
}

/** One patient with one assessment of two trials: a walk that was analysed, and one the patient was unable to do. */
export async function fillClinic({ records, metrics, recordings }: Stores): Promise<SmallClinic> {
  const patient: Patient = { id: 'p1', displayName: 'Rosa Anning', externalId: 'R-17', birthYear: 1944, sex: 'F', heightCm: 162, createdAt: TAKEN_AT };
  const archived = await recordings.put('test', [{ role: 'motion.tsv', open: () => Readable.from([Buffer.from('0\t0\t9.81\n')]) }]);
  const assessment: Assessment = {
    id: 'a1',
    patientId: patient.id,
    takenAt: TAKEN_AT,
    ageYears: 81,
    software: 'surefoot@0.1.0',
    answers: { 'falls.past12Months': 0 },
    trials: [
      { id: 't1', protocol: 'walk', outcome: 'done', circumstances: { walkingAid: 'cane', courseLengthM: 10 }, recordingId: archived.id, analysisKey: 'k1' },
      { id: 't2', protocol: 'walk', outcome: 'unable', circumstances: { walkingAid: 'none' } },
    ],
  };
  records.transaction(() => {
    records.putPatient(patient);
    records.putAnalysis({ key: 'k1', recordingId: archived.id, document: walkDocument(0.62), traces });
    records.putAssessment(assessment);
  });
  const point = { patientId: patient.id, assessmentId: 'a1', trialId: 't1', metric: 'gait.walkingSpeed', algorithm: 'gait.walkingSpeed@1' };
  await metrics.write([{ ...point, timeMs: Date.parse(TAKEN_AT), value: 0.62 }]);
  return { patient, assessment, recordingId: archived.id };
}

/** 4 s at 10 Hz with a gap of one sample. Each value tells its place. */
export const traces: SignalTraces = {
  site: 'lowerBack',
  sampleRateHz: 10,
  startS: 0.5,
  acc: {
    ap: Array.from({ length: 40 }, (_, i) => i),
    v: Array.from({ length: 40 }, (_, i) => (i === 20 ? null : 10 + i)),
    ml: Array.from({ length: 40 }, (_, i) => -i),
  },
  yaw: Array.from({ length: 40 }, (_, i) => i * 2),
};

/** A walk with one measured and one missing value, and every kind of entry once. */
export function walkDocument(walkingSpeedMps: number): AnalysisDocument {
  const measured = { unit: 'm/s', of: 'stride', n: 12, algorithm: 'gait.walkingSpeed@1', site: 'lowerBack', source: 'measured' } as const;
  return {
    schema: 'surefoot.analysis/1',
    software: 'surefoot@0.1.0',
    recording: { path: 'walk_motion.tsv', sha256: 'ab'.repeat(32), sampleRateHz: 100, durationS: 30, sites: ['lowerBack'], lossPct: 0.5 },
    participant: { ageYears: 80, heightCm: 160 },
    circumstances: { walkingAid: 'cane', courseLengthM: 10 },
    protocol: 'walk',
    algorithms: ['gait.walkingSpeed@1'],
    quality: { ok: true, findings: [{ code: 'SHORT', severity: 'note', message: 'The walk is short.', startS: 0, endS: 30 }] },
    gaitSequences: [{ startS: 1, endS: 29 }],
    walkingBouts: [{ startS: 1, endS: 29, strideCount: 12, cadenceSpm: 96, walkingSpeedMps }],
    initialContacts: [{ timeS: 1, side: 'left' }, { timeS: 1.6, side: null, mended: true, uncertain: true }],
    finalContacts: [{ timeS: 1.1, side: 'right' }],
    strides: [{ startS: 1, endS: 2.2, side: 'left', straight: true, lengthM: 0.8, speedMps: 0.66 }],
    turns: [{ startS: 10, endS: 12, angleDeg: -178, peakVelocityDegPerS: -120 }],
    transfers: [{ startS: 0, endS: 1, kind: 'sitToStand' }],
    stances: [{ startS: 0, endS: 1, condition: 'eyesOpen' }],
    phases: [{ startS: 0, endS: 30, name: 'walk' }],
    metrics: [
      { id: 'gait.walkingSpeed', value: walkingSpeedMps, ...measured, flags: ['short'] },
      { id: 'gait.stepTimeAsymmetry', value: null, missing: 'The sensor has no gyroscope.', ...measured, unit: '%', n: 0, algorithm: 'gait.stepTimeAsymmetry@1' },
    ],
    risk: riskReport({ metrics: [], answers: {}, participant: null }),
  };
}
