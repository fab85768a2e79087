import { beforeAll, describe, expect, it } from 'vitest';
import { stanceGrid, type StanceCase } from '../../../scripts/validation/stanceGrid.ts';
import { analyseInMemory } from '../../../scripts/validation/simulatedReading.ts';
import { protocols } from '../../../src/protocols/index.ts';
import { simulate, type ScenarioId } from '../../../src/simulator/index.ts';

/** A thin sample of what `npm run validate` does at length. Limits are a little wider than what is reached, so that they fail on a real loss. */
describe('90 simulated stances over noise, tremor, sway and mounting, with and without gyroscope', () => {
  const cases: StanceCase[] = [];
  beforeAll(async () => {
    for await (const one of stanceGrid(90)) cases.push(one);
  });
  const ended = () => cases.filter(({ kind }) => kind !== 'none');

  it('finds nine ends of ten and more, and times them within a third of a second', () => {
    expect(ended()).toHaveLength(60);
    expect(ended().filter(({ found }) => found).length).toBeGreaterThanOrEqual(56);
    expect(Math.max(...ended().filter(({ found }) => found).map(({ errorS }) => Math.abs(errorS)))).toBeLessThan(0.4);
  });

  it('ends no undisturbed stance, and refuses at most one', () => {
    expect(cases.filter(({ kind, found }) => kind === 'none' && found)).toEqual([]);
    expect(cases.filter(({ refused }) => refused).length).toBeLessThanOrEqual(1);
  });
});

describe('every standing test', () => {
  const done: Readonly<Record<string, ScenarioId>> = {
    stanceOpenFirm: 'stanceOpenFirm', stanceClosedFirm: 'stanceClosedFirm', stanceOpenFoam: 'stanceOpenFoam', stanceClosedFoam: 'stanceClosedFoam', stanceTogether: 'stanceTogether',
    stanceSideBySide: 'sideBySide', stanceSemiTandem: 'semiTandem', stanceTandem: 'tandemHeld', stanceOneLeg: 'oneLegLost',
  };

  it.each(protocols.filter(({ reads }) => reads === 'stance').map(({ id }) => id))('%s has a scenario that it reads without anything to settle', async (id) => {
    for (const seed of [1, 2]) {
      const document = await analyseInMemory(simulate(done[id], seed), { protocol: id });
      expect(document.quality.findings.filter(({ severity }) => severity === 'problem')).toEqual([]);
      expect(document.stances).toHaveLength(1);
      expect(document.metrics.some(({ value }) => value !== null)).toBe(true);
    }
  });
});
