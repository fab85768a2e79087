import type { StanceTruth } from '../scenes/stances.ts';
import type { RecordingEvent, Side, TimeSpan } from '../../model/index.ts';
import { LEG_LENGTH_OVER_HEIGHT, PENDULUM_CORRECTION } from './pendulum.ts';
import type { TimedCourse, WalkOptions } from './options.ts';
import { doubleSupportShare, type Stance } from './placement.ts';
import type { WalkPlan } from './steps.ts';

/** Left out of steady walking, s: after the start, before the stop, and on both sides of a turn. */
const UNSTEADY_S = { start: 1.5, stop: 1, turn: 0.5 } as const;

export interface TrueStride extends TimeSpan {
  readonly side: Side;
  /** m between the places where the foot stood */
  readonly lengthM: number;
  /** No turn touches it. */
  readonly straight: boolean;
  /** Straight, and away from start, stop and turns. */
  readonly steady: boolean;
}

/** What really happened in a simulated recording. Times are seconds from its start. */
export interface WalkTruth {
  /** No person walked: everything follows from the options. */
  readonly simulated: true;
  readonly options: WalkOptions;
  /** Null where nobody walks, and in a scene, whose marks hold its walks. */
  readonly walk: TimeSpan | null;
  /** From mark to mark over a timed part of the way; null where nothing is timed. */
  readonly timed?: (TimeSpan & { readonly lengthM: number }) | null;
  readonly turns: readonly (TimeSpan & { readonly angleDeg: number })[];
  readonly strides: readonly TrueStride[];
  /** Over the steady strides; null without at least two. */
  readonly steady: {
    readonly strideCount: number;
    readonly strideTimeMeanS: number;
    readonly strideTimeSdS: number;
    readonly strideTimeCvPct: number;
    readonly strideLengthMeanM: number;
    readonly walkingSpeedMps: number;
    readonly cadenceSpm: number;
    /** (left - right) / mean of the step times inside steady strides, % */
    readonly stepTimeAsymmetryPct: number;
  } | null;
  /** Of a simulated standing test; absent elsewhere. */
  readonly stance?: StanceTruth;
  readonly model: { readonly legLengthM: number; readonly pendulumCorrection: number; readonly doubleSupportPctOfStride: number };
}

export function truthOf(o: WalkOptions, plan: WalkPlan, stances: readonly Stance[]): WalkTruth {
  const walk = walkSpan(plan, stances);
  const strides = walk ? stridesOf(plan, stances, walk) : [];
  return {
    simulated: true,
    options: o,
    walk,
    ...(o.timed ? { timed: timedSpan(o.timed, plan, stances) } : {}),
    turns: plan.turns,
    strides,
    steady: steadyOf(plan, strides.filter((s) => s.steady)),
    model: {
      legLengthM: o.legLengthM ?? LEG_LENGTH_OVER_HEIGHT * o.heightM,
      pendulumCorrection: PENDULUM_CORRECTION,
      doubleSupportPctOfStride: 100 * doubleSupportShare(o.speedMps),
    },
  };
}

/** From the first foot's leaving to the last contact. */
function walkSpan(plan: WalkPlan, stances: readonly Stance[]): TimeSpan | null {
  const last = plan.steps.at(-1);
  return last ? { startS: stances[0].finalContactS, endS: last.timeS } : null;
}

/** The clock starts as asked for, and stops when the first foot is over the end. */
function timedSpan({ runUpM, lengthM }: TimedCourse, plan: WalkPlan, stances: readonly Stance[]): (TimeSpan & { readonly lengthM: number }) | null {
  const over = (m: number) => stances.find(({ step, xM }) => step >= 0 && xM >= m)?.initialContactS;
  const startS = runUpM === 0 ? (plan.beginS ?? undefined) : over(runUpM);
  const endS = over(runUpM + lengthM);
  return startS === undefined || endS === undefined ? null : { startS, endS, lengthM };
}

function stridesOf(plan: WalkPlan, stances: readonly Stance[], walk: TimeSpan): TrueStride[] {
  return plan.steps.slice(0, -2).map(({ timeS: startS, side }, k) => {
    const endS = plan.steps[k + 2].timeS;
    const [from, to] = [stances[k + 2], stances[k + 4]];
    const apart = (marginS: number): boolean => plan.turns.every((t) => endS <= t.startS - marginS || startS >= t.endS + marginS);
    return {
      startS,
      endS,
      side,
      lengthM: Math.hypot(to.xM - from.xM, to.zM - from.zM),
      straight: apart(0),
      steady: apart(UNSTEADY_S.turn) && startS >= walk.startS + UNSTEADY_S.start && endS <= walk.endS - UNSTEADY_S.stop,
    };
  });
}

function steadyOf(plan: WalkPlan, strides: readonly TrueStride[]): WalkTruth['steady'] {
  if (strides.length < 2) return null;
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const times = strides.map((s) => s.endS - s.startS);
  const time = mean(times);
  const sd = Math.sqrt(times.reduce((sum, t) => sum + (t - time) ** 2, 0) / (times.length - 1));
  const stepTimes = (side: Side): number[] => plan.steps.flatMap((step, k) => {
    const startS = plan.steps[k - 1]?.timeS;
    const inside = startS !== undefined && strides.some((s) => startS >= s.startS && step.timeS <= s.endS);
    return inside && step.side === side ? [step.timeS - startS] : [];
  });
  const [left, right] = [mean(stepTimes('left')), mean(stepTimes('right'))];
  const length = mean(strides.map((s) => s.lengthM));
  return {
    strideCount: strides.length,
    strideTimeMeanS: time,
    strideTimeSdS: sd,
    strideTimeCvPct: (100 * sd) / time,
    strideLengthMeanM: length,
    walkingSpeedMps: mean(strides.map((s) => s.lengthM / (s.endS - s.startS))),
    cadenceSpm: 120 / time,
    stepTimeAsymmetryPct: (200 * (left - right)) / (left + right),
  };
}

/** The truth as marks in the recording, in order of time; times to a tenth of a millisecond. */
export function eventsOf(truth: WalkTruth, stances: readonly Stance[]): RecordingEvent[] {
  const tenth = (s: number): number => Math.round(s * 1e4) / 1e4;
  const span = (type: string, { startS, endS }: TimeSpan): RecordingEvent => ({ onsetS: tenth(startS), durationS: tenth(endS - startS), type });
  const moment = (type: string, timeS: number): RecordingEvent[] => (Number.isFinite(timeS) ? [{ onsetS: tenth(timeS), durationS: 0, type }] : []);
  const events = [
    ...(truth.walk ? [span('walk', truth.walk)] : []),
    ...(truth.timed ? [...moment('go', truth.timed.startS), ...moment('stop', truth.timed.endS)] : []),
    ...truth.turns.map((turn) => span('turn', turn)),
    ...stances.flatMap((s) => [
      ...moment(`${s.side}_initial_contact`, s.initialContactS),
      ...moment(`${s.side}_final_contact`, s.finalContactS),
    ]),
  ];
  return events.sort((a, b) => a.onsetS - b.onsetS || b.durationS - a.durationS);
}
