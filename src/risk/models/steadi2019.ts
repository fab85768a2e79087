import type { RiskModelResult, Source } from '../../model/index.ts';
import type { AnswerId } from '../../questionnaires/index.ts';
import { chairStandSource } from '../chairStand.ts';
import { defineRiskModel, indeterminate, notApplicable } from '../define.ts';
import type { RiskInputs } from '../define.ts';
import { keyQuestionAnswers, keyQuestions } from '../keyQuestions.ts';
import { functionTestAnswers, functionTestMetrics, functionTests, tandemSource, tugSource } from '../steadiFunctionTests.ts';
import type { FunctionTest } from '../steadiFunctionTests.ts';
import { anyOf, fired, spoken } from '../steps.ts';
import type { Criterion } from '../steps.ts';

const algorithm: Source = {
  citation: 'CDC STEADI, Algorithm for Fall Risk Screening, Assessment, and Intervention, 2019',
  url: 'https://www.cdc.gov/steadi/media/pdfs/STEADI-Algorithm-508.pdf',
  place: 'Screening step',
};
const twoLevels: Source = { citation: 'Mielenz 2020, Front Public Health 8:373', doi: '10.3389/fpubh.2020.00373', place: 'Abstract: two-level against three-level version' };

const FROM_AGE_YEARS = 65;
/** Stay Independent: at risk from this score on. */
const AT_RISK_SCORE = 4;

const atRisk = { id: 'atRisk', label: 'Screened at risk' } as const;
const notAtRisk = { id: 'notAtRisk', label: 'Screened not at risk' } as const;

const answerIds = [...keyQuestionAnswers, 'stayIndependent.total', ...functionTestAnswers] as const satisfies readonly AnswerId[];
type Inputs = RiskInputs<(typeof functionTestMetrics)[number], (typeof answerIds)[number]>;

const model = { id: 'steadi2019', version: '2', title: 'CDC STEADI 2019' } as const;

/**
 * CDC STEADI 2019: the screen gives the level, the function tests say what to work on.
 * docs/adr/0010-risk-rule-sets.md says why.
 */
export const steadi2019 = defineRiskModel({
  ...model,
  population: 'People of 65 years and older who live in the community.',
  sources: [algorithm, twoLevels, tugSource, chairStandSource, tandemSource],
  levels: [notAtRisk, atRisk],
  inputs: { metrics: functionTestMetrics, answers: answerIds, person: ['ageYears', 'sex'] },
  evaluate({ answers, metrics, person }: Inputs): RiskModelResult {
    const age = person.ageYears;
    if (age !== undefined && age < FROM_AGE_YEARS) return tooYoung(age);
    const screen = screening(answers);
    const missing = [...(age === undefined ? ['participant.ageYears'] : []), ...screen.unknown.map((c) => c.input)];
    const tests = functionTests(answers, metrics, person);
    const deficits = tests.flatMap((test) => test.deficit ?? []);
    const level = missing.length > 0 ? indeterminate : screen.met.length > 0 ? atRisk : notAtRisk;
    const total = answers['stayIndependent.total'];
    return {
      ...model,
      level: level.id,
      levelLabel: level.label,
      summary: level === atRisk ? summaryAtRisk(tests) : level === notAtRisk ? summaryNotAtRisk(tests) : undecided(answers, age, screen.unknown),
      firedRules: [...fired(screen.met), ...(level === atRisk ? deficits : [])],
      inputsMissing: missing,
      notes: [
        ...(level === atRisk ? nextStep(tests) : deficits.map(({ text, source }) => `Found outside the algorithm path: ${text} It does not change the level, which comes from the screen (${source.citation}).`)),
        ...(total === AT_RISK_SCORE ? [`Borderline: the Stay Independent total of ${total} is exactly at the cut-off of ${AT_RISK_SCORE}.`] : []),
        ...tests.flatMap((test) => test.notes),
      ],
      source: algorithm,
    };
  },
});

function tooYoung(ageYears: number): RiskModelResult {
  return {
    ...model,
    level: notApplicable.id,
    levelLabel: notApplicable.label,
    summary: `STEADI is written for people of ${FROM_AGE_YEARS} years and older. This person is ${Math.floor(ageYears)}, so it gives no level.`,
    firedRules: [],
    inputsMissing: [],
    notes: [],
    source: algorithm,
  };
}

/** The positive answers, and what could still turn a screen positive that is neither positive nor complete. */
function screening(answers: Inputs['answers']): { met: readonly Criterion[]; unknown: readonly Criterion[] } {
  const total = answers['stayIndependent.total'];
  const questions = keyQuestions(answers, 'is a positive screen', algorithm);
  const [fell] = questions;
  const checklist: Criterion = {
    rule: 'stayIndependent', input: 'stayIndependent.total', name: 'Stay Independent total', met: total === undefined ? undefined : total >= AT_RISK_SCORE,
    text: `The Stay Independent total is ${total ?? 'not known'}, at or above ${AT_RISK_SCORE}.`, source: algorithm,
  };
  const all = anyOf([...questions, checklist]);
  // Either tool is a whole screen: the three questions, or the checklist together with the question about a fall.
  const complete = all.outcome === 'yes' || anyOf(questions).outcome === 'no' || anyOf([fell, checklist]).outcome === 'no';
  return { met: all.met, unknown: complete ? [] : all.unknown };
}

/** Names the shortest way to a level, not every open answer. */
function undecided(answers: Inputs['answers'], ageYears: number | undefined, open: readonly Criterion[]): string {
  const isOpen = (input: AnswerId): boolean => open.some((c) => c.input === input);
  const others = open.filter((c) => c.input === 'keyQuestions.unsteady' || c.input === 'keyQuestions.worried').map((c) => c.name);
  const needed = [
    ...(ageYears === undefined ? ['age'] : []),
    ...(isOpen('falls.past12Months') ? ['number of falls'] : []),
    ...(others.length > 0 && answers['stayIndependent.total'] === undefined ? [`${spoken(others)}, or Stay Independent total instead`] : []),
  ];
  return `The STEADI level is not decided. Not yet known: ${needed.join('; ')}.`;
}

function summaryNotAtRisk(tests: readonly FunctionTest[]): string {
  const areas = tests.filter((test) => test.deficit !== undefined).map((test) => test.area);
  const all = 'By the STEADI screen the person is not at risk: no answer is positive.';
  return areas.length === 0 ? all : `${all} All the same, the function tests show a deficit of ${spoken(areas)}.`;
}

function summaryAtRisk(tests: readonly FunctionTest[]): string {
  const areas = tests.filter((test) => test.deficit !== undefined).map((test) => test.area);
  const found =
    areas.length > 0 ? `The function tests show a deficit of ${spoken(areas)}.`
    : tests.some((test) => test.compared) ? 'The function tests known show no deficit.'
    : 'No function test that can be compared is known yet.';
  return `By the STEADI screen the person is at risk, which is a reason to assess and not a forecast. ${found}`;
}

function nextStep(tests: readonly FunctionTest[]): string[] {
  if (tests.length === 0) return ['The next step of the algorithm, a test of gait, strength and balance, is not entered or measured. The Timed Up and Go is the recommended one.'];
  if (tests.some((test) => test.deficit !== undefined) || !tests.some((test) => test.compared)) return [];
  return ['The function tests known show no deficit. The screen stands: the algorithm still asks for the other risk factors.'];
}
