import type { Answers, Outcome, SensorChoice, Signed, VisitCircumstances } from '../../model/index.ts';

/** What a person does in a visit. */
export type VisitStep =
  | { readonly do: 'answerSafety'; readonly answers: Readonly<Record<string, boolean>> }
  | { readonly do: 'decide'; readonly goOn: boolean; readonly reason: string }
  | { readonly do: 'prepare'; readonly sensors?: readonly SensorChoice[]; readonly circumstances?: VisitCircumstances }
  /** A recording of the test begins. */
  | { readonly do: 'begin'; readonly test: number; readonly attemptId: string; readonly circumstances: VisitCircumstances }
  | Settle
  /** The attempt is kept, and another will follow. */
  | { readonly do: 'setAside'; readonly test: number; readonly attemptId: string; readonly note: string | null }
  | { readonly do: 'skip'; readonly test: number; readonly reason: string }
  | { readonly do: 'goTo'; readonly test: number }
  | { readonly do: 'noteAdverseEvent'; readonly id: string; readonly what: string; readonly happenedAt: string; readonly action: string }
  | { readonly do: 'abort'; readonly reason: string }
  | { readonly do: 'finish' };

/** The test is over: how it ended, and what counts. */
export interface Settle {
  readonly do: 'settle';
  readonly test: number;
  /** The attempt that counts; a new one without a recording where `isNew`. */
  readonly attemptId: string;
  readonly isNew: boolean;
  readonly outcome: Exclude<Outcome, 'notDone'>;
  readonly circumstances: VisitCircumstances;
  readonly entered: Answers;
  readonly note: string | null;
  /** What was seen ends a ladder: the next test is harder, and is not asked for. */
  readonly endsLadder: boolean;
}

/** What the machine tells of an attempt's recording. It may come after the visit is over. */
export type RecordingNews =
  /** It could not be started: as if it had not been asked for. */
  | { readonly news: 'notBegun'; readonly attemptId: string }
  | { readonly news: 'recorded'; readonly attemptId: string; readonly trialId: string; readonly recordingId: string; readonly analysisKey: string }
  | { readonly news: 'lost'; readonly attemptId: string; readonly message: string };

export type SignedStep = VisitStep & Signed;
