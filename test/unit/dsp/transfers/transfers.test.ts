import { describe, expect, it } from 'vitest';
import { joinBlocks } from '../../../../src/dsp/series.ts';
import { findTransfers } from '../../../../src/dsp/transfers/transfers.ts';
import { LOWER_BACK, scenarios, simulateScenario, tilted, type Scenario, type ScenarioId } from '../../../../src/simulator/index.ts';

function read(id: ScenarioId, seed: number, sensor: Partial<typeof LOWER_BACK> = {}, options: Scenario['options'] = {}) {
  const found: Scenario = scenarios.find((s) => s.id === id)!;
  const { recording } = simulateScenario({ ...found, options: { ...found.options, ...options, lowerBack: { ...LOWER_BACK, ...sensor } } }, seed);
  const { blocks } = recording.sensors[0];
  const fs = recording.sampleRateHz;
  const { transfers } = findTransfers(joinBlocks(blocks, Math.max(...blocks.map((b) => b.startSample + b.length))));
  const truth = recording.events.filter(({ type }) => ['sit_to_stand', 'stand_to_sit', 'failed_sit_to_stand'].includes(type));
  return { fs, transfers, truth };
}
const kinds = { sit_to_stand: 'sitToStand', stand_to_sit: 'standToSit' } as const;

describe('rising and sitting down in a row', () => {
  it.each([1, 2, 3, 4])('is found with its beginnings and ends (seed %i)', (seed) => {
    const { fs, transfers, truth } = read('sitToStand', seed);
    expect(transfers.map((t) => t.kind)).toEqual(truth.map((e) => kinds[e.type as keyof typeof kinds]));
    transfers.forEach((t, k) => {
      expect(Math.abs(t.start / fs - truth[k].onsetS)).toBeLessThan(0.08);
      expect(Math.abs(t.end / fs - truth[k].onsetS - truth[k].durationS)).toBeLessThan(0.08);
      expect(t.complete).toBe(true);
    });
  });

  it('is the same however the sensor is mounted', () => {
    const [a, b] = [read('sitToStand', 5), read('sitToStand', 5, { mounting: tilted(tilted(LOWER_BACK.mounting, 'y', 115), 'z', -70) })];
    expect(b.transfers).toHaveLength(a.transfers.length);
    // Noise and offsets of the case's own axes are another.
    b.transfers.forEach((t, k) => {
      expect(Math.abs(t.start - a.transfers[k].start)).toBeLessThan(6);
      expect(Math.abs(t.heightM - a.transfers[k].heightM)).toBeLessThan(0.05);
      expect(Math.abs(t.leanDeg - a.transfers[k].leanDeg)).toBeLessThan(3);
    });
  });

  it.each([50, 200])('does not need a certain rate: %i Hz', (sampleRateHz) => {
    expect(read('sitToStand', 6, {}, { sampleRateHz }).transfers.filter((t) => t.complete)).toHaveLength(10);
  });

  it('is counted without a gyroscope too', () => {
    expect(read('sitToStand', 7, { hasGyroscope: false }).transfers.filter((t) => t.kind === 'sitToStand' && t.complete)).toHaveLength(5);
  });

  it('has heights and leans near the true ones', () => {
    const { transfers } = read('sitToStand', 8);
    for (const t of transfers) {
      expect(t.heightM).toBeGreaterThan(0.26);
      expect(t.heightM).toBeLessThan(0.42);
      expect(t.leanDeg).toBeGreaterThan(15);
      expect(t.leanDeg).toBeLessThan(36);
    }
  });
});

describe('a rise that stops on the way', () => {
  it.each([1, 2, 3])('is told from complete ones (seed %i)', (seed) => {
    const { transfers, truth } = read('chairStandHalfRises', seed);
    const rises = transfers.filter((t) => t.kind === 'sitToStand');
    expect(rises.map((t) => t.complete)).toEqual(truth.filter((e) => e.type !== 'stand_to_sit').map((e) => e.type === 'sit_to_stand'));
  });
});

describe('a single rise in twelve seconds', () => {
  it.each(Array.from({ length: 12 }, (_, k) => k + 1))('is found, and the sit before it (seed %i)', (seed) => {
    expect(read('singleRise', seed).transfers.map((t) => [t.kind, t.complete])).toEqual([['standToSit', true], ['sitToStand', true]]);
  });
});

describe('what is no rise', () => {
  it.each(['standing', 'sitting', 'minuteWalk', 'brisk', 'slowAsymmetric', 'stairs'] as const)('%s holds none', (id) => {
    expect(read(id, 2).transfers.filter((t) => t.kind === 'sitToStand')).toEqual([]);
  });
});
