import type { RecordingEvent, TimeSpan } from '../../src/model/index.ts';
import { simulateScenario, type ScenarioId } from '../../src/simulator/index.ts';
import { analyseInMemory } from './simulatedReading.ts';

/** Scenarios in which nobody walks. */
export const IDLE_SCENARIOS = ['standing', 'sitting', 'lying', 'shaking', 'sitToStand', 'stairs'] as const satisfies readonly ScenarioId[];

/** Gait that was found where there is none. */
export interface IdleReading {
  readonly scenario: ScenarioId;
  readonly seed: number;
  readonly recordedS: number;
  readonly falseGaitS: number;
  readonly falseContacts: number;
  /** What happened, by its mark: seconds it lasted, and seconds of them that were read as gait. */
  readonly parts: readonly { readonly type: string; readonly lastedS: number; readonly falseS: number }[];
}

export async function readIdle(scenario: ScenarioId, seed: number): Promise<IdleReading> {
  const { recording } = simulateScenario(scenario, seed);
  const document = await analyseInMemory(recording);
  const bouts = outside(document.walkingBouts, recording.events.filter((e) => e.type === 'walk'));
  return {
    scenario,
    seed,
    recordedS: document.recording.durationS,
    falseGaitS: bouts.reduce((sum, b) => sum + b.endS - b.startS, 0),
    falseContacts: document.initialContacts.filter((c) => bouts.some((b) => c.timeS >= b.startS && c.timeS <= b.endS)).length,
    parts: recording.events.filter((e) => e.durationS > 0 && e.type !== 'walk' && e.type !== 'turn').map((e) => ({
      type: e.type,
      lastedS: e.durationS,
      falseS: bouts.reduce((sum, b) => sum + Math.max(0, Math.min(b.endS, e.onsetS + e.durationS) - Math.max(b.startS, e.onsetS)), 0),
    })),
  };
}

/** A bout's edge may lie this far outside the walk. */
const EDGE_S = 1;

/** The parts of bouts that no walk covers, edges aside. */
function outside(bouts: readonly TimeSpan[], walks: readonly RecordingEvent[]): TimeSpan[] {
  return walks.reduce<TimeSpan[]>((parts, walk) => parts.flatMap(({ startS, endS }) => [
    { startS, endS: Math.min(endS, walk.onsetS - EDGE_S) },
    { startS: Math.max(startS, walk.onsetS + walk.durationS + EDGE_S), endS },
  ].filter((p) => p.endS > p.startS)), [...bouts]);
}
