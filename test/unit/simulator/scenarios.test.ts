import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ScenarioId, scenarios, simulate, simulateScenario } from '../../../src/simulator/index.ts';

test('every file of scenarios/ is listed under its own name, and every entry has a file', () => {
  const files = readdirSync(new URL('../../../src/simulator/scenarios', import.meta.url)).map((f) => f.replace('.ts', '')).filter((f) => f !== 'index');
  expect(scenarios.map((s) => s.id as string).sort()).toEqual(files.sort());
});

test.each(scenarios.map((s) => s.id))('%s is simulated with a sentence to describe it', (id) => {
  const { description } = scenarios.find((s) => s.id === id)!;
  expect(description).toMatch(/^[A-Z].+\.$/);
  const recording = simulate(id, 2);
  expect(recording.subject).toBe(`${id}2`);
  expect(recording.sensors[0].site).toBe('lowerBack');
});

const truth = (id: ScenarioId) => simulateScenario(id, 4).truth;

test('a minute of walking has strides enough for variability', () => {
  expect(truth('minuteWalk').strides.filter((s) => s.straight).length).toBeGreaterThanOrEqual(35);
  expect(truth('minuteWalk').steady!.strideCount).toBeGreaterThanOrEqual(35);
});

test('scenarios are what they say', () => {
  expect(truth('slowAsymmetric').steady!.walkingSpeedMps).toBeCloseTo(0.5, 1);
  expect(truth('slowAsymmetric').steady!.stepTimeAsymmetryPct).toBeGreaterThan(9);
  expect(truth('brisk').steady!.walkingSpeedMps).toBeGreaterThan(1.5);
  expect(truth('straight').turns).toEqual([]);
  expect(truth('turnLeft').turns.map((t) => t.angleDeg)).toEqual([180]);
  expect(truth('walk10mTurn').turns.map((t) => t.angleDeg)).toEqual([-180]);
  expect(simulate('noGyroscope', 4).sensors.every((s) => s.blocks.every((b) => b.gyr === null))).toBe(true);
  expect(simulate('lostPackets', 4).sensors[0].blocks.length).toBeGreaterThan(5);
});

test('standing has no event and sways by a few thousandths of g', () => {
  const { events, sensors } = simulate('standing', 4);
  expect(events).toEqual([]);
  const { acc, length } = sensors[0].blocks[0];
  const sd = (c: Float64Array): number => {
    const m = c.reduce((sum, v) => sum + v, 0) / length;
    return Math.sqrt(c.reduce((sum, v) => sum + (v - m) ** 2, 0) / length);
  };
  // z looks forward.
  expect(sd(acc.z)).toBeGreaterThan(0.01);
  expect(sd(acc.z)).toBeLessThan(0.2);
});

test('upside down, the axis that looked up looks down', () => {
  const up = (id: ScenarioId): number => simulate(id, 4).sensors[0].blocks[0].acc.x[0];
  expect(up('walk10mTurn')).toBeGreaterThan(8);
  expect(up('upsideDown')).toBeLessThan(-8);
});

test('an unknown scenario is refused with the ones there are', () => {
  expect(() => simulate('nonsense' as ScenarioId, 1)).toThrow(/there is no scenario "nonsense"; choose one of straight, walk10mTurn/);
});
