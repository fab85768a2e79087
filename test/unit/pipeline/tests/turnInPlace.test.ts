import { describe, expect, it } from 'vitest';
import { lowerBackOnly } from '../../../../scripts/validation/lowerBackOnly.ts';
import { analyzeRecording } from '../../../../src/pipeline/offline.ts';
import { defineScenario, LOWER_BACK, simulateScenario, tilted, type Scenario, type ScenarioId } from '../../../../src/simulator/index.ts';
import { turnsOnTheSpot } from '../../../../src/simulator/scenes/turnsOnTheSpot.ts';
import type { TurnAsked } from '../../../../src/simulator/scenes/spotTurn.ts';
import { memoryReader } from '../../../support/memoryReader.ts';

async function read(scenario: ScenarioId | Scenario, protocol: string, seed = 1) {
  const { recording, truth } = simulateScenario(scenario, seed);
  const { document } = await analyzeRecording(lowerBackOnly(memoryReader(recording)), { protocol });
  const values = Object.fromEntries(document.metrics.map(({ id, value, missing }) => [id, value ?? missing]));
  return { document, truth, values };
}
const spot = (asked: readonly TurnAsked[], options: Scenario['options'] = {}) =>
  defineScenario({ id: 'spot', label: '', description: '', options: { course: null, feet: null, ...options }, scene: turnsOnTheSpot(asked) });

describe('turning on the spot', () => {
  it.each([['turn180', 1], ['turn180', 2], ['turn360', 1], ['turn360', 2]] as const)('of scenario %s, seed %s, is read with its angle, its time and its side', async (scenario, seed) => {
    const { document, truth, values } = await read(scenario, scenario, seed);
    const asked = scenario === 'turn180' ? 180 : 360;
    expect(document.quality.ok).toBe(true);
    expect(document.phases.map(({ name }) => name)).toEqual(['turnLeft', 'turnRight']);
    expect(Math.abs((values['turnInPlace.angle'] as number) - asked)).toBeLessThan(5);
    for (const [i, phase] of document.phases.entries()) {
      // A turn begins and ends more slowly than 5 degrees a second.
      expect(phase.startS - truth.turns[i].startS).toBeGreaterThan(-0.1);
      expect(truth.turns[i].endS - phase.endS).toBeGreaterThan(-0.1);
      expect(phase.endS - phase.startS).toBeGreaterThan(0.85 * (truth.turns[i].endS - truth.turns[i].startS));
    }
    expect(values['turnInPlace.durationLeft']).toBeCloseTo(document.phases[0].endS - document.phases[0].startS, 6);
    expect(values['turnInPlace.durationRight']).toBeCloseTo(document.phases[1].endS - document.phases[1].startS, 6);
  });

  it('is the same however the sensor is mounted', async () => {
    const asked = [{ angleDeg: 360, durationS: 5, steps: 9 }];
    const angle = async (mounting = LOWER_BACK.mounting) => (await read(spot(asked, { lowerBack: { ...LOWER_BACK, mounting } }), 'turn360')).values['turnInPlace.angle'] as number;
    expect(Math.abs((await angle(tilted(tilted(LOWER_BACK.mounting, 'x', 70), 'z', 25))) - (await angle()))).toBeLessThan(3);
  });

  it('in two goes with a short stop between them is one turn, and with a long stop two', async () => {
    const scene = (pauseS: number): Scenario => ({
      ...spot([]),
      scene: () => ({
        durationS: 12 + pauseS, posture: { pitchRad: 0, rollRad: 0 }, motions: [], walks: [], events: [],
        moves: [3, 5 + pauseS].map((startS) => ({ of: 'yaw' as const, startS, durationS: 2, by: Math.PI })),
      }),
    });
    expect((await read(scene(0.5), 'turn360')).document.phases).toHaveLength(1);
    expect((await read(scene(3), 'turn180')).document.phases).toHaveLength(2);
  });

  it('to one side only says so, and leaves the other missing', async () => {
    const { document, values } = await read(spot([{ angleDeg: 180, durationS: 3, steps: 5 }]), 'turn180');
    expect(document.quality.findings.map(({ code }) => code)).toContain('ONE_DIRECTION');
    expect(values['turnInPlace.durationRight']).toBe('No turn on the spot to the right was found.');
  });

  it('leaves out a turn of another angle, and says so', async () => {
    const { document } = await read(spot([{ angleDeg: 180, durationS: 3, steps: 5 }, { angleDeg: -90, durationS: 2, steps: 3 }]), 'turn180');
    expect(document.phases).toHaveLength(1);
    expect(document.quality.findings.find(({ code }) => code === 'OTHER_TURNS')?.message).toMatch(/^A turn of another angle \((8|9)\d°\) was left out/);
  });

  it.each([
    ['walk10mTurn', 'This looks like walking'], ['minuteWalk', 'This looks like walking'], ['standing', 'Nobody turns in this recording'], ['sitToStand', 'Nobody turns in this recording'], ['turn360', 'No turn of about 180 degrees was found'],
  ] as const)('is refused for %s, and nothing is scored', async (scenario, why) => {
    const { document } = await read(scenario, 'turn180');
    expect(document.quality).toMatchObject({ ok: false, findings: [{ code: 'WRONG_RECORDING' }] });
    expect(document.metrics.every(({ value, missing }) => value === null && missing?.startsWith(why))).toBe(true);
    expect(document.phases).toEqual([]);
  });

  it('needs a gyroscope', async () => {
    const { values } = await read(spot([{ angleDeg: 180, durationS: 3, steps: 5 }], { lowerBack: { ...LOWER_BACK, hasGyroscope: false } }), 'turn180');
    expect(values['turnInPlace.duration']).toBe('Turns cannot be measured without a gyroscope: use another sensor, or count by eye.');
  });
});
