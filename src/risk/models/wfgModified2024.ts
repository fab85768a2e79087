import type { RiskModelResult, Source } from '../../model/index.ts';
import { fallFacts } from '../../questionnaires/index.ts';
import type { AnswerId } from '../../questionnaires/index.ts';
import { borderlineSeconds, hundredths, metresPerSecond, readingOf, seconds } from '../cutOff.ts';
import { defineRiskModel, indeterminate } from '../define.ts';
import type { RiskInputs } from '../define.ts';
import { frailtyNotes } from '../frailty.ts';
import { timedUpAndGoOf, tugMetrics } from '../measuredTests.ts';
import { anyOf, fired, spoken } from '../steps.ts';
import type { Criterion, Step } from '../steps.ts';
import { guideline, severityAnswers, severityCriteria, syncopePrompt, wfgAdvice, wfgLevels } from '../worldFallsGuidelines.ts';
import type { WfgLevelId } from '../worldFallsGuidelines.ts';

const modification: Source = {
  citation: 'Sturnieks 2024, Age and Ageing, afae192 (modified World Falls Guidelines algorithm)',
  doi: '10.1093/ageing/afae192',
  url: 'https://pubmed.ncbi.nlm.nih.gov/39348910',
  place: 'Abstract',
};
const tugSource: Source = { ...modification, place: 'Abstract: everyone not in the high group takes the Timed Up and Go, above 10 s is intermediate' };

const SLOW_TUG_S = 10;
/** Below or at it the guideline of 2022 calls walking slow; the modification does not ask. */
const GUIDELINE_SLOW_MPS = 0.8;
/** Ages of the 693 people it was found in. */
const STUDIED_YEARS = [70, 90] as const;

const metricIds = ['gait.walkingSpeed', ...tugMetrics] as const;
const answerIds = [...severityAnswers, 'functionTests.timedUpAndGoS'] as const satisfies readonly AnswerId[];
type Inputs = RiskInputs<(typeof metricIds)[number], (typeof answerIds)[number]>;

const model = { id: 'wfgModified2024', version: '2', title: 'World Falls Guidelines, modified 2024: Timed Up and Go for all' } as const;

/**
 * The modification of the World Falls Guidelines by Sturnieks, Lord and others: nobody is low without a Timed Up and Go.
 * docs/adr/0010-risk-rule-sets.md says how the abstract was read.
 */
export const wfgModified2024 = defineRiskModel({
  ...model,
  population: 'Older adults; found in people of 70 to 90 years who live in the community.',
  sources: [modification, guideline],
  levels: Object.values(wfgLevels),
  inputs: { metrics: metricIds, answers: answerIds, person: ['ageYears'] },
  evaluate(inputs: Inputs): RiskModelResult {
    const severe = anyOf(severityCriteria(inputs.answers).map((criterion) => (criterion.rule === 'frailty' ? withAFall(criterion, inputs.answers) : criterion)));
    const slow = anyOf([timedUpAndGo(inputs)]);
    const possible = possibleLevels(severe, slow);
    const decided = possible.length === 1 ? possible[0] : undefined;
    const reached = severe.outcome === 'yes' ? [severe] : [severe, slow];
    const open = decided === undefined ? reached.flatMap((step) => (step.outcome === 'open' ? decisive(step.unknown) : [])) : [];
    const { id, label } = decided === undefined ? indeterminate : wfgLevels[decided];
    return {
      ...model,
      level: id,
      levelLabel: label,
      summary: decided === undefined
        ? `The level of the modified World Falls Guidelines is not decided: it can still be ${spoken(possible, 'or')}. Not yet known: ${spoken(open.map((c) => c.name))}.`
        : `By the modified World Falls Guidelines the person belongs to the ${decided} risk group. ${reason(decided, severe)}`,
      firedRules: reached.flatMap((step) => fired(step.met)),
      inputsMissing: [...new Set(open.map((criterion) => criterion.input))],
      notes: [
        ...syncopePrompt(severe),
        ...(decided === undefined ? [] : [wfgAdvice[decided]]),
        ...(decided === 'intermediate' ? ['In the study behind this version the intermediate group fell about as often as its low group.'] : []),
        ...(severe.outcome === 'yes' ? [] : gaitNotes(inputs, decided)),
        ...frailtyNotes(inputs.answers),
        ...ageNotes(inputs.person.ageYears),
      ],
      source: modification,
    };
  },
});

/** High by frailty needs a fall: "one fall within a context of frailty". Without a fall nobody enters the severity step. */
function withAFall(frailty: Criterion, answers: Inputs['answers']): Criterion {
  const { fell } = fallFacts(answers);
  const met = fell === false || frailty.met === false ? false : fell === undefined || frailty.met === undefined ? undefined : true;
  return { ...frailty, met, input: frailty.met === undefined ? frailty.input : 'falls.past12Months', name: 'a fall in a frail person' };
}

/** In a frail person the fall itself settles the severity step, however severe it was. */
function decisive(unknown: readonly Criterion[]): readonly Criterion[] {
  const fallInAFrailPerson = unknown.find((c) => c.rule === 'frailty' && c.input === 'falls.past12Months');
  return fallInAFrailPerson === undefined ? unknown : [fallInAFrailPerson];
}

function timedUpAndGo({ answers, metrics }: Inputs): Criterion {
  const tug = timedUpAndGoOf(answers, metrics);
  return {
    rule: 'timedUpAndGo', input: 'functionTests.timedUpAndGoS', name: 'Timed Up and Go time', met: tug === undefined ? undefined : hundredths(tug.value) > SLOW_TUG_S,
    text: tug === undefined ? '' : `Timed Up and Go took ${seconds(tug.value)} s${tug.by}, above ${SLOW_TUG_S} s.`, source: tugSource,
  };
}

/** Every level the person can still have, lowest first. */
function possibleLevels(severe: Step, slow: Step): WfgLevelId[] {
  const possible: Record<WfgLevelId, boolean> = {
    low: severe.outcome !== 'yes' && slow.outcome !== 'yes',
    intermediate: severe.outcome !== 'yes' && slow.outcome !== 'no',
    high: severe.outcome !== 'no',
  };
  return (['low', 'intermediate', 'high'] as const).filter((level) => possible[level]);
}

function reason(decided: WfgLevelId, severe: Step): string {
  if (decided === 'high') return `The reason: ${spoken(severe.met.map((c) => c.name))}.`;
  return decided === 'intermediate' ? 'The reason: the Timed Up and Go is slow, and no severity criterion is met.' : 'The reason: no severity criterion is met and the Timed Up and Go is not slow.';
}

function gaitNotes({ metrics, answers }: Inputs, decided: WfgLevelId | undefined): string[] {
  const tug = timedUpAndGoOf(answers, metrics);
  const borderline = tug === undefined ? null : borderlineSeconds('Timed Up and Go', tug.value, SLOW_TUG_S);
  const speed = readingOf(metrics['gait.walkingSpeed'])?.value;
  return [
    ...(borderline === null ? [] : [borderline]),
    ...(decided === 'low' && speed !== undefined && speed <= GUIDELINE_SLOW_MPS
      ? [`Gait concern outside the algorithm path: walking speed is ${metresPerSecond(speed)} m/s, at or below ${metresPerSecond(GUIDELINE_SLOW_MPS)} m/s. This version asks for the Timed Up and Go only.`]
      : []),
  ];
}

function ageNotes(ageYears: number | undefined): string[] {
  const [from, to] = STUDIED_YEARS;
  if (ageYears === undefined || (Math.floor(ageYears) >= from && Math.floor(ageYears) <= to)) return [];
  return [`This version was found in people of ${from} to ${to} years; this person is ${Math.floor(ageYears)}.`];
}
