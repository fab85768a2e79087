import type { Side, TimeSpan } from '../../model/index.ts';
import type { Random } from '../random.ts';
import { meanStepTime, stepRhythm } from './rhythm.ts';
import type { Course, WalkOptions } from './options.ts';

/** What a step is part of. */
export type StepKind = 'start' | 'straight' | 'turn' | 'stop';

/** One step: ends when `side` touches the ground at `timeS`. */
export interface PlannedStep {
  readonly timeS: number;
  readonly side: Side;
  /** m forward of the other foot */
  readonly lengthM: number;
  readonly kind: StepKind;
}

export interface PlannedTurn extends TimeSpan {
  /** Positive to the left */
  readonly angleDeg: number;
}

/** A walk before anybody moves: when and where each foot comes down. */
export interface WalkPlan {
  /** The moment the first step is begun, as if the foot that stays had just come down; null without steps. */
  readonly beginS: number | null;
  readonly steps: readonly PlannedStep[];
  readonly turns: readonly PlannedTurn[];
  /** Length of the recording */
  readonly durationS: number;
}

/** Length and time of special steps over a straight one's: own choice, after the look of clinic walks. */
const STARTING = [{ length: 0.55, time: 1.15 }, { length: 0.85, time: 1.03 }] as const;
const AFTER_TURN = [{ length: 0.8, time: 1.06 }] as const;
/** The last step brings the feet together. */
const STOPPING = [{ length: 0.75, time: 1.05 }, { length: 0, time: 1.1 }] as const;
const TURNING = { length: 0.45, time: 1.12 } as const;
/** A turn begins and ends this share of a turning step after a contact. */
const TURN_LAG = 0.25;

/** Plans a walk over the course, or quiet standing where there is none. */
export function planWalk(o: WalkOptions, random: Random): WalkPlan {
  if (!o.course) return { beginS: null, steps: [], turns: [], durationS: o.standBeforeS + o.standAfterS };
  return planCourse(o, o.course, random);
}

function planCourse(o: WalkOptions, course: Course, random: Random): WalkPlan {
  const meanTime = meanStepTime(o);
  const meanLength = o.speedMps * meanTime;
  const stepTime = stepRhythm(o, random);
  const beginS = o.standBeforeS;
  const steps: PlannedStep[] = [];
  const turns: PlannedTurn[] = [];
  let timeS = beginS;
  let side = o.firstFoot;
  let walkedM = 0;

  const take = (kind: StepKind, length: number, duration: number): void => {
    const lengthM = length * meanLength * Math.max(1 + (o.stepLengthCvPct / 100) * random.normal(), 0.5);
    timeS += duration;
    walkedM += lengthM;
    steps.push({ timeS, side, lengthM, kind });
    side = side === 'left' ? 'right' : 'left';
  };
  const outOfTime = (): boolean => 'seconds' in course.until && timeS - beginS >= course.until.seconds;

  for (let length = 1; ; length++) {
    walkedM = 0;
    const begin = length === 1 ? STARTING : AFTER_TURN;
    for (const s of begin) take('start', s.length, s.time * stepTime(side));
    const last = 'lengths' in course.until && length >= course.until.lengths;
    const room = course.lengthM - (last ? STOPPING[0].length : TURNING.length) * meanLength;
    while (walkedM < room && !outOfTime()) take('straight', 1, stepTime(side));
    if (last || outOfTime()) break;

    const count = Math.max(2, Math.round(course.turnDurationS / (TURNING.time * meanTime)));
    const even = course.turnDurationS / count;
    const startS = timeS + TURN_LAG * even;
    for (let i = 0; i < count; i++) take('turn', TURNING.length, even);
    turns.push({ startS, endS: startS + course.turnDurationS, angleDeg: 180 * turnSign(course, turns.length) });
  }
  for (const s of STOPPING) take('stop', s.length, s.time * stepTime(side));
  return { beginS, steps, turns, durationS: timeS + o.standAfterS };
}

function turnSign(course: Course, turnsSoFar: number): 1 | -1 {
  if (course.turnDirection === 'alternating') return turnsSoFar % 2 === 0 ? 1 : -1;
  return course.turnDirection === 'left' ? 1 : -1;
}
