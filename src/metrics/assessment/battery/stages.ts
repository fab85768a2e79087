import type { Assessed } from '../define.ts';
import { hundredths } from '../../hundredths.ts';
import { resultOf, SECONDS_HELD, stanceTrial } from './results.ts';
import { HELD_S, isHeld } from './sppbTables.ts';

/** A stage of a balance test. */
export interface Stage {
  readonly id: string;
  readonly label: string;
  readonly protocol: string;
  readonly answer: string;
}

export const STAGES = {
  sideBySide: { id: 'sideBySide', protocol: 'stanceSideBySide', label: 'Feet side by side', answer: 'functionTests.sideBySideStanceS' },
  semiTandem: { id: 'semiTandem', protocol: 'stanceSemiTandem', label: 'Semi-tandem stance', answer: 'functionTests.semiTandemStanceS' },
  tandem: { id: 'tandem', protocol: 'stanceTandem', label: 'Tandem stance', answer: 'functionTests.tandemStanceS' },
  oneLeg: { id: 'oneLeg', protocol: 'stanceOneLeg', label: 'One-leg stance', answer: 'functionTests.oneLegStanceS' },
} as const satisfies Record<string, Stage>;

export interface StageResult {
  /** s; 0 for somebody who was unable; null where nothing is known. */
  readonly heldS: number | null;
  readonly from: 'entered' | 'measured' | 'outcome' | null;
  /** One plain sentence. */
  readonly text: string;
  /** It is known that the stance was part of this visit, with or without a result. */
  readonly tried: boolean;
}

export function stageResult(assessed: Assessed, stage: Stage): StageResult {
  const found = resultOf(assessed, { answers: [{ id: stage.answer }], isTrial: stanceTrial(stage.protocol), metric: SECONDS_HELD });
  if ('missing' in found) return { heldS: null, from: null, text: `${stage.label}: ${found.missing}.`, tried: found.said === true };
  if ('unable' in found) return { heldS: 0, from: 'outcome', text: `${stage.label}: tried, unable.`, tried: true };
  const { value, from } = found;
  return { heldS: value, from, text: `${stage.label}: ${isHeld(value) ? `held for ${HELD_S} s` : `held for ${hundredths(value)} s of ${HELD_S}`}.`, tried: true };
}
