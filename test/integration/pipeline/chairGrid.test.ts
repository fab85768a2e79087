import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { chairGrid, singleRises, type ChairReadingScore } from '../../../scripts/validation/chairGrid.ts';
import { shareWithin } from '../../../scripts/validation/chairPage.ts';
import { recordedRises, type RecordedRises } from '../../../scripts/validation/recordedRises.ts';
import { TUG_PHASES } from '../../../src/dsp/transfers/timedUpAndGo.ts';
import { tugGrid, type TugReading } from '../../../scripts/validation/tugGrid.ts';

/** A thin sample of what `npm run validate` does at length. */
const all = async <T>(list: AsyncGenerator<T>): Promise<T[]> => {
  const out: T[] = [];
  for await (const one of list) out.push(one);
  return out;
};

describe('40 simulated timed up and go tests, .3 to 1.4 m/s, mounted at random', () => {
  let tugs: TugReading[];
  beforeAll(async () => {
    tugs = await all(tugGrid(40));
  });

  it('the total is within .2 s in 95 % of them', () => {
    expect(shareWithin(tugs.map((t) => t.durationErrorS), 0.2)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(TUG_PHASES)('the phase %s is within .3 s in 90 % of them', (phase) => {
    expect(shareWithin(tugs.map((t) => t.phaseErrorsS[phase]), 0.3)).toBeGreaterThanOrEqual(0.9);
  });

  it('both turns are found in every one', () => {
    expect(tugs.map((t) => t.turnsFound)).toEqual(tugs.map(() => 2));
  });
});

describe('40 simulated chair stands and 40 single rises in twelve seconds', () => {
  let stands: ChairReadingScore[];
  let singles: ChairReadingScore[];
  beforeAll(async () => {
    [stands, singles] = [await all(chairGrid(40)), await all(singleRises(40))];
  });

  it('all but one chair stand are counted exactly', () => {
    expect(stands.filter((s) => s.countFound !== s.countTrue).length).toBeLessThanOrEqual(1);
  });

  it('all but one single rise are found, and no other', () => {
    expect(singles.filter((s) => s.risesFound !== 1).length).toBeLessThanOrEqual(1);
  });

  it('durations are within .15 s in 97 % of rises and sits', () => {
    const errors = [...stands, ...singles].flatMap((s) => s.durationErrorsS);
    expect(errors.length).toBeGreaterThan(500);
    expect(shareWithin(errors, 0.15)).toBeGreaterThanOrEqual(0.97);
  });
});

const root = process.env['SUREFOOT_VALIDATION_DATA'] ?? '';
const present = root !== '' && existsSync(join(root, 'skdh-tests'));
if (!present) console.warn('Skipped: rises of recorded people; SUREFOOT_VALIDATION_DATA names no folder with "skdh-tests".');

describe.skipIf(!present)('recorded people', () => {
  let recorded: RecordedRises;
  beforeAll(async () => {
    recorded = (await recordedRises(root))!;
  });

  it('do not rise in any of their walks', () => {
    expect(recorded.walks).toBeGreaterThanOrEqual(25);
    expect(recorded.walksWithRise).toBe(0);
  });

  it('rise and sit in turn in the one recording with a chair, at each rise that the peer finds after rest', () => {
    const { transfers, peerRises } = recorded;
    expect(transfers.map((t) => t.kind)).toEqual(['standToSit', 'sitToStand', 'standToSit', 'sitToStand', 'standToSit', 'sitToStand', 'standToSit']);
    transfers.filter((t) => t.kind === 'sitToStand').forEach((t, k) => expect(Math.abs(t.startS - peerRises[k])).toBeLessThan(0.5));
  });
});
