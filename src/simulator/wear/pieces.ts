import type { AxisColumns, SensorAxes } from '../../model/index.ts';
import { LOWER_BACK } from '../people/defaults.ts';
import type { WalkOptions } from '../people/options.ts';
import { fidgets, jiggle } from '../scenes/fidgets.ts';
import { simulateScene } from '../scenes/simulateScene.ts';
import { SITTING_PITCH_RAD } from '../scenes/transfers.ts';
import { simulateWalk, type SimulatedWalk } from '../walk.ts';
import type { Doing } from './day.ts';

/** What a perfect sensor reads during a piece, in its own axes: m/s², then deg/s. */
export interface Piece {
  readonly length: number;
  readonly acc: AxisColumns<SensorAxes>;
  readonly gyr: AxisColumns<SensorAxes>;
}

/** Pieces of every kind of movement that is more than holding a posture. */
export type Pieces = Readonly<Record<Extract<Doing, 'walking' | 'fidgeting'>, readonly Piece[]>>;

/** Walking seconds of the pieces: trips within the house, few of several minutes. */
const WALKS_S = [6, 8, 10, 12, 15, 20, 25, 30, 40, 60, 90, 120, 180, 300] as const;
const FIDGETS_S = 60;
const SPEEDS_MPS = [0.7, 1, 1.2] as const;
/** The noise is added afresh each time a piece is used. */
const PERFECT = { ...LOWER_BACK, accNoiseUgPerRootHz: 0, gyrNoiseDegPerSPerRootHz: 0 };

export function makePieces(seed: number, person: Partial<WalkOptions>): Pieces {
  const options = { ...person, lowerBack: PERFECT, feet: null };
  return {
    walking: WALKS_S.map((seconds, k) => pieceOf(simulateWalk({
      ...options,
      seed: seed + k,
      speedMps: SPEEDS_MPS[k % SPEEDS_MPS.length],
      standBeforeS: 1,
      standAfterS: 1,
      course: { lengthM: 4 + 2 * (k % 4), until: { seconds }, turnDirection: 'alternating', turnDurationS: 2 },
    }))),
    fidgeting: [pieceOf(simulateScene((random) => ({
      durationS: FIDGETS_S,
      posture: { pitchRad: SITTING_PITCH_RAD, rollRad: 0 },
      moves: fidgets(0, FIDGETS_S, random),
      motions: [jiggle(0, FIDGETS_S, random)],
      walks: [],
      events: [],
    }), { ...options, seed }))],
  };
}

function pieceOf({ recording }: SimulatedWalk): Piece {
  const [{ length, acc, gyr }] = recording.sensors[0].blocks;
  return { length, acc, gyr: gyr! };
}
