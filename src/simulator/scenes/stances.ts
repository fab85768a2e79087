import type { RecordingEvent, TimeSpan } from '../../model/index.ts';
import { heelStrike } from '../people/heelStrike.ts';
import type { Motion } from '../people/motion.ts';
import type { Freedom, Move } from './moves.ts';
import { mark, UPRIGHT, type Scene } from './scene.ts';
import { drawSway, feltSines, sineSwayMotion, type SineSway } from './sineSway.ts';
import type { SceneMaker } from './simulateScene.ts';
import { between, flatNoise } from './tremble.ts';

const RAD = Math.PI / 180;

/** A simulated stance: what happens in it and when. Times are seconds from its "go". */
export interface StancePlan {
  /** Before the "go" the person takes up the stance, then waits. */
  readonly readyS: number;
  /** How long the test lasts; the recording goes on for two seconds more. */
  readonly testS: number;
  /** Standard deviation of the lean forward and sideways, degrees. */
  readonly swayDeg: readonly [ap: number, ml: number];
  /** Lowest and highest frequency of the sway, Hz. */
  readonly bandHz: readonly [number, number];
  /** Quick unrest of muscles that work hard, on each axis, 1.5 to 8 Hz, m/s²; none where absent. */
  readonly tremorMps2?: number;
  /** A foot is put elsewhere, or the balance is lost. */
  readonly event?: { readonly kind: 'step' | 'lossOfBalance'; readonly atS: number; readonly size?: number };
  /** Talks and moves about between these times. */
  readonly restless?: readonly [fromS: number, toS: number];
  /** Puts the feet right only after the "go", until so late. */
  readonly lateS?: number;
  /** Instead of drawn ones. */
  readonly sway?: SineSway;
}

/** What really happens in a simulated stance. Times are seconds from the recording's start. */
export interface StanceTruth extends TimeSpan {
  readonly goS: number;
  readonly heldS: number;
  readonly event: (TimeSpan & { readonly kind: 'step' | 'lossOfBalance' }) | null;
  /** Sines of the horizontal acceleration that the sensor feels of the sway, before tremor and noise: its exact spectrum. */
  readonly felt: { readonly ap: readonly { readonly hz: number; readonly mps2: number }[]; readonly ml: readonly { readonly hz: number; readonly mps2: number }[] };
}

const AFTER_S = 2;
const TREMOR_HZ: readonly [number, number] = [1.5, 8];
/** A foot that is put elsewhere: how far the trunk goes with it, leans and turns, and how long. Own choices, after what a step on the spot looks like. */
const STEP = { durationS: [0.4, 0.6], sidewaysM: [0.06, 0.12], forwardM: [0.02, 0.06], rollDeg: [3, 6], shockMps2: [3, 6] } as const;
/** A stumble: the trunk goes over before the feet follow. */
const STUMBLE = { durationS: [0.6, 0.9], sidewaysM: [0.12, 0.25], forwardM: [0.05, 0.15], rollDeg: [14, 24], shockMps2: [4, 8] } as const;
/** Gestures and the breath of talking: shaking of the trunk, and looks to the side. */
const TALK = { mps2: [0.12, 0.12, 0.12], hz: [1.5, 4], lookDeg: 15, lookS: 0.8 } as const;

/** @param plan drawn afresh for every seed where it is a function */
export function stanceScene(plan: StancePlan): SceneMaker {
  return (random) => {
    const draw = ([least, most]: readonly [number, number]) => least + (most - least) * random.uniform();
    const sway = plan.sway ?? drawSway(plan.swayDeg[0], plan.swayDeg[1], plan.bandHz, random);
    const goS = plan.readyS;
    const settledS = goS + (plan.lateS ?? 0);
    const moves: Move[] = [];
    const motions: Motion[] = [sineSwayMotion(sway)];
    const events: RecordingEvent[] = [mark('go', goS, 0)];
    const tremor = plan.tremorMps2 ?? 0;
    if (tremor > 0) motions.push(between(-1, goS + plan.testS + AFTER_S + 2, flatNoise([tremor, tremor, tremor], TREMOR_HZ, random)));

    // The feet are put right: some small steps, the last of them just before the person is ready.
    for (let timeS = plan.lateS === undefined ? 0.2 : 0.5; timeS + 1.2 < settledS - (plan.lateS === undefined ? 1 : 0.2); timeS += 0.8 + 0.4 * random.uniform()) {
      const foot = footMoves(timeS, STEP, random.uniform() < 0.5 ? 1 : -1, 0.6, draw);
      moves.push(...foot.moves);
      motions.push(foot.shock);
    }

    const happens = plan.event && { ...plan.event, startS: goS + plan.event.atS };
    let endS = goS + plan.testS;
    let event: StanceTruth['event'] = null;
    if (happens) {
      const kind = happens.kind === 'step' ? STEP : STUMBLE;
      const foot = footMoves(happens.startS, kind, random.uniform() < 0.5 ? 1 : -1, happens.size ?? 1, draw);
      moves.push(...foot.moves);
      motions.push(foot.shock);
      event = { kind: happens.kind, startS: happens.startS, endS: foot.endS };
      endS = happens.startS;
      events.push(mark(happens.kind === 'step' ? 'step_out' : 'loss_of_balance', event.startS, event.endS - event.startS));
    }
    if (plan.restless) {
      const [fromS, toS] = plan.restless.map((s) => s + goS);
      motions.push(between(fromS, toS - fromS, flatNoise(TALK.mps2, TALK.hz, random)));
      for (let timeS = fromS; timeS + 2 * TALK.lookS < toS; timeS += 2 * TALK.lookS + 1.5 * random.uniform()) {
        const by = (random.uniform() < 0.5 ? 1 : -1) * TALK.lookDeg * RAD;
        moves.push({ of: 'yaw', startS: timeS, durationS: TALK.lookS, by }, { of: 'yaw', startS: timeS + TALK.lookS, durationS: TALK.lookS, by: -by });
      }
      events.push(mark('talk', fromS, toS - fromS));
    }
    events.push(mark('stance', goS, endS - goS), mark('stop', goS + plan.testS, 0));
    const stance: StanceTruth = { goS, startS: goS, endS, heldS: endS - goS, event, felt: { ap: feltSines(sway.ap), ml: feltSines(sway.ml) } };
    return { durationS: goS + plan.testS + AFTER_S, posture: UPRIGHT, moves, motions, walks: [], events, placement: 'L5, z forward', stance } satisfies Scene;
  };
}

/** The trunk goes to one side, leans, and comes back over the foot that was put down. @param way 1: to the right */
function footMoves(startS: number, kind: typeof STEP | typeof STUMBLE, way: 1 | -1, size: number, draw: (range: readonly [number, number]) => number) {
  const durationS = draw(kind.durationS);
  const landsS = startS + 0.6 * durationS;
  const half = durationS / 2;
  const roll = -way * size * draw(kind.rollDeg) * RAD;
  const move = (of: Freedom, at: number, lastsS: number, by: number): Move => ({ of, startS: at, durationS: lastsS, by });
  const shockMps2 = size * draw(kind.shockMps2);
  const shock: Motion = (timeS) => {
    const a = shockMps2 * heelStrike(timeS - landsS);
    return { acceleration: [-0.4 * a, a, -0.4 * way * a], yawRad: 0, pitchRad: 0, rollRad: 0, yawRateRadPerS: 0, pitchRateRadPerS: 0, rollRateRadPerS: 0 };
  };
  return {
    endS: startS + 1.5 * durationS,
    moves: [
      move('ml', startS, durationS, way * size * draw(kind.sidewaysM)),
      move('ap', startS, durationS, size * draw(kind.forwardM)),
      move('roll', startS, half, roll),
      move('roll', startS + half, durationS, -roll),
    ],
    shock,
  };
}
