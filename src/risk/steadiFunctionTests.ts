import type { FiredRule, MetricValue, Participant, Source } from '../model/index.ts';
import type { AnswerId, KnownAnswers } from '../questionnaires/index.ts';
import { chairStandCutOff, chairStandSource } from './chairStand.ts';
import { borderlineSeconds, borderlineStands, hundredths, seconds } from './cutOff.ts';
import { chairStandMetrics, chairStandOf, timedUpAndGoOf, tugMetrics } from './measuredTests.ts';
import { spoken } from './steps.ts';

export const tugSource: Source = { citation: 'CDC STEADI, Timed Up and Go, cut-off as quoted by LOINC 89422-0', url: 'https://loinc.org/89422-0' };
export const tandemSource: Source = { citation: 'CDC STEADI, 4-Stage Balance Test', url: 'https://www.cdc.gov/steadi', place: 'Tandem stance' };

export const SLOW_TUG_S = 12;
export const TANDEM_S = 10;

export const functionTestAnswers = [
  'functionTests.timedUpAndGoS',
  'functionTests.chairStandCount',
  'functionTests.chairStandHandsUsed',
  'functionTests.tandemStanceS',
] as const satisfies readonly AnswerId[];
export const functionTestMetrics = [...tugMetrics, ...chairStandMetrics] as const;
type FunctionMetrics = { readonly [Id in (typeof functionTestMetrics)[number]]?: MetricValue };
type FunctionAnswers = Pick<KnownAnswers, (typeof functionTestAnswers)[number]>;
type Person = Pick<Participant, 'ageYears' | 'sex'>;

export interface FunctionTest {
  readonly area: 'gait' | 'strength' | 'balance';
  /** Absent: the test was done and shows none, or its result has no norm (a note says so). */
  readonly deficit?: FiredRule;
  /** False when the result cannot be held against a cut-off. */
  readonly compared: boolean;
  readonly notes: readonly string[];
}

/** The tests of the STEADI assessment that were entered or measured, each with its published cut-off. */
export function functionTests(answers: FunctionAnswers, metrics: FunctionMetrics, person: Person): FunctionTest[] {
  return [timedUpAndGo(answers, metrics), chairStand(answers, metrics, person), tandemStance(answers)].filter((test) => test !== undefined);
}

function timedUpAndGo(answers: FunctionAnswers, metrics: FunctionMetrics): FunctionTest | undefined {
  const found = timedUpAndGoOf(answers, metrics);
  if (found === undefined) return undefined;
  const { value: tug, by } = found;
  const borderline = borderlineSeconds('Timed Up and Go', tug, SLOW_TUG_S);
  return {
    area: 'gait',
    compared: true,
    notes: borderline === null ? [] : [borderline],
    ...(hundredths(tug) >= SLOW_TUG_S && {
      deficit: { rule: 'timedUpAndGo', text: `Timed Up and Go took ${seconds(tug)} s${by}, at or above ${SLOW_TUG_S} s: a deficit of gait.`, source: tugSource },
    }),
  };
}

function chairStand(answers: FunctionAnswers, metrics: FunctionMetrics, { ageYears, sex }: Person): FunctionTest | undefined {
  const hands = answers['functionTests.chairStandHandsUsed'];
  const found = chairStandOf(answers, metrics);
  if (found === undefined) return undefined;
  const { value: stands, by } = found;
  const noNorm = (why: string): FunctionTest => ({ area: 'strength', compared: false, notes: [`no-norm: the chair stand cannot be compared, because ${why}.`] });
  if (ageYears === undefined || sex === undefined) {
    return noNorm(`the table goes by age and sex, and ${spoken([...(ageYears === undefined ? ['the age'] : []), ...(sex === undefined ? ['the sex'] : [])])} is missing`);
  }
  const cut = chairStandCutOff(ageYears, sex);
  if (cut === null) return noNorm(`the table has no row for ${Math.floor(ageYears)} years`);
  const people = `${sex === 'M' ? 'men' : 'women'} of ${Math.floor(ageYears)} years`;
  const borderline = borderlineStands(stands, cut);
  const score = hands === true ? 'The hands were needed in the chair stand, which scores 0 stands' : `The chair stand count is ${stands} in 30 s${by}`;
  return {
    area: 'strength',
    compared: true,
    notes: [
      ...(hands === undefined ? ['It is not entered whether the hands were used in the chair stand; the count was taken as one without hands.'] : []),
      ...(borderline === null ? [] : [borderline]),
    ],
    ...(stands < cut && { deficit: { rule: 'chairStand', text: `${score}, below ${cut} for ${people}: a deficit of strength.`, source: chairStandSource } }),
  };
}

function tandemStance(answers: FunctionAnswers): FunctionTest | undefined {
  const held = answers['functionTests.tandemStanceS'];
  if (held === undefined) return undefined;
  // No remark from 10 s on: the stance is stopped there, so 10 s is a full stance and not a near miss.
  if (hundredths(held) >= TANDEM_S) return { area: 'balance', compared: true, notes: [] };
  const borderline = borderlineSeconds('the tandem stance of', held, TANDEM_S);
  return {
    area: 'balance',
    compared: true,
    notes: borderline === null ? [] : [borderline],
    deficit: { rule: 'tandemStance', text: `The tandem stance was held for ${seconds(held)} s, below ${TANDEM_S} s: a deficit of balance.`, source: tandemSource },
  };
}
