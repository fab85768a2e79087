import { TUG_PHASES, type TugPhase } from '../../src/dsp/transfers/timedUpAndGo.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { LOWER_BACK, type Mounting } from '../../src/simulator/index.ts';
import { randomStream } from '../../src/simulator/random.ts';
import { simulateScene } from '../../src/simulator/scenes/simulateScene.ts';
import { timedUpAndGo, type TimedUpAndGoHow } from '../../src/simulator/scenes/timedUpAndGo.ts';
import { memoryReader } from '../../test/support/memoryReader.ts';
import { anyMounting, shuffled } from './simulatedGrid.ts';

/** One simulated patient and how the test was read. Errors are found less true, s; null where nothing was found. */
export interface TugReading {
  readonly number: number;
  readonly speedMps: number;
  readonly trueS: number;
  readonly durationErrorS: number | null;
  readonly movementErrorS: number | null;
  readonly phaseErrorsS: Readonly<Record<TugPhase, number | null>>;
  readonly turnsFound: number;
  readonly stepsError: number | null;
  readonly refused: string | null;
}

export const TUG_GRID = { speedMps: [0.3, 1.4], mountings: 20, noiseLevels: 20 } as const;
const SEED = 2025;
const TURN_WITHIN_S = 0.5;

/** Patients spread evenly over speed; everything else is drawn, slower people slower in everything. */
export async function* tugGrid(count: number): AsyncGenerator<TugReading> {
  const random = randomStream(SEED, 'tug grid');
  const [least, most] = TUG_GRID.speedMps;
  const mountings = Array.from({ length: TUG_GRID.mountings }, () => anyMounting(() => random.uniform()));
  const noises = shuffled(TUG_GRID.noiseLevels, () => random.uniform());
  for (let number = 0; number < count; number++) {
    const speedMps = least + ((most - least) * (number + random.uniform())) / count;
    yield await readTug(number, speedMps, mountings[number % mountings.length], noises[number % noises.length] / (TUG_GRID.noiseLevels - 1));
  }
}

async function readTug(number: number, speedMps: number, mounting: Mounting, noise: number): Promise<TugReading> {
  const { how, options } = patient(number, speedMps, mounting, noise);
  const { recording } = simulateScene((random, seed) => timedUpAndGo(how, random, seed), options);
  const { document } = await analyzeRecording(memoryReader(recording), { protocol: 'timedUpAndGo', traces: false });
  const event = (type: string, k = 0) => {
    const { onsetS, durationS } = recording.events.filter((e) => e.type === type)[k];
    return { startS: onsetS, endS: onsetS + durationS };
  };
  const [rise, sit, turn, turnToSit] = [event('sit_to_stand'), event('stand_to_sit'), event('turn'), event('turn', 1)];
  const truth: Record<TugPhase, number> = {
    sitToStand: rise.endS - rise.startS,
    walkOut: Math.max(0, turn.startS - rise.endS),
    turn: turn.endS - turn.startS,
    walkBack: Math.max(0, turnToSit.startS - turn.endS),
    turnToSit: turnToSit.endS - turnToSit.startS,
    standToSit: sit.endS - sit.startS,
  };
  const value = (id: string): number | null => document.metrics.find((m) => m.id === id)!.value;
  const error = (found: number | null, trueS: number) => (found === null ? null : found - trueS);
  const foundTurns = document.phases.filter((p) => p.name === 'turn' || p.name === 'turnToSit');
  const steps = recording.events.filter((e) => e.type.endsWith('initial_contact') && e.onsetS > rise.endS && e.onsetS <= sit.startS).length;
  return {
    number,
    speedMps,
    trueS: sit.endS - event('go').startS,
    durationErrorS: error(value('tug.duration'), sit.endS - event('go').startS),
    movementErrorS: error(value('tug.movementDuration'), sit.endS - rise.startS),
    phaseErrorsS: Object.fromEntries(TUG_PHASES.map((p) => [p, error(value(`tug.${p}Duration`), truth[p])])) as Record<TugPhase, number | null>,
    turnsFound: [turn, turnToSit].filter((t, k) => foundTurns[k] && Math.abs(foundTurns[k].startS - t.startS) < TURN_WITHIN_S && Math.abs(foundTurns[k].endS - t.endS) < TURN_WITHIN_S).length,
    stepsError: error(value('tug.steps'), steps),
    refused: document.quality.findings.find((f) => f.code === 'WRONG_RECORDING')?.message ?? null,
  };
}

function patient(number: number, speedMps: number, mounting: Mounting, noise: number) {
  const random = randomStream(number, 'tug patient');
  const between = (from: number, to: number) => from + (to - from) * random.uniform();
  // 0 for the slowest, 1 for the fastest.
  const fit = (speedMps - TUG_GRID.speedMps[0]) / (TUG_GRID.speedMps[1] - TUG_GRID.speedMps[0]);
  const slowed = (slow: number, quick: number) => (slow + (quick - slow) * fit) * between(0.85, 1.15);
  const how: TimedUpAndGoHow = {
    walker: { speedMps, heightM: between(1.5, 1.85), strideTimeCvPct: between(1.5, 6), stepTimeAsymmetryPct: between(-8, 8) },
    rise: { phaseS: slowed(1.7, 0.5), flexionDeg: between(28, 52), joltMps2: 0 },
    sit: { phaseS: slowed(1.7, 0.5), flexionDeg: between(28, 50), joltMps2: between(0, 5) },
    lengthM: fit > 0.8 ? 2.2 : between(2.6, 3),
    turnS: [Math.max(1, slowed(4.3, 1.15)), Math.max(1, slowed(4.3, 1.15))],
    turnDirection: random.uniform() < 0.5 ? 'left' : 'right',
    beforeS: between(8, 14),
    restless: random.uniform() < 0.7,
    reactionS: between(0.2, 0.9),
    standsS: fit > 0.7 ? between(-0.25, 0.2) : between(-0.1, 2),
    stopsS: fit > 0.7 ? between(-0.6, 0) : between(-0.2, 1),
    pausesS: fit > 0.7 ? between(-0.4, 0) : between(-0.3, 0.8),
  };
  const options = {
    seed: number,
    subject: `tug${number}`,
    task: 'timedUpAndGo',
    ...how.walker,
    swayDeg: between(0.1, 0.5),
    sampleRateHz: [50, 100, 128][Math.floor(3 * random.uniform())],
    lowerBack: {
      ...LOWER_BACK,
      mounting,
      accBias: [between(-0.2, 0.2), between(-0.2, 0.2), between(-0.2, 0.2)] as const,
      gyrBias: [between(-1, 1), between(-1, 1), between(-1, 1)] as const,
      accNoiseUgPerRootHz: 50 + 350 * noise,
      gyrNoiseDegPerSPerRootHz: 0.005 + 0.045 * noise,
    },
  };
  return { how, options };
}
