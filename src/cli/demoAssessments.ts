import { readFile } from 'node:fs/promises';
import type { Answers, Circumstances, Outcome } from '../model/index.ts';

/** One invented visit: what a therapist would have entered beside the bundled recording. */
export interface DemoAssessment {
  /** Below fixtures/. */
  readonly recording: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly birthYear: number;
  /** Recordings of one patient with the same visit are one assessment. */
  readonly visit: string;
  /** RFC 3339. */
  readonly takenAt: string;
  readonly protocol: string;
  readonly outcome: Outcome;
  readonly circumstances: Circumstances;
  readonly answers: Answers;
}

/** Reads the project's own file, which a unit test holds to its shape. */
export async function readDemoAssessments(file: string): Promise<readonly DemoAssessment[]> {
  const { assessments } = JSON.parse(await readFile(file, 'utf8')) as { assessments: DemoAssessment[] };
  return assessments;
}
