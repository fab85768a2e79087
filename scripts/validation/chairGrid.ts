import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { LOWER_BACK } from '../../src/simulator/index.ts';
import { randomStream, type Random } from '../../src/simulator/random.ts';
import { chairRises, type Attempt } from '../../src/simulator/scenes/chairRises.ts';
import { UPRIGHT, type Scene } from '../../src/simulator/scenes/scene.ts';
import { simulateScene } from '../../src/simulator/scenes/simulateScene.ts';
import { riseAt, sitDownAt, SITTING_PITCH_RAD, type TransferHow } from '../../src/simulator/scenes/transfers.ts';
import { memoryReader } from '../../test/support/memoryReader.ts';
import { anyMounting } from './simulatedGrid.ts';

/** One recording of a chair and how it was read. */
export interface ChairReadingScore {
  readonly number: number;
  readonly risesTrue: number;
  readonly risesFound: number;
  /** Of the 30-second test: what counts by the rules. */
  readonly countTrue: number | null;
  readonly countFound: number | null;
  /** Found less true, s, of every complete rise and sit that was matched. */
  readonly durationErrorsS: readonly number[];
}

const SEED = 4711;
/** What is drawn for every recording: rises of .8 to 4 s, little and much lean, soft and hard seats. */
const TECHNIQUE = { phaseS: [0.45, 2.2], flexionDeg: [25, 55], riseM: [0.22, 0.42], forwardM: [0.1, 0.35], overlap: [0.05, 0.5], joltMps2: [0, 8] } as const;

/** Rises in a row for 30 s, some of them stopping on the way, one under way at the end. */
export async function* chairGrid(count: number): AsyncGenerator<ChairReadingScore> {
  for (let number = 0; number < count; number++) {
    const random = randomStream(SEED + number, 'chair person');
    const between = (from: number, to: number) => from + (to - from) * random.uniform();
    const phaseS = between(0.5, 1.4);
    const cycleS = 1.8 * phaseS * 2.1 + 0.6;
    const attempts: Attempt[] = [];
    for (let timeS = 1; ; ) {
      const share = random.uniform() < 0.12 ? between(0.3, 0.55) : null;
      timeS += share === null ? cycleS : 3.4 * phaseS + 0.4;
      if (timeS > 28.6 - 1.3 * phaseS) break;
      attempts.push(share === null ? 'full' : { share });
    }
    const underShare = random.uniform() < 0.5 ? between(0.65, 0.95) : between(0.05, 0.35);
    const how = { ...technique(random), phaseS };
    const make = (r: Random): Scene => chairRises({ beforeS: between(3, 6), reactionS: between(0.2, 0.8), attempts, how, pauseS: [0.02, 0.4], underWay: { atS: 30, share: underShare }, afterS: 4 }, r);
    const full = attempts.filter((a) => a === 'full').length;
    yield await read(number, make, random, { protocol: 'chairStand30s', rises: full + 1, count: full + (underShare > 0.5 ? 1 : 0) });
  }
}

/** One rise somewhere in twelve seconds, mostly after sitting down: no walking, no pause that is long enough to be sure of. */
export async function* singleRises(count: number): AsyncGenerator<ChairReadingScore> {
  for (let number = 0; number < count; number++) {
    const random = randomStream(SEED + number, 'single rise');
    const between = (from: number, to: number) => from + (to - from) * random.uniform();
    const seated = random.uniform() < 0.3;
    const [down, up] = [technique(random), technique(random)];
    const make = (r: Random): Scene => {
      const sit = seated ? null : sitDownAt(between(0.8, 1.5), r, { ...down, riseM: up.riseM });
      const rise = riseAt(sit ? sit.endS + between(0.3, 3) : between(1, 4), r, up);
      return {
        durationS: Math.max(12, rise.endS + 0.7),
        posture: seated ? { pitchRad: SITTING_PITCH_RAD, rollRad: 0 } : UPRIGHT,
        moves: [...(sit?.moves ?? []), ...rise.moves],
        motions: sit?.shock ? [sit.shock] : [],
        walks: [],
        events: [...(sit ? [sit.event] : []), rise.event],
      };
    };
    yield await read(number, make, random, { protocol: 'sitToStand', rises: 1, count: null });
  }
}

function technique(random: Random): TransferHow {
  const between = ([from, to]: readonly [number, number]) => from + (to - from) * random.uniform();
  const [quick, slow] = TECHNIQUE.phaseS;
  return {
    phaseS: Math.exp(between([Math.log(quick), Math.log(slow)])),
    flexionDeg: between(TECHNIQUE.flexionDeg),
    riseM: between(TECHNIQUE.riseM),
    forwardM: between(TECHNIQUE.forwardM),
    overlap: between(TECHNIQUE.overlap),
    joltMps2: between(TECHNIQUE.joltMps2),
  };
}

async function read(number: number, make: (random: Random) => Scene, random: Random, truth: { protocol: string; rises: number; count: number | null }): Promise<ChairReadingScore> {
  const between = (from: number, to: number) => from + (to - from) * random.uniform();
  const bias = (size: number) => [between(-size, size), between(-size, size), between(-size, size)] as const;
  const { recording } = simulateScene(make, {
    seed: number,
    subject: `chair${number}`,
    task: 'chair',
    swayDeg: between(0.1, 0.5),
    sampleRateHz: [50, 100, 128, 200][Math.floor(4 * random.uniform())],
    lowerBack: {
      ...LOWER_BACK,
      mounting: anyMounting(() => random.uniform()),
      accBias: bias(0.25),
      gyrBias: bias(1.5),
      accNoiseUgPerRootHz: between(50, 400),
      gyrNoiseDegPerSPerRootHz: between(0.005, 0.05),
    },
  });
  const { document } = await analyzeRecording(memoryReader(recording), { protocol: truth.protocol, traces: false });
  const complete = document.transfers.filter((t) => t.complete);
  const kinds = { sit_to_stand: 'sitToStand', stand_to_sit: 'standToSit' } as const;
  const errors = recording.events.flatMap((e) => {
    const kind = kinds[e.type as keyof typeof kinds];
    const found = complete.find((t) => t.kind === kind && t.startS < e.onsetS + e.durationS && t.endS > e.onsetS);
    return found ? [found.endS - found.startS - e.durationS] : [];
  });
  return {
    number,
    risesTrue: truth.rises,
    risesFound: complete.filter((t) => t.kind === 'sitToStand').length,
    countTrue: truth.count,
    countFound: document.metrics.find((m) => m.id === 'chair.standCount')?.value ?? null,
    durationErrorsS: errors,
  };
}
