import type { BatteryScore, BatteryPart, Source } from '../../../model/index.ts';
import type { Assessed } from '../define.ts';
import { hundredths } from '../../hundredths.ts';
import { HELD_S, isHeld } from './sppbTables.ts';
import { stageResult, STAGES, type StageResult } from './stages.ts';

const SOURCE: Source = { citation: 'CDC STEADI, 4-Stage Balance Test', url: 'https://www.cdc.gov/steadi', place: 'four stances of 10 s; a tandem stance of less than 10 s is an increased risk of falling' };
const FEWEST_TRIED = 2;
const ORDER = [STAGES.sideBySide, STAGES.semiTandem, STAGES.tandem, STAGES.oneLeg] as const;

/**
 * The four-stage balance test: one point for each stance that was held for 10 s. It ends at the first one that was not.
 * Its result is the tandem stance: less than 10 s is an increased risk of falling. That one stance was not held on one leg is not.
 * @returns null where fewer than two of the stances were done: one alone is no four-stage test
 */
export function fourStage(assessed: Assessed): BatteryScore | null {
  const parts: BatteryPart[] = [];
  let [least, tried, over, open] = [0, 0, false, false];
  let tandem: StageResult | null = null;
  for (const stage of ORDER) {
    const { id, label } = stage;
    if (over) {
      parts.push({ id, label, points: 0, most: 1, text: `${label}: not reached.`, from: 'outcome' });
      continue;
    }
    const result = stageResult(assessed, stage);
    if (id === 'tandem') tandem = result;
    if (result.tried) tried++;
    const held = result.heldS !== null && isHeld(result.heldS);
    parts.push({ id, label, points: result.heldS === null ? null : held ? 1 : 0, most: 1, text: result.text, from: result.from });
    if (result.heldS === null) open = true;
    else if (!held) over = true;
    if (held && !open) least++;
  }
  // One stance is enough where the test ended with it.
  if (tried < FEWEST_TRIED && parts[0].points !== 0) return null;
  // A stance that was held after one of which nothing is known still counts in the end: only the range is open.
  const most = parts.filter(({ points }) => points !== 0).length;
  const total = open ? null : least;
  return { id: 'fourStage', label: '4-stage balance test', total, between: [total ?? parts.filter(({ points }) => points === 1).length, total ?? most], most: ORDER.length, parts, text: verdict(total, tandem, over), sources: [SOURCE] };
}

function verdict(total: number | null, tandem: StageResult | null, over: boolean): string {
  const held = total === null ? '' : `${total} of ${ORDER.length} stances held for ${HELD_S} s. `;
  // The test ended before the tandem stance.
  if (tandem === null) return `${held}The tandem stance was not reached: an increased risk of falling.`;
  if (tandem.heldS === null) return over ? `${held}The tandem stance has no result.` : 'Not complete: the tandem stance has no result.';
  if (!isHeld(tandem.heldS)) return `${held}The tandem stance was held for ${hundredths(tandem.heldS)} s, below ${HELD_S} s: an increased risk of falling.`;
  return `${held}The tandem stance was held for ${HELD_S} s: no increased risk by this test.`;
}
