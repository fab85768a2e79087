import { describe, expect, it } from 'vitest';
import { lowerBackOnly } from '../../../../scripts/validation/lowerBackOnly.ts';
import { analyzeRecording } from '../../../../src/pipeline/offline.ts';
import { defineScenario, LOWER_BACK, simulateScenario, type Scenario, type ScenarioId } from '../../../../src/simulator/index.ts';
import { UPRIGHT } from '../../../../src/simulator/scenes/scene.ts';
import { stairsAt } from '../../../../src/simulator/scenes/stairs.ts';
import { memoryReader } from '../../../support/memoryReader.ts';

async function read(scenario: ScenarioId | Scenario, seed = 1) {
  const { recording } = simulateScenario(scenario, seed);
  const { document } = await analyzeRecording(lowerBackOnly(memoryReader(recording)), { protocol: 'stairs' });
  return { document, values: Object.fromEntries(document.metrics.map(({ id, value, missing }) => [id, value ?? missing])) };
}
const flight = (way: 'up' | 'down', steps: number, stepM: number, options: Scenario['options'] = {}, stillS = 4): Scenario =>
  defineScenario({
    id: 'flight', label: '', description: '', options: { course: null, feet: null, ...options },
    scene: (random) => {
      const one = stairsAt(stillS, way, steps, random, stepM);
      return { durationS: one.endS + stillS, posture: UPRIGHT, moves: one.moves, motions: [one.motion], walks: [], events: one.events };
    },
  });

describe('stairs', () => {
  it.each([1, 2, 3])('are told up and down, with their steps, seed %s', async (seed) => {
    const { document, values } = await read('stairsClimbed', seed);
    expect(document.quality.ok).toBe(true);
    expect(document.phases.map(({ name }) => name)).toEqual(['stairsUp', 'stairsDown']);
    for (const id of ['stairs.stepsUp', 'stairs.stepsDown']) expect(Math.abs((values[id] as number) - 12)).toBeLessThanOrEqual(1);
    for (const id of ['stairs.heightUp', 'stairs.heightDown']) expect(Math.abs((values[id] as number) - 2.04)).toBeLessThan(0.8);
    expect(document.quality.findings.map(({ code }) => code)).toContain('STAIRS_FOUND');
  });

  it.each([['up', 'stairs.stepsUp', 'stairs.stepsDown', 'Nobody goes down stairs in this recording.'], ['down', 'stairs.stepsDown', 'stairs.stepsUp', 'Nobody goes up stairs in this recording.']] as const)(
    'only %s leave the other way missing',
    async (way, known, open, why) => {
      const { values } = await read(flight(way, 6, 0.18), 4);
      expect(Math.abs((values[known] as number) - 6)).toBeLessThanOrEqual(1);
      expect(values[open]).toBe(why);
    },
  );

  it('step time is that of the steps', async () => {
    const { recording } = simulateScenario(flight('up', 12, 0.17), 5);
    const times = recording.events.filter(({ type }) => type.endsWith('_stair_contact')).map(({ onsetS }) => onsetS);
    const { values } = await read(flight('up', 12, 0.17), 5);
    expect(Math.abs((values['stairs.stepTimeUp'] as number) - (times[11] - times[0]) / 11)).toBeLessThan(0.05);
  });

  it.each([
    ['walk10mTurn', 'Nobody climbs stairs'], ['brisk', 'Nobody climbs stairs'], ['turnLeft', 'Nobody climbs stairs'], ['slowAsymmetric', 'Whether this goes up or down cannot be told: too long was moved'],
    ['standing', 'Nobody climbs stairs in this recording: nothing moves'], ['sitToStand', 'The trunk goes up or down in this recording, and no steps are found'], ['turn360', 'Nobody climbs stairs'],
  ] as const)('are refused for %s, and nothing is scored', async (scenario, why) => {
    const { document } = await read(scenario);
    expect(document.quality.ok).toBe(false);
    expect(document.quality.findings.map(({ code }) => code)).toContain('WRONG_RECORDING');
    for (const { value, missing } of document.metrics) expect([value, missing?.slice(0, why.length)]).toEqual([null, why]);
  });

  it('without standing still before and after are not told', async () => {
    const { values } = await read(flight('up', 12, 0.17, {}, 0.1));
    expect(values['stairs.stepsUp']).toMatch(/has no standing still before and after/);
  });

  it('need a gyroscope', async () => {
    const { values } = await read(flight('up', 12, 0.17, { lowerBack: { ...LOWER_BACK, hasGyroscope: false } }));
    expect(values['stairs.stepsUp']).toBe('Stairs cannot be told from the level without a gyroscope: use another sensor.');
  });
});
