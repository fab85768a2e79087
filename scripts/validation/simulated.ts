import { gridWalks, type GridWalk } from './simulatedGrid.ts';
import { IDLE_SCENARIOS, readIdle, type IdleReading } from './simulatedIdle.ts';
import { recordedLosses, simulatedLosses, type LossReading } from './simulatedLoss.ts';
import { readRates, type RateReading } from './simulatedRates.ts';
import { stanceGrid, type StanceCase } from './stanceGrid.ts';

/** Everything that invented walkers with an exact truth say about the software. */
export interface SimulatedProof {
  readonly walks: readonly GridWalk[];
  readonly idle: readonly IdleReading[];
  readonly simulatedLosses: readonly LossReading[];
  /** Null without the recorded walks. */
  readonly recordedLosses: readonly LossReading[] | null;
  readonly rates: readonly RateReading[];
  readonly stances: readonly StanceCase[];
}

const GRID_WALKS = 200;
const STANCES = 600;
const IDLE_SEEDS = 10;
const LOSS_SEEDS = 10;

/** Simulates and reads everything: some minutes. @param root folder of recorded datasets */
export async function simulatedProof(root: string, gridCount = GRID_WALKS): Promise<SimulatedProof> {
  const walks: GridWalk[] = [];
  for await (const walk of gridWalks(gridCount)) walks.push(walk);
  const idle: IdleReading[] = [];
  for (const scenario of [...IDLE_SCENARIOS, 'dailyLife'] as const) {
    for (const seed of seeds(IDLE_SEEDS)) idle.push(await readIdle(scenario, seed));
  }
  const stances: StanceCase[] = [];
  for await (const stance of stanceGrid(STANCES)) stances.push(stance);
  return {
    walks,
    idle,
    simulatedLosses: await simulatedLosses(seeds(LOSS_SEEDS)),
    recordedLosses: await recordedLosses(root),
    rates: await readRates(),
    stances,
  };
}

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k + 1);
}
