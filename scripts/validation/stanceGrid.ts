import type { Protocol } from '../../src/protocols/index.ts';
import { protocols } from '../../src/protocols/index.ts';
import { ALIGNED, LOWER_BACK, tilted, type Mounting } from '../../src/simulator/index.ts';
import { randomStream } from '../../src/simulator/random.ts';
import { simulateScene } from '../../src/simulator/scenes/simulateScene.ts';
import { stanceScene, type StancePlan } from '../../src/simulator/scenes/stances.ts';
import { analyseInMemory } from './simulatedReading.ts';

/** Ten-second stances with an end at a known time, and undisturbed stances, over noise, mounting, sway and size of what ends them. */
export const STANCE_GRID = {
  noises: [{ acc: 60, gyr: 0.004 }, { acc: 150, gyr: 0.007 }, { acc: 400, gyr: 0.02 }, { acc: 1000, gyr: 0.05 }],
  mountings: 20,
  swayDeg: [0.4, 0.8, 1.2],
  /** Of the step or the stumble. */
  sizes: [0.7, 0.85, 1, 1.3],
  tremorMps2: [0.01, 0.04, 0.08, 0.12],
  atS: [1.5, 9.5],
} as const;
const SEED = 4;

export interface StanceCase {
  readonly kind: 'step' | 'lossOfBalance' | 'none';
  readonly size: number;
  readonly swayDeg: number;
  readonly tremorMps2: number;
  readonly noiseUg: number;
  readonly hasGyroscope: boolean;
  /** Something ended the stance. */
  readonly found: boolean;
  /** It was called what it was. */
  readonly kindRight: boolean;
  /** Held time as read less as it was; NaN where it was not found. */
  readonly errorS: number;
  readonly refused: boolean;
}

const TANDEM: Protocol = protocols.find(({ id }) => id === 'stanceTandem')!;

/** @param count stances; a third each of steps, losses of balance and undisturbed ones */
export async function* stanceGrid(count: number, seed = SEED): AsyncGenerator<StanceCase> {
  const random = randomStream(seed, 'stance grid');
  const any = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)];
  const mountings = Array.from({ length: STANCE_GRID.mountings }, () => anyMounting(() => random.uniform()));
  for (let k = 0; k < count; k++) {
    const kind = (['step', 'lossOfBalance', 'none'] as const)[k % 3];
    const [size, swayDeg, noise] = [any(STANCE_GRID.sizes), any(STANCE_GRID.swayDeg), any(STANCE_GRID.noises)];
    const tremorMps2 = any(STANCE_GRID.tremorMps2);
    const atS = STANCE_GRID.atS[0] + (STANCE_GRID.atS[1] - STANCE_GRID.atS[0]) * random.uniform();
    const mounting = any(mountings);
    const hasGyroscope = random.uniform() < 0.75;
    const plan: StancePlan = {
      readyS: 5, testS: 10, swayDeg: [0.7 * swayDeg, swayDeg], bandHz: [0.15, 1.5], tremorMps2,
      ...(kind === 'none' ? {} : { event: { kind, atS, size } }),
    };
    const { recording, truth } = simulateScene(stanceScene(plan), {
      seed: 1000 + k, subject: `stance${k}`, task: 'stance', course: null, swayDeg: 0, feet: null,
      lowerBack: { ...LOWER_BACK, mounting, hasGyroscope, accNoiseUgPerRootHz: noise.acc, gyrNoiseDegPerSPerRootHz: noise.gyr },
    });
    // The words on the placement hold for one mounting only.
    const unsaid = { ...recording, sensors: recording.sensors.map(({ placement: _, ...sensor }) => sensor) };
    const document = await analyseInMemory(unsaid, { protocol: TANDEM.id });
    const stance = document.stances.at(0);
    const found = stance?.ended === 'step' || stance?.ended === 'lossOfBalance';
    yield {
      kind, size, swayDeg, tremorMps2, noiseUg: noise.acc, hasGyroscope, found,
      kindRight: found && stance.ended === kind,
      errorS: found ? (stance.heldS ?? NaN) - truth.stance!.heldS : NaN,
      refused: stance === undefined,
    };
  }
}

/** Any rotation, evenly drawn. */
function anyMounting(uniform: () => number): Mounting {
  const middle = (Math.asin(2 * uniform() - 1) * 180) / Math.PI;
  return tilted(tilted(tilted(ALIGNED, 'x', 360 * uniform()), 'y', middle), 'x', 360 * uniform());
}
