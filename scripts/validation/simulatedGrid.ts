import { ALIGNED, LOWER_BACK, simulateWalk, tilted, type Mounting, type WalkOptions } from '../../src/simulator/index.ts';
import { randomStream } from '../../src/simulator/random.ts';
import { readSimulated, type SimulatedReading } from './simulatedReading.ts';

/** What is varied; everything else of a walk follows from its number. */
export interface GridWalk {
  readonly number: number;
  readonly speedMps: number;
  readonly cvPct: number;
  readonly asymmetryPct: number;
  /** 0 to 19 */
  readonly mounting: number;
  readonly hasGyroscope: boolean;
  readonly reading: SimulatedReading;
}

export const GRID = { speedMps: [0.3, 1.6], cvPct: [1, 10], asymmetryPct: [0, 30], mountings: 20, walkS: 60 } as const;
const SEED = 2024;

type Plan = Omit<GridWalk, 'reading' | 'hasGyroscope'> & { readonly rotation: Mounting };

/**
 * Walks of about a minute, 10 m and back, spread evenly over speed, variability and asymmetry.
 * Source: McKay, Beckman & Conover 1979, Technometrics 21:239 (Latin hypercube: each range is cut into as many parts as there are
 * walks, and every part is used once). Seeded: the same walks every time.
 */
function planGrid(count: number, seed: number): Plan[] {
  const random = randomStream(seed, 'grid');
  const column = (least: number, most: number) => shuffled(count, () => random.uniform()).map((k) => least + ((most - least) * (k + random.uniform())) / count);
  const speeds = column(...GRID.speedMps);
  const cvs = column(...GRID.cvPct);
  const asymmetries = column(...GRID.asymmetryPct);
  const mountings = Array.from({ length: GRID.mountings }, () => anyMounting(() => random.uniform()));
  return speeds.map((speedMps, number) => {
    const mounting = number % GRID.mountings;
    return { number, speedMps, cvPct: cvs[number], asymmetryPct: asymmetries[number], mounting, rotation: mountings[mounting] };
  });
}

/** Simulates and reads the walks, each with and without its gyroscope. */
export async function* gridWalks(count: number, seed = SEED): AsyncGenerator<GridWalk> {
  for (const plan of planGrid(count, seed)) {
    const { rotation: _, ...walk } = plan;
    for (const hasGyroscope of [true, false]) {
      yield { ...walk, hasGyroscope, reading: await readSimulated(simulateWalk(gridOptions(plan, hasGyroscope))) };
    }
  }
}

/** Everything that makes one walk of the grid: to look at a poor one more closely. */
export function gridOptionsOf(count: number, number: number, hasGyroscope = true, seed = SEED): Partial<WalkOptions> {
  return gridOptions(planGrid(count, seed)[number], hasGyroscope);
}

function gridOptions(walk: Plan, hasGyroscope: boolean): Partial<WalkOptions> {
  const person = randomStream(walk.number, 'grid person');
  const between = (least: number, most: number) => least + (most - least) * person.uniform();
  return {
    seed: walk.number,
    heightM: between(1.5, 1.9),
    speedMps: walk.speedMps,
    strideTimeCvPct: walk.cvPct,
    stepLengthCvPct: walk.cvPct,
    stepTimeAsymmetryPct: person.uniform() < 0.5 ? -walk.asymmetryPct : walk.asymmetryPct,
    firstFoot: person.uniform() < 0.5 ? 'left' : 'right',
    // Slow walkers turn slowly.
    course: { lengthM: 10, until: { seconds: GRID.walkS }, turnDirection: 'alternating', turnDurationS: 1.2 + 1.2 / (0.3 + walk.speedMps) + between(-0.2, 0.2) },
    lowerBack: { ...LOWER_BACK, mounting: walk.rotation, hasGyroscope },
    feet: null,
  };
}

/** Any rotation, evenly drawn: turned about two axes by any angle and about the middle one evenly by its sine. */
export function anyMounting(uniform: () => number): Mounting {
  const middle = (Math.asin(2 * uniform() - 1) * 180) / Math.PI;
  return tilted(tilted(tilted(ALIGNED, 'x', 360 * uniform()), 'y', middle), 'x', 360 * uniform());
}

/** 0 to count - 1 in a drawn order. Source: Durstenfeld 1964, Commun ACM 7:420. */
export function shuffled(count: number, uniform: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
