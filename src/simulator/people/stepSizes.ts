import type { Random } from '../random.ts';
import type { WalkOptions } from './options.ts';
import { LEG_LENGTH_OVER_HEIGHT, pendulumExcursion } from './pendulum.ts';
import { meanStepTime } from './rhythm.ts';
import type { WalkPlan } from './steps.ts';

/** How much no two steps are alike: SD of the logarithm of each movement's size. */
const STEP_TO_STEP = 0.14;
/** Size of each movement over speed; those with `atRest` do not vanish in slow walkers. Own choice beside real walks. */
const FORWARD_MPS2_PER_MPS = 1.25;
const LATERAL_MPS2 = { atRest: 0.6, perMps: 0.35 } as const;
const TILT = { atRest: 0.55, perMps: 0.4 } as const;
const YAW_DEG_PER_MPS = 3.8;
/** Turning, starting and stopping people bounce more than their short steps need: least share of a straight step's. */
const LEAST_BOUNCE = 0.6;

/** How large each movement is, one list each, one entry a step. */
export interface StepSizes {
  /** m/s², amplitude of the first harmonic of vertical acceleration */
  readonly bounce: readonly number[];
  /** m/s, mean over the step */
  readonly speed: readonly number[];
  /** 1 for a full step on the straight */
  readonly vigour: readonly number[];
  /** m/s², m/s², and factors of the shapes in gaitShape.ts */
  readonly forward: readonly number[];
  readonly lateral: readonly number[];
  readonly tilt: readonly number[];
  readonly yaw: readonly number[];
}

/** Sizes of every step of the plan, which begins at `beginS`. */
export function stepSizes(o: WalkOptions, plan: WalkPlan, beginS: number, random: Random): StepSizes {
  const leg = o.legLengthM ?? LEG_LENGTH_OVER_HEIGHT * o.heightM;
  const fullLength = o.speedMps * meanStepTime(o);
  const times = plan.steps.map(({ timeS }, k) => timeS - (plan.steps[k - 1]?.timeS ?? beginS));
  const speed = plan.steps.map(({ lengthM }, k) => lengthM / times[k]);
  const vigour = plan.steps.map(({ lengthM }) => Math.min(1, 0.35 + (0.65 * lengthM) / fullLength));
  const bounce = plan.steps.map(({ lengthM, kind }, k) => {
    const least = kind === 'straight' ? 0 : LEAST_BOUNCE * pendulumExcursion(fullLength, leg);
    const excursion = Math.max(pendulumExcursion(lengthM, leg), least);
    // A sine of angular frequency w and peak-to-peak excursion h accelerates by h w^2 / 2.
    const omega = (2 * Math.PI) / times[k];
    return (excursion * omega * omega) / 2;
  });
  const varied = (sizes: readonly number[], factor: number): number[] => sizes.map((s) => s * factor * Math.exp(STEP_TO_STEP * random.normal()));
  return {
    bounce,
    speed,
    vigour,
    forward: varied(speed, FORWARD_MPS2_PER_MPS),
    lateral: varied(vigour, LATERAL_MPS2.atRest + LATERAL_MPS2.perMps * o.speedMps),
    tilt: varied(vigour, TILT.atRest + TILT.perMps * o.speedMps),
    yaw: varied(speed, YAW_DEG_PER_MPS),
  };
}
