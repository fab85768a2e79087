import type { Participant } from './recording.ts';
import type { Side } from './gait.ts';
import type { RiskReport } from './risk.ts';
import type { Site } from './axes.ts';
import type { TimeSpan } from './span.ts';
import type { Circumstances } from './trial.ts';
import type { Unit } from './units.ts';

/** Something about the recording that the reader must know before trusting a number. */
export interface Finding {
  /** Stable word for programs: `NO_GYROSCOPE`. */
  readonly code: string;
  /** `problem`: the numbers must not be used before it is settled; `note`: worth knowing. */
  readonly severity: 'problem' | 'note';
  /** One plain sentence for the therapist. */
  readonly message: string;
  readonly startS?: number;
  readonly endS?: number;
}

export const STANCE_EVENTS = ['step', 'lossOfBalance'] as const;
/** A foot was put elsewhere; the trunk also leant or turned further than that of somebody who keeps the balance. */
export type StanceEventKind = (typeof STANCE_EVENTS)[number];
export const STANCE_ENDINGS = ['full', ...STANCE_EVENTS, 'stop', 'recordingEnd'] as const;
/** `full`: the time of the test was over; `stop`: somebody marked the end. */
export type StanceEnding = (typeof STANCE_ENDINGS)[number];

/** What a metric is measured on. */
export type MetricScope = 'step' | 'stride' | 'window' | 'bout' | 'stance' | 'turn' | 'transfer' | 'trial' | 'assessment' | 'week';

export interface MetricValue {
  readonly id: string;
  /** Null exactly when `missing` says why. */
  readonly value: number | null;
  readonly missing?: string;
  readonly unit: Unit;
  readonly of: MetricScope;
  /** How many strides, turns, ... it was computed from. */
  readonly n: number;
  /** `id@version` of the algorithm. */
  readonly algorithm: string;
  /** The sensor it comes from; `leftFoot+rightFoot` where it rests on both feet's. */
  readonly site: Site | null;
  readonly source: 'measured' | 'entered' | 'derived';
  /** Cautions that stay beside the number: keys of METRIC_FLAGS. */
  readonly flags?: readonly string[];
}

/** Somebody stands up or sits down, as written. */
export interface TransferPart extends TimeSpan {
  readonly kind: 'sitToStand' | 'standToSit';
  /** False for a rise that stops on the way and comes back, and for that way back. */
  readonly complete?: boolean;
  /** How far the lower back goes up or down, an estimate. */
  readonly heightM?: number;
  readonly peakVelocityMps?: number;
  /** Largest forward lean of the lower trunk; absent without a gyroscope. */
  readonly leanDeg?: number;
  readonly peakLeanVelocityDegPerS?: number;
}

/** The analysis document, `surefoot.analysis/1`. Times are seconds from the recording's start. */
export interface AnalysisDocument {
  readonly schema: 'surefoot.analysis/1';
  /** `surefoot@version`. */
  readonly software: string;
  readonly recording: {
    readonly path: string;
    readonly sha256: string;
    readonly sampleRateHz: number;
    readonly durationS: number;
    readonly sites: readonly Site[];
    readonly lossPct: number;
  };
  readonly participant?: Participant;
  /** What the caller said about the trial and what therefore travels with its numbers. */
  readonly circumstances?: Circumstances;
  readonly protocol: string;
  /** Every algorithm that shaped this document, `id@version`, sorted. */
  readonly algorithms: readonly string[];
  /** `ok` is false when a finding is a problem. */
  readonly quality: { readonly ok: boolean; readonly findings: readonly Finding[] };
  readonly gaitSequences: readonly TimeSpan[];
  readonly walkingBouts: readonly (TimeSpan & {
    readonly strideCount: number;
    readonly lengthM?: number;
    readonly walkingSpeedMps?: number;
    readonly cadenceSpm: number;
  })[];
  readonly initialContacts: readonly { readonly timeS: number; readonly side: Side | null; readonly mended?: true; readonly uncertain?: true }[];
  readonly finalContacts: readonly { readonly timeS: number; readonly side: Side | null }[];
  readonly strides: readonly (TimeSpan & {
    readonly side: Side | null;
    readonly lengthM?: number;
    readonly speedMps?: number;
    readonly straight: boolean;
  })[];
  readonly turns: readonly (TimeSpan & { readonly angleDeg: number; readonly peakVelocityDegPerS: number })[];
  /** Stances of a standing test; `condition` is what the test asks for, in words. */
  readonly stances: readonly (TimeSpan & {
    readonly condition?: string;
    /** s; absent where it is not known how long it was held. */
    readonly heldS?: number;
    readonly ended?: StanceEnding;
    /** The part that sway is measured on. */
    readonly quiet?: TimeSpan;
    readonly events?: readonly (TimeSpan & { readonly kind: StanceEventKind; readonly leanDeg: number; readonly peakRateDegPerS?: number })[];
  })[];
  readonly transfers: readonly TransferPart[];
  readonly phases: readonly (TimeSpan & { readonly name: string })[];
  readonly metrics: readonly MetricValue[];
  readonly risk?: RiskReport;
}

/** What a document says of the whole recording, without what happened when: small, however long the recording is. */
export type DocumentSummary = Pick<AnalysisDocument, 'software' | 'recording' | 'participant' | 'protocol' | 'metrics'>;

/** Body-frame signals for the eye, not for measuring: evenly sampled, `null` where the recording has a gap. */
export interface SignalTraces {
  readonly site: Site;
  readonly sampleRateHz: number;
  readonly startS: number;
  /** m/s², gravity included in `v`. */
  readonly acc: { readonly ap: readonly (number | null)[]; readonly v: readonly (number | null)[]; readonly ml: readonly (number | null)[] };
  /** deg/s about the vertical, positive to the left; null without a gyroscope. */
  readonly yaw: readonly (number | null)[] | null;
}
