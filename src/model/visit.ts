import type { SensorChoice } from './live.ts';
import type { Answers } from './risk.ts';
import type { Circumstances, Outcome } from './trial.ts';

export const VISIT_STATES = ['safetyCheck', 'decision', 'testing', 'finished', 'aborted'] as const;
/**
 * `safetyCheck`: its questions are open. `decision`: an answer stops the visit until the therapist decides. `testing`: the tests.
 * `finished`, `aborted`: over, nothing changes any more but recordings that still come in.
 */
export type VisitState = (typeof VISIT_STATES)[number];

/** Who did something, and when. */
export interface Signed {
  /** RFC 3339 */
  readonly at: string;
  /** Id of the user. */
  readonly by: string;
}

/** A test of the visit's battery, as it was when the visit began. */
export interface PlannedTest {
  readonly protocol: string;
  /** s from "go" after which it stops by itself; null where the person or the therapist ends it. */
  readonly durationS: number | null;
  /** Tests of one ladder stand one after the other, each harder: who cannot do one is not asked for the next. */
  readonly ladder: string | null;
}

/** `recording`: its session runs or is being sealed. `recorded`: analysed, to be decided. `lost`: nothing was kept of it. */
export type RecordingState = 'recording' | 'recorded' | 'lost';

/** What the analysis said, for the decision whether to accept it. */
export interface AttemptRecording {
  readonly state: RecordingState;
  /** Why, when lost. */
  readonly message: string | null;
  /** Ids of the trial, its recording and its analysis, once recorded. */
  readonly trialId: string | null;
  readonly recordingId: string | null;
  readonly analysisKey: string | null;
}

/** One try at a test, with a sensor or without. */
export interface Attempt {
  readonly id: string;
  readonly startedAt: string;
  /** Null where no sensor was worn. */
  readonly recording: AttemptRecording | null;
  readonly circumstances: Circumstances;
  /** Null until it is decided. `accepted` counts; `setAside` was repeated, and is kept. */
  readonly decision: (Signed & { readonly as: 'accepted' | 'setAside' }) | null;
  readonly outcome: Outcome | null;
  /** By stopwatch or eye, beside the sensor's values or instead of them. */
  readonly entered: Answers;
  readonly note: string | null;
}

export interface VisitTest extends PlannedTest {
  /** In order of time. At most one is accepted: it counts. */
  readonly attempts: readonly Attempt[];
  /** Left out, and why: the ladder ended, or the therapist skipped it. Null while it is to be done or was done. */
  readonly skipped: (Signed & { readonly reason: string }) | null;
}

/** Something that must not happen in a visit: a fall, a near fall, pain. */
export interface AdverseEvent extends Signed {
  readonly id: string;
  /** What happened. */
  readonly what: string;
  /** When it happened, RFC 3339. */
  readonly happenedAt: string;
  readonly action: string;
  /** The test that was under way; null outside of one. */
  readonly protocol: string | null;
}

/** What was asked before the first test, and what the therapist made of it. */
export interface SafetyCheck extends Signed {
  /** By the id of the question. */
  readonly answers: Readonly<Record<string, boolean>>;
  /** The therapist's own decision where an answer was a warning; null while it is awaited, or where none was needed. */
  readonly decision: (Signed & { readonly goOn: boolean; readonly reason: string }) | null;
}

/** A guided session: one person, one battery of tests, one assessment. */
export interface Visit {
  readonly id: string;
  readonly patientId: string;
  /** The assessment its trials belong to; made with the visit. */
  readonly assessmentId: string;
  readonly battery: string;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly state: VisitState;
  readonly safety: SafetyCheck | null;
  /** Which sensors are worn; empty where the tests are done by stopwatch and eye alone. */
  readonly sensors: readonly SensorChoice[];
  /** What holds for every test unless said otherwise. */
  readonly circumstances: VisitCircumstances;
  readonly tests: readonly VisitTest[];
  /** Place in `tests` of the one that is shown; the length of `tests` where all are settled. */
  readonly current: number;
  readonly adverseEvents: readonly AdverseEvent[];
  readonly ended: (Signed & { readonly reason: string | null }) | null;
}

/** What is asked about in a visit; the rest is settled by the test or seen by the sensors. */
export type VisitCircumstances = Pick<Circumstances, 'walkingAid' | 'footwear' | 'assistance' | 'courseLengthM' | 'surface'>;
