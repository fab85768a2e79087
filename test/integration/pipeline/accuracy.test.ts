import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { walkFigures, type WalkFigures } from '../../../scripts/validation/summary.ts';
import { scoreWalkTrials } from '../../../scripts/validation/walkTrials.ts';

const root = process.env['SUREFOOT_VALIDATION_DATA'];
const folder = root ? join(root, 'voisard-walk') : '';
const present = folder !== '' && existsSync(folder);
if (!present) console.warn('Skipped: accuracy on recorded walks; SUREFOOT_VALIDATION_DATA names no folder with "voisard-walk".');

/** The 22 walks of eight adults with hand-checked contacts; limits a little wider than what is reached, so that they fail on a real loss. */
describe.skipIf(!present)('accuracy on recorded walks with hand-checked contacts', () => {
  let figures: WalkFigures;
  let trials: number;
  beforeAll(async () => {
    const scores = await scoreWalkTrials(folder);
    trials = scores.length;
    figures = walkFigures(scores);
  });

  it('reads all 22 trials', () => {
    expect(trials).toBe(22);
  });

  it('finds the contacts of straight walking, F1 at least .98, and of whole trials', () => {
    expect(figures.f1Straight).toBeGreaterThanOrEqual(0.98);
    expect(figures.f1Whole).toBeGreaterThanOrEqual(0.95);
  });

  it('times contacts without bias and with little spread', () => {
    expect(Math.abs(figures.contactBiasMs)).toBeLessThanOrEqual(10);
    expect(figures.contactSpreadMs).toBeLessThanOrEqual(10);
  });

  it('tells every left from every right', () => {
    expect(figures.sidesRightPct).toBe(100);
  });

  it('measures stride time and its variability', () => {
    expect(figures.strideTimeMaeMs).toBeLessThanOrEqual(3);
    expect(figures.cvMaePp).toBeLessThanOrEqual(0.55);
    expect(figures.cvIcc).toBeGreaterThanOrEqual(0.85);
  });

  it('measures walking speed within .13 m/s on average', () => {
    expect(figures.speedMaeMps).toBeLessThanOrEqual(0.13);
  });

  it('finds every turn and no other', () => {
    expect(figures.turnsFoundPct).toBe(100);
    expect(figures.extraTurnsPerTrial).toBe(0);
    expect(Math.abs(figures.turnDurationErrorS)).toBeLessThanOrEqual(0.1);
  });
});
