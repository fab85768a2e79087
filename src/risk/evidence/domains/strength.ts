import { chairStandCutOff, chairStandSource } from '../../chairStand.ts';
import { borderlineStands, chairStandSem } from '../../cutOff.ts';
import { spoken } from '../../steps.ts';
import { chairStandOf } from '../../measuredTests.ts';
import type { EvidenceDomain, EvidenceInputs, Judgement } from '../define.ts';
import { exercise } from '../exercise.ts';

const handsInput = 'functionTests.chairStandHandsUsed';

function chairStand({ answers, metrics, person: { ageYears, sex } }: EvidenceInputs): Judgement<'concern' | 'borderline' | 'ok' | 'noCutOff' | 'missing'> {
  const hands = answers[handsInput];
  const found = chairStandOf(answers, metrics);
  if (found === undefined) return { status: 'missing', value: null, text: 'The 30-second chair stand is neither entered nor measured.', inputsMissing: ['functionTests.chairStandCount'] };
  const { value: stands, by, source: kind, algorithm, flags } = found;
  const score = hands === true ? 'The hands were needed in the chair stand, which scores 0 stands' : `The chair stand count is ${stands} in 30 s${by}`;
  const known = { value: stands, origin: { kind, ...(algorithm !== undefined && { algorithm }) }, flags };
  if (ageYears === undefined || sex === undefined) {
    const unknown = [...(ageYears === undefined ? (['age'] as const) : []), ...(sex === undefined ? (['sex'] as const) : [])];
    return {
      ...known,
      status: 'missing',
      text: `${score}. It cannot be compared: the table goes by age and sex, and ${spoken(unknown.map((one) => `the ${one}`))} is missing.`,
      inputsMissing: unknown.map((one) => (one === 'age' ? 'participant.ageYears' : 'participant.sex')),
    };
  }
  const cut = chairStandCutOff(ageYears, sex);
  if (cut === null) return { ...known, status: 'noCutOff', text: `${score}. It cannot be compared: the table has no row for ${Math.floor(ageYears)} years.` };
  const people = `${sex === 'M' ? 'men' : 'women'} of ${Math.floor(ageYears)} years`;
  const borderline = borderlineStands(stands, cut);
  const { stands: value, population, source } = chairStandSem;
  return {
    ...known,
    threshold: { text: `fewer than ${cut} stands, for ${people}`, value: cut, sem: { value, population, source } },
    status: borderline !== null ? 'borderline' : stands < cut ? 'concern' : 'ok',
    text: `${borderline ?? `${score}, ${stands < cut ? 'below' : 'at or above'} ${cut} for ${people}.`}${hands === undefined ? ' It is not entered whether the hands were used.' : ''}`,
    // With the hands the score would be 0, whatever was counted.
    ...(hands === undefined && { inputsMissing: [handsInput] }),
  };
}

export const strength: EvidenceDomain = {
  id: 'strength',
  label: 'Strength and transfers',
  advice: exercise,
  rules: [{ id: 'functionTests.chairStandCount', label: '30-second chair stand', unit: '{stands}', grade: 'A', source: chairStandSource, judge: chairStand }],
};
