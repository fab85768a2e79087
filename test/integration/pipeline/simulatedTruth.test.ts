import { describe, expect, it } from 'vitest';
import { lowerBackOnly } from '../../../scripts/validation/lowerBackOnly.ts';
import { countInside, f1, matchTimes } from '../../../scripts/validation/matching.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulateScenario, type ScenarioId } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

async function read(scenario: ScenarioId, seed: number) {
  const { recording, truth } = simulateScenario(scenario, seed);
  const { document } = await analyzeRecording(lowerBackOnly(memoryReader(recording)));
  const contacts = recording.events.filter((e) => e.type.endsWith('_initial_contact')).sort((a, b) => a.onsetS - b.onsetS);
  const matched = matchTimes(contacts.map((c) => c.onsetS), document.initialContacts.map((c) => c.timeS), 0.25);
  return { recording, truth, document, contacts, matched };
}

const value = (document: { metrics: readonly { id: string; value: number | null }[] }, id: string) => document.metrics.find((m) => m.id === id)!.value!;

describe.each([1, 2, 3])('simulated walkers read against their exact truth, seed %i', (seed) => {
  it.each(['straight', 'walk10mTurn', 'minuteWalk', 'brisk', 'turnLeft', 'upsideDown', 'lostPackets'] as const)('%s: contacts, sides, speed and variability', async (scenario) => {
    const { truth, document, contacts, matched } = await read(scenario, seed);
    const counts = countInside(contacts.map((c) => c.onsetS), document.initialContacts.map((c) => c.timeS), matched, () => true);
    expect(f1(counts)).toBeGreaterThan(0.97);
    for (const [r, f] of matched) expect(contacts[r].type).toBe(`${document.initialContacts[f].side}_initial_contact`);
    expect(Math.abs(value(document, 'gait.walkingSpeed') / truth.steady!.walkingSpeedMps - 1)).toBeLessThan(0.05);
    expect(Math.abs(value(document, 'gait.strideTime') / truth.steady!.strideTimeMeanS - 1)).toBeLessThan(0.01);
    expect(Math.abs(value(document, 'gait.strideTimeVariabilityCv') - truth.steady!.strideTimeCvPct)).toBeLessThan(0.7);
  });

  it('a slow uneven walker is still found, with a speed within .05 m/s', async () => {
    const { truth, document, contacts, matched } = await read('slowAsymmetric', seed);
    expect(matched.length / contacts.length).toBeGreaterThan(0.9);
    expect(Math.abs(value(document, 'gait.walkingSpeed') - truth.steady!.walkingSpeedMps)).toBeLessThan(0.05);
  });

  it('every turn is found on its side, within ten degrees', async () => {
    const { recording, truth, document } = await read('minuteWalk', seed);
    expect(document.turns).toHaveLength(recording.events.filter((e) => e.type === 'turn').length);
    for (const [i, turn] of document.turns.entries()) expect(Math.abs(turn.angleDeg - truth.turns[i].angleDeg)).toBeLessThan(10);
  });
});
