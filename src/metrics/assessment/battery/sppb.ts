import type { BatteryScore, BatteryPart, Source } from '../../../model/index.ts';
import type { Assessed } from '../define.ts';
import { hundredths } from '../../hundredths.ts';
import { guralnik1994 } from '../../sources.ts';
import { resultOf } from './results.ts';
import { chairPoints, isHeld, tandemPoints, walkPoints } from './sppbTables.ts';
import { stageResult, STAGES, type StageResult } from './stages.ts';

const POINTS: Source = { citation: 'PMC3032402', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC3032402/table/T3', place: 'table 3, points of each part' };
const DICTIONARY: Source = { citation: 'PHOSP-COVID data dictionary, SPPB', url: 'https://github.com/SurgicalInformatics/phosp_clean', place: 'limits of the 4-m walk and of the chair stands' };

const PART_MOST = 4;
const MOST = 12;
const FEWEST_TRIED = 2;
/** Protocols and metrics of the tests that are recorded. */
const WALK = { protocol: 'fourMetreWalk', metric: 'walk.courseTime' } as const;
const CHAIR = { protocol: 'fiveTimesSitToStand', metric: 'chair.fiveTimesDuration' } as const;

/** A part with its range: without a result it could still give anything within it. */
interface Scored extends BatteryPart {
  /** It is known that the part was to be done in this visit. */
  readonly tried: boolean;
  readonly between: readonly [number, number];
}

/**
 * The Short Physical Performance Battery: balance in three stances, a walk over 4 m or 3 m, five chair stands; 0 to 4 points each.
 * @returns null where fewer than two of its parts were done: one of them alone is a test of its own
 *
 * Source: Guralnik 1994; points as in PMC3032402 table 3. Somebody who tried and was unable gets 0 for the part. A part that was
 * refused, not safe, not done or lost leaves the battery incomplete: the range that is still possible is said, nothing is filled in.
 * Differs from the source: a part that was not attempted because it was not safe is left open here and 0 there.
 */
export function sppb(assessed: Assessed): BatteryScore | null {
  const parts = [balance(assessed), walk(assessed), chair(assessed)];
  if (parts.filter(({ tried }) => tried).length < FEWEST_TRIED) return null;
  const known = parts.every(({ points }) => points !== null);
  const between = [0, 1].map((end) => parts.reduce((sum, part) => sum + part.between[end], 0)) as [number, number];
  const missing = parts.filter(({ points }) => points === null).map(({ label }) => label.toLowerCase());
  return {
    id: 'sppb',
    label: 'Short Physical Performance Battery',
    total: known ? between[0] : null,
    between,
    most: MOST,
    parts: parts.map(({ id, label, points, most, text, from }) => ({ id, label, points, most, text, from })),
    text: known ? `${between[0]} of ${MOST} points.` : `Not complete: ${missing.join(' and ')} ${missing.length === 1 ? 'has' : 'have'} no result. Between ${between[0]} and ${between[1]} of ${MOST} points are possible.`,
    sources: [guralnik1994, POINTS, DICTIONARY],
  };
}

function scored(part: Omit<BatteryPart, 'most'>, tried: boolean, between?: readonly [number, number]): Scored {
  return { ...part, most: PART_MOST, tried, between: part.points === null ? between ?? [0, PART_MOST] : [part.points, part.points] };
}

/** 1 for the feet side by side, 1 more for semi-tandem, up to 2 more for tandem. After a stance that was not held the harder ones do not count. */
function balance(assessed: Assessed): Scored {
  const head = { id: 'balance', label: 'Balance' } as const;
  const open = ({ text, tried }: StageResult, before: number): Scored => scored({ ...head, points: null, text, from: null }, tried || before > 0, [before, PART_MOST]);
  let points = 0;
  for (const stage of [STAGES.sideBySide, STAGES.semiTandem]) {
    const result = stageResult(assessed, stage);
    const { heldS, from, text } = result;
    if (heldS === null) return open(result, points);
    if (!isHeld(heldS)) return scored({ ...head, points, text, from }, true);
    points++;
  }
  const result = stageResult(assessed, STAGES.tandem);
  const { heldS, from, text } = result;
  if (heldS === null) return open(result, points);
  return scored({ ...head, points: points + tandemPoints(heldS), text, from }, true);
}

function walk(assessed: Assessed): Scored {
  const head = { id: 'walk', label: 'Walk' } as const;
  const found = resultOf(assessed, {
    answers: [
      { id: 'functionTests.fourMetreWalkS', circumstances: { courseLengthM: 4 } },
      { id: 'functionTests.threeMetreWalkS', circumstances: { courseLengthM: 3 } },
    ],
    outcomeAnswer: 'functionTests.shortWalkOutcome',
    isTrial: ({ protocol }) => protocol === WALK.protocol,
    metric: WALK.metric,
  });
  if ('missing' in found) return scored({ ...head, points: null, text: `Walk over 4 m or 3 m: ${found.missing}.`, from: null }, found.said === true);
  if ('unable' in found) return scored({ ...head, points: 0, text: 'Walk over 4 m or 3 m: tried, unable.', from: 'outcome' }, true);
  const { value, from, circumstances: { courseLengthM } } = found;
  const points = courseLengthM === undefined ? null : walkPoints(courseLengthM, value);
  if (points === null) return scored({ ...head, points, text: `Walk: the battery has tables for 3 m and 4 m, and this course ${courseLengthM === undefined ? 'has no known length' : `is ${courseLengthM} m long`}.`, from: null }, true);
  return scored({ ...head, points, text: `Walk over ${courseLengthM} m: ${hundredths(value)} s.`, from }, true);
}

function chair(assessed: Assessed): Scored {
  const head = { id: 'chair', label: 'Chair stands' } as const;
  const found = resultOf(assessed, {
    answers: [{ id: 'functionTests.fiveChairStandsS' }],
    outcomeAnswer: 'functionTests.fiveChairStandsOutcome',
    isTrial: ({ protocol, values }) => protocol === CHAIR.protocol || values.some(({ id }) => id === CHAIR.metric),
    metric: CHAIR.metric,
  });
  if ('missing' in found) return scored({ ...head, points: null, text: `Five chair stands: ${found.missing}.`, from: null }, found.said === true);
  if ('unable' in found) return scored({ ...head, points: 0, text: 'Five chair stands: tried, unable.', from: 'outcome' }, true);
  return scored({ ...head, points: chairPoints(found.value), text: `Five chair stands: ${hundredths(found.value)} s.`, from: found.from }, true);
}
