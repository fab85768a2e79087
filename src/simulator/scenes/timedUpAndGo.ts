import type { RecordingEvent, Side } from '../../model/index.ts';
import type { WalkOptions } from '../people/options.ts';
import type { Random } from '../random.ts';
import { fidgets } from './fidgets.ts';
import { mark, type Scene } from './scene.ts';
import { riseAt, sitDownAt, SITTING_PITCH_RAD, type TransferHow } from './transfers.ts';
import { turnAt } from './turning.ts';
import { walkAt } from './walked.ts';

/** One patient's timed up and go. Times in seconds. */
export interface TimedUpAndGoHow {
  /** Who walks, and how fast. */
  readonly walker: Partial<WalkOptions>;
  readonly rise: Partial<TransferHow>;
  readonly sit: Partial<TransferHow>;
  /** m from the chair to the mark */
  readonly lengthM: number;
  /** Round the mark, and again in front of the chair. */
  readonly turnS: readonly [number, number];
  readonly turnDirection: Side;
  /** Sits from the recording's start to "go"; fidgets in the middle of it when `restless`. */
  readonly beforeS: number;
  readonly restless: boolean;
  /** From "go" to the trunk's first movement. */
  readonly reactionS: number;
  /** Stands between rising and walking; below 0 the walk begins while the trunk still straightens. */
  readonly standsS: number;
  /** Stands before turning to sit; below 0 the turn begins with the last steps. */
  readonly stopsS: number;
  /** From the last turn to sitting; below 0 the person sits while still turning. */
  readonly pausesS: number;
  /** From "go" to seated: takes the place of `standsS`, which is then what is left. */
  readonly totalS?: number;
  /** Leave the "go" out of the recording's marks. */
  readonly withoutGo?: boolean;
}

const AFTER_S = 4;
/** Fidgeting ends this long before "go". */
const QUIET_BEFORE_GO_S = 1.5;

/** Sits, rises on "go", walks to the mark, turns, walks back, turns round and sits down. @throws RangeError where `totalS` leaves no time */
export function timedUpAndGo(how: TimedUpAndGoHow, random: Random, seed: number): Scene {
  const goS = how.beforeS;
  const rise = riseAt(goS + how.reactionS, random, how.rise);
  const sign = how.turnDirection === 'left' ? 1 : -1;
  const from = (standsS: number) => {
    const walk = walkAt(rise.endS + standsS, {
      ...how.walker, seed, course: { lengthM: how.lengthM, until: { lengths: 2 }, turnDirection: how.turnDirection, turnDurationS: how.turnS[0] },
    });
    return { walk, turnS: walk.endS - WALK_TAIL_S + how.stopsS };
  };
  const later = (standsS: number) => from(standsS).turnS + how.turnS[1] + how.pausesS;
  let standsS = how.standsS;
  if (how.totalS !== undefined) {
    // The same draws as below: how long sitting down takes is known before it is done.
    const sitting = 1.1 * (how.sit.phaseS ?? 0.9) * 1.8;
    if (how.sit.phaseS === undefined) throw new RangeError('totalS needs sit.phaseS');
    standsS = goS + how.totalS - sitting - later(0);
    if (standsS < -0.3) throw new RangeError(`totalS of ${how.totalS} s is ${(-standsS).toFixed(2)} s too short for this walk`);
  }
  const { walk, turnS } = from(standsS);
  const turned = turnAt(turnS, sign * 180, how.turnS[1], random);
  const sit = sitDownAt(turned.endS + how.pausesS, random, how.sit);
  const events: RecordingEvent[] = [
    ...(how.withoutGo ? [] : [mark('go', goS, 0)]),
    rise.event, ...turned.events, sit.event,
  ];
  return {
    durationS: sit.endS + AFTER_S,
    posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 },
    moves: [...(how.restless ? fidgets(1, goS - QUIET_BEFORE_GO_S, random) : []), ...rise.moves, ...sit.moves],
    motions: [turned.motion, ...(sit.shock ? [sit.shock] : [])],
    walks: [walk],
    events,
  };
}

/** How somebody walks in the middle of the test. */
export function walkerOf({ heightM, speedMps, cadenceSpm, strideTimeCvPct, stepTimeAsymmetryPct, stepLengthCvPct }: WalkOptions): Partial<WalkOptions> {
  return { heightM, speedMps, strideTimeCvPct, stepTimeAsymmetryPct, stepLengthCvPct, ...(cadenceSpm === undefined ? {} : { cadenceSpm }) };
}

/** `walkAt` goes on for so long after the last contact. */
const WALK_TAIL_S = 0.5;
