import type { Motion, MotionState } from './motion.ts';
import type { Stance } from './placement.ts';
import { type Jet, joined, moved, resting } from './polynomial.ts';

const RAD = Math.PI / 180;
/** Source: Winter 2009, Biomechanics and Motor Control, fig. 4.1: foot length in body heights. */
const FOOT_LENGTH_OVER_HEIGHT = 0.152;
/** Where the sensor (on the instep) is, in foot lengths: behind the ball, before the heel, above the floor. Own choice. */
const BALL_AHEAD = 0.32;
const HEEL_BEHIND = 0.48;
const ABOVE_FLOOR = 0.27;
/** Share of stance after which the foot lies flat, and at which the heel lifts; pitch turns round this share of swing later. */
const FLAT_FROM = 0.16;
const HEEL_LIFTS = 0.6;
const PITCH_TURNS = 0.12;
/** Pitch of the foot at toe-off and at contact, degrees over stride length in m, with their bounds. Own choice after gait-laboratory curves. */
const TOE_DOWN = { perM: 42, most: 65 } as const;
const TOE_UP = { perM: 17, most: 28 } as const;
/** Extra lift in mid-swing over the line from toe-off to contact, m. */
const CLEARANCE_M = 0.02;

/** One stride of one foot, from lying flat to lying flat again. */
interface FootStride {
  readonly from: Stance;
  readonly to: Stance;
  readonly heelLiftS: number;
  readonly leaveS: number;
  readonly turnRoundS: number;
  readonly landS: number;
  readonly flatS: number;
  readonly toeDownRad: number;
  readonly toeUpRad: number;
}

/**
 * Motion of one foot's sensor: at rest while the foot lies flat; the foot rolls over its ball, swings, lands on
 * the heel and rolls flat. Joined so that velocity and acceleration are continuous; no shock at contact is added.
 * Integrating between rests gives back the distance between stances.
 *
 * @param stances of this foot only, in order
 * @param heightM body height
 */
export function footMotion(stances: readonly Stance[], heightM: number): Motion {
  const strides = stances.slice(1).map((to, i) => footStride(stances[i], to, stances[i + 2] !== undefined));
  const length = FOOT_LENGTH_OVER_HEIGHT * heightM;
  let at = 0;
  return (timeS) => {
    while (at > 0 && timeS < strides[at].heelLiftS) at--;
    while (at < strides.length - 1 && timeS >= strides[at + 1].heelLiftS) at++;
    const stride = strides[at];
    if (!stride || timeS <= stride.heelLiftS) return flat(stances[at]);
    if (timeS >= stride.flatS) return flat(stride.to);
    return moving(stride, length, timeS);
  };
}

function footStride(from: Stance, to: Stance, leavesAgain: boolean): FootStride {
  const strideM = Math.hypot(to.xM - from.xM, to.zM - from.zM);
  const swingS = to.initialContactS - from.finalContactS;
  const stanceS = leavesAgain ? to.finalContactS - to.initialContactS : swingS * 1.5;
  // Somebody who has stood for long lifts the heel as early as a walker would.
  const stanceBeforeS = Number.isFinite(from.initialContactS) ? from.finalContactS - from.initialContactS : swingS * 1.5;
  return {
    from,
    to,
    heelLiftS: from.finalContactS - (1 - HEEL_LIFTS) * stanceBeforeS,
    leaveS: from.finalContactS,
    turnRoundS: from.finalContactS + PITCH_TURNS * swingS,
    landS: to.initialContactS,
    flatS: to.initialContactS + FLAT_FROM * stanceS,
    toeDownRad: -Math.min(TOE_DOWN.perM * strideM, TOE_DOWN.most) * RAD,
    toeUpRad: Math.min(TOE_UP.perM * strideM, TOE_UP.most) * RAD,
  };
}

function moving(s: FootStride, footM: number, timeS: number): MotionState {
  const pitch = pitchAt(s, timeS);
  if (timeS <= s.leaveS) return rolling(s.from.headingRad, pitch, overBall(footM));
  if (timeS >= s.landS) return rolling(s.to.headingRad, pitch, overHeel(footM));

  const durationS = s.landS - s.leaveS;
  const since = timeS - s.leaveS;
  const leaving = pivoted(pitchAt(s, s.leaveS), overBall(footM));
  const landing = pivoted(pitchAt(s, s.landS), overHeel(footM));
  const [fromX, fromZ] = along(s.from, leaving.forward);
  const [toX, toZ] = along(s.to, landing.forward);
  const lift = moved(0, CLEARANCE_M, durationS / 2, since < durationS / 2 ? since : durationS - since);
  const heading = moved(s.from.headingRad, s.to.headingRad, durationS, since);
  return {
    acceleration: [
      joined(fromX, toX, durationS, since).acceleration,
      joined(leaving.up, landing.up, durationS, since).acceleration + lift.acceleration,
      joined(fromZ, toZ, durationS, since).acceleration,
    ],
    yawRad: heading.value,
    pitchRad: pitch.value,
    rollRad: 0,
    yawRateRadPerS: heading.rate,
    pitchRateRadPerS: pitch.rate,
    rollRateRadPerS: 0,
  };
}

/** Toes go down until just after toe-off, come up for contact, and lie flat. */
function pitchAt(s: FootStride, timeS: number): Jet {
  if (timeS <= s.turnRoundS) return moved(0, s.toeDownRad, s.turnRoundS - s.heelLiftS, timeS - s.heelLiftS);
  // Toes are highest a little before contact and are already coming down when the heel touches.
  const highestS = s.landS - 0.1 * (s.landS - s.leaveS);
  if (timeS <= highestS) return moved(s.toeDownRad, s.toeUpRad, highestS - s.turnRoundS, timeS - s.turnRoundS);
  return moved(s.toeUpRad, 0, s.flatS - highestS, timeS - highestS);
}

/** Lever from the pivot to the sensor with the foot flat: forward and up, m. */
interface Lever {
  readonly forward: number;
  readonly up: number;
}

const overBall = (footM: number): Lever => ({ forward: -BALL_AHEAD * footM, up: ABOVE_FLOOR * footM });
const overHeel = (footM: number): Lever => ({ forward: HEEL_BEHIND * footM, up: ABOVE_FLOOR * footM });

/** The sensor's place relative to where it is with the foot flat, turned by `pitch` about the pivot. */
function pivoted(pitch: Jet, { forward: a, up: b }: Lever): { readonly forward: Jet; readonly up: Jet } {
  const [c, s] = [Math.cos(pitch.value), Math.sin(pitch.value)];
  const [f, u] = [a * c - b * s, a * s + b * c];
  const { rate, acceleration } = pitch;
  return {
    forward: { value: f - a, rate: -u * rate, acceleration: -u * acceleration - f * rate * rate },
    up: { value: u - b, rate: f * rate, acceleration: f * acceleration - u * rate * rate },
  };
}

/** A movement along a stance's heading as movements along x and z of the floor. */
function along(stance: Stance, forward: Jet): [x: Jet, z: Jet] {
  const [c, s] = [Math.cos(stance.headingRad), Math.sin(stance.headingRad)];
  return [
    { value: stance.xM + c * forward.value, rate: c * forward.rate, acceleration: c * forward.acceleration },
    { value: stance.zM - s * forward.value, rate: -s * forward.rate, acceleration: -s * forward.acceleration },
  ];
}

function rolling(headingRad: number, pitch: Jet, lever: Lever): MotionState {
  const { forward, up } = pivoted(pitch, lever);
  const a = forward.acceleration;
  return {
    acceleration: [a * Math.cos(headingRad), up.acceleration, -a * Math.sin(headingRad)],
    yawRad: headingRad,
    pitchRad: pitch.value,
    rollRad: 0,
    yawRateRadPerS: 0,
    pitchRateRadPerS: pitch.rate,
    rollRateRadPerS: 0,
  };
}

function flat(stance: Stance): MotionState {
  return rolling(stance.headingRad, resting(0), { forward: 0, up: 0 });
}
