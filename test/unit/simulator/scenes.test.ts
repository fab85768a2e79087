import { describe, expect, test } from 'vitest';
import { type Scenario, scenarios, type ScenarioId, simulateScenario } from '../../../src/simulator/index.ts';
import { IDEAL, mean, onsets, strapdown, whole } from './ideal.ts';

/** A listed scenario as a sensor that adds nothing feels it. */
function ideally(id: ScenarioId, seed = 3) {
  const found: Scenario = scenarios.find((s) => s.id === id)!;
  const { recording, truth } = simulateScenario({ ...found, options: { ...found.options, lowerBack: IDEAL, swayDeg: 0 } }, seed);
  const span = (type: string, k = 0) => {
    const { onsetS, durationS } = recording.events.filter((e) => e.type === type)[k];
    return [Math.round(onsetS * 100), Math.round((onsetS + durationS) * 100)] as const;
  };
  return { recording, truth, span, signals: whole(recording, 'lowerBack') };
}
const deviation = (c: Float64Array): number => {
  const m = mean([...c]);
  return Math.sqrt(mean([...c].map((v) => (v - m) ** 2)));
};

describe('lying', () => {
  const { signals: { acc }, span } = ideally('lying');
  const middle = ([from, to]: readonly [number, number]) => Math.round((from + to) / 2);

  test.each([['lie_on_back', 0, 'x', 9.8], ['lie_on_left_side', 0, 'z', 9.8], ['lie_on_front', 0, 'x', -9.8], ['lie_on_back', 1, 'x', 9.8]] as const)(
    '%s (%i) has gravity along the axis that looks up', (type, k, axis, expected) => {
      expect(acc[axis][middle(span(type, k))]).toBeCloseTo(expected, 0);
    });

  test('rolling over turns about the long axis of the body alone', () => {
    const { signals: { gyr } } = ideally('lying');
    const [from, to] = span('roll_over');
    const turned = (c: Float64Array) => c.slice(from, to).reduce((sum, w) => sum + w / 100, 0);
    expect(Math.abs(turned(gyr.y))).toBeCloseTo(90, 0);
    expect(Math.abs(turned(gyr.x)) + Math.abs(turned(gyr.z))).toBeLessThan(1);
  });
});

describe('five rises from a chair', () => {
  const { recording, signals, span } = ideally('sitToStand');

  test('are five, each followed by sitting down, and no foot moves', () => {
    expect(recording.events.map((e) => e.type)).toEqual(Array.from({ length: 5 }, () => ['sit_to_stand', 'stand_to_sit']).flat());
  });

  test('turn the trunk as far by the gyroscope as gravity says', () => {
    const [from] = span('sit_to_stand');
    const [, to] = span('sit_to_stand');
    const tilt = (i: number) => (Math.atan2(signals.acc.x[i], signals.acc.y[i]) * 180) / Math.PI;
    const turned = signals.gyr.z.slice(from, to).reduce((sum, w) => sum + w / 100, 0);
    expect(tilt(from)).toBeCloseTo(12, 0);
    expect(turned).toBeCloseTo(-12, 0);
    // Bent well forward on the way.
    const pitch = [...signals.gyr.z.slice(from, to)].reduce<number[]>((all, w) => [...all, all.at(-1)! + w / 100], [12]);
    expect(Math.min(...pitch)).toBeLessThan(-15);
  });

  test('lift the lower back by a third of a metre or so, and no further', () => {
    // Standing to standing again: down and up within one sitting down and rise.
    const [, standsFrom] = span('sit_to_stand', 0);
    const [, sits] = span('stand_to_sit', 0);
    const { positionM } = strapdown(signals, standsFrom, sits, 100);
    expect(positionM[1]).toBeLessThan(-0.28);
    expect(positionM[1]).toBeGreaterThan(-0.4);
  });
});

describe('shaking', () => {
  const { recording, signals: { acc }, span } = ideally('shaking');
  const during = (type: string, axis: 'x' | 'y' | 'z') => acc[axis].slice(span(type)[0] + 100, span(type)[1] - 100);

  test('holds noise of 1 m/s² on every axis', () => {
    for (const axis of ['x', 'y', 'z'] as const) expect(deviation(during('noise', axis))).toBeCloseTo(1, 0);
  });

  test('is at rest between its parts', () => {
    for (const { onsetS } of recording.events) expect(deviation(acc.y.slice(onsetS * 100 - 300, onsetS * 100 - 50))).toBeLessThan(1e-9);
  });

  test('up and down repeats by its period at 1 to 3 Hz, and only up and down', () => {
    const y = during('shake_up_and_down', 'y');
    const m = mean([...y]);
    const rises = [...y].filter((v, i) => i > 0 && v >= m && y[i - 1] < m).length / (y.length / 100);
    expect(rises).toBeGreaterThan(0.9);
    // The harmonic can cross twice a period.
    expect(rises).toBeLessThan(6.2);
    expect(deviation(during('shake_up_and_down', 'x'))).toBeLessThan(1e-9);
  });
});

test('sitting restlessly moves much more than sitting quietly, and ends where it began', () => {
  const { signals: { acc }, span } = ideally('sitting');
  const [quiet, restless] = [span('sit_quietly'), span('sit_restlessly')];
  expect(deviation(acc.y.slice(...quiet))).toBeLessThan(0.02);
  expect(deviation(acc.x.slice(...restless))).toBeGreaterThan(0.1);
  expect(acc.x[acc.x.length - 2]).toBeCloseTo(acc.x[100], 1);
});

describe('stairs', () => {
  const { recording, truth } = ideally('stairs');

  test('are climbed and gone down foot over foot, .5 to .9 s a step', () => {
    const feet = recording.events.filter((e) => e.type.endsWith('_stair_contact'));
    expect(feet).toHaveLength(28);
    for (const [k, foot] of feet.entries()) {
      if (k % 14 === 0) continue;
      expect(foot.type).not.toBe(feet[k - 1].type);
      expect(foot.onsetS - feet[k - 1].onsetS).toBeGreaterThan(0.5);
      expect(foot.onsetS - feet[k - 1].onsetS).toBeLessThan(0.9);
    }
  });

  test('hold no step of level walking', () => {
    expect(recording.events.filter((e) => /^(left|right)_initial_contact$|^walk$/.test(e.type))).toEqual([]);
    expect(truth.strides).toEqual([]);
  });
});

describe('a few minutes at home', () => {
  const { recording, truth, signals } = ideally('dailyLife');

  test('hold two walks, one turn, a rise and a sitting down, in this order', () => {
    const told = recording.events.filter((e) => ['sit_to_stand', 'walk', 'turn', 'stand_to_sit'].includes(e.type)).map((e) => e.type);
    expect(told).toEqual(['sit_to_stand', 'walk', 'turn', 'walk', 'stand_to_sit']);
    expect(truth.turns).toHaveLength(1);
  });

  test('have every stride between two contacts of its foot', () => {
    const contacts = (side: string) => onsets(recording, `${side}_initial_contact`);
    expect(truth.strides.length).toBeGreaterThan(20);
    for (const { side, startS, endS } of truth.strides) {
      for (const t of [startS, endS]) expect(Math.min(...contacts(side).map((c) => Math.abs(c - t)))).toBeLessThan(1e-3);
    }
  });

  test('end upright enough to sit: gravity as at the start', () => {
    const last = signals.acc.x.length - 100;
    for (const axis of ['x', 'y', 'z'] as const) expect(signals.acc[axis][last]).toBeCloseTo(signals.acc[axis][100], 2);
  });
});

test.each(['sitting', 'lying', 'shaking', 'sitToStand', 'stairs', 'dailyLife'] as const)('%s is the same again with the same seed and another with another', (id) => {
  expect(simulateScenario(id, 5)).toEqual(simulateScenario(id, 5));
  expect(simulateScenario(id, 6).recording.sensors[0].blocks[0].acc.x.slice(0, 3000)).not.toEqual(simulateScenario(id, 5).recording.sensors[0].blocks[0].acc.x.slice(0, 3000));
});
