import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batteries, protocols, safetyQuestions } from '../../../src/protocols/index.ts';
import type { Battery, Protocol } from '../../../src/protocols/index.ts';

const folder = join(import.meta.dirname, '../../../src/protocols/batteries');
const all: readonly Battery[] = batteries;

describe('the batteries', () => {
  it('are every file that declares one, STEADI first', () => {
    const declaring = readdirSync(folder).filter((file) => /= defineBattery\(/.test(readFileSync(join(folder, file), 'utf8')));
    expect(all.map(({ id }) => `${id}.ts`).sort()).toEqual(declaring.sort());
    expect(all[0].id).toBe('steadi');
  });

  it('of STEADI holds the timed up and go, the chair stand, the four stages in their order, quiet standing and a minute of walking', () => {
    expect(all[0].tests.map(({ protocol }) => protocol)).toEqual([
      'timedUpAndGo', 'chairStand30s', 'stanceSideBySide', 'stanceSemiTandem', 'stanceTandem', 'stanceOneLeg', 'stanceOpenFirm', 'walk',
    ]);
    expect(all[0].tests.at(-1)).toMatchObject({ protocol: 'walk', durationS: 60 });
  });

  it.each(all)('$id keeps the tests of a ladder together, each with a time that it is held for', ({ tests }) => {
    const known: readonly Protocol[] = protocols;
    const ladders = tests.map(({ ladder }) => ladder ?? '');
    const runs = ladders.filter((ladder, i) => ladder !== '' && ladder !== ladders[i - 1]);
    expect(new Set(runs).size).toBe(runs.length);
    for (const { protocol, ladder } of tests) {
      if (ladder !== undefined) expect(known.find(({ id }) => id === protocol)?.durationS, protocol).toBeGreaterThan(0);
    }
  });

  it('say what "unable" scores only with an answer of the test', () => {
    for (const { id, unable, answers } of protocols as readonly Protocol[]) expect(answers ?? [], id).toEqual(expect.arrayContaining(Object.keys(unable ?? {})));
  });
});

describe('the safety questions', () => {
  it('have ids of their own, and advice for a yes', () => {
    expect(new Set(safetyQuestions.map(({ id }) => id)).size).toBe(safetyQuestions.length);
    for (const { question, advice } of safetyQuestions) expect([question, advice]).toEqual([expect.stringMatching(/^[A-Z].*\?$/), expect.stringMatching(/^[A-Z].*\.$/)]);
  });
});
