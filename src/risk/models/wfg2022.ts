import type { RiskModelResult, Source } from '../../model/index.ts';
import { fallFacts } from '../../questionnaires/index.ts';
import type { AnswerId } from '../../questionnaires/index.ts';
import { borderlineSeconds, borderlineWalkingSpeed, hundredths, metresPerSecond, readingOf, seconds } from '../cutOff.ts';
import { defineRiskModel, indeterminate } from '../define.ts';
import type { RiskInputs, RiskModel } from '../define.ts';
import { frailtyAnswers, frailtyNotes } from '../frailty.ts';
import { timedUpAndGoOf, tugMetrics } from '../measuredTests.ts';
import { keyQuestionAnswers, keyQuestions } from '../keyQuestions.ts';
import { anyKnownOf, anyOf, fired, spoken } from '../steps.ts';
import type { Criterion, Step } from '../steps.ts';
import { guideline, severityCriteria, syncopePrompt, wfgAdvice, wfgLevels } from '../worldFallsGuidelines.ts';
import type { WfgLevelId } from '../worldFallsGuidelines.ts';

/** Who enters the algorithm: anyone with a yes to one of three key questions, or only those who fell. */
export type Wfg2022Entry = '3KQ' | 'fallHistory';

const speedSource: Source = { ...guideline, place: 'Algorithm, gait step: 0.8 m/s or less (Table 4 of the paper prints "<0.8 m/s")' };
const tugSource: Source = { ...guideline, place: 'Algorithm, gait step: Timed Up and Go above 15 s, the alternative to walking speed' };
const coAuthor: Source = { citation: 'Blain 2023, J Nutr Health Aging, letter on the French national plan against falls', place: 'Summary of the guideline by one of its authors' };
const entryStudy: Source = { citation: 'van de Loo 2024, Age and Ageing 53(10):afae229', doi: '10.1093/ageing/afae229', place: 'Abstract: three key questions or fall history as the entry' };

/** Algorithm, gait step. */
const SLOW_MPS = 0.8;
const SLOW_TUG_S = 15;
/** The algorithm was studied in people from this age on (van de Loo 2024). */
const STUDIED_FROM_AGE_YEARS = 65;

const metricIds = ['gait.walkingSpeed', ...tugMetrics] as const;
const answerIds = [...keyQuestionAnswers, ...frailtyAnswers, 'functionTests.timedUpAndGoS'] as const satisfies readonly AnswerId[];
type Inputs = RiskInputs<(typeof metricIds)[number], (typeof answerIds)[number]>;

/** World Falls Guidelines 2022, stratification. docs/adr/0010-risk-rule-sets.md says how the flow was read. */
export function wfg2022(entry: Wfg2022Entry): RiskModel<(typeof metricIds)[number], (typeof answerIds)[number]> {
  const model = {
    id: entry === '3KQ' ? 'wfg2022' : 'wfg2022.fallHistory',
    version: '2',
    title: `World Falls Guidelines 2022, entry by ${entry === '3KQ' ? 'three key questions' : 'fall history'}`,
  };
  return defineRiskModel({
    ...model,
    population: 'Older adults, screened at a visit or seen because of a fall.',
    sources: [guideline, coAuthor, entryStudy],
    levels: Object.values(wfgLevels),
    inputs: { metrics: metricIds, answers: answerIds, person: ['ageYears'] },
    evaluate(inputs): RiskModelResult {
      const questions = keyQuestions(inputs.answers, 'is enough to look closer', guideline);
      const entered = anyOf(entry === '3KQ' ? questions : questions.slice(0, 1));
      const severe = anyOf(severityCriteria(inputs.answers));
      const slow = anyKnownOf(gaitCriteria(inputs));
      const possible = possibleLevels(entered, severe, slow);
      const decided = possible.length === 1 ? possible[0] : undefined;
      const concerns = decided === 'low' ? outsideThePath(inputs, slow) : [];
      const reached = stepsReached(entered, severe, slow);
      const open = decided === undefined ? openCriteria(entered, severe, slow) : [];
      const { id, label } = decided === undefined ? indeterminate : wfgLevels[decided];
      return {
        ...model,
        level: id,
        levelLabel: label,
        summary: decided === undefined ? undecided(possible, open) : `By the World Falls Guidelines the person belongs to the ${decided} risk group. ${reason(decided, entered, severe, concerns)}`,
        firedRules: reached.flatMap((step) => fired(step.met)),
        inputsMissing: [...new Set(open.map((criterion) => criterion.input))],
        notes: [
          ...pathNotes(inputs, decided, concerns, severe),
          ...(decided === undefined ? [] : [wfgAdvice[decided]]),
          ...(severe.outcome === 'yes' ? [] : valueNotes(inputs)),
          ...frailtyNotes(inputs.answers),
          ...ageNotes(inputs.person.ageYears),
        ],
        source: guideline,
      };
    },
  });
}

function gaitCriteria({ metrics, answers }: Inputs): Criterion[] {
  const speed = readingOf(metrics['gait.walkingSpeed'])?.value;
  const tug = timedUpAndGoOf(answers, metrics);
  const name = 'walking speed or Timed Up and Go time';
  return [
    {
      rule: 'walkingSpeed', input: 'gait.walkingSpeed', name, met: speed === undefined ? undefined : speed <= SLOW_MPS,
      text: speed === undefined ? '' : `Walking speed is ${metresPerSecond(speed)} m/s, at or below ${metresPerSecond(SLOW_MPS)} m/s.`, source: speedSource,
    },
    {
      rule: 'timedUpAndGo', input: 'functionTests.timedUpAndGoS', name, met: tug === undefined ? undefined : hundredths(tug.value) > SLOW_TUG_S,
      text: tug === undefined ? '' : `Timed Up and Go took ${seconds(tug.value)} s${tug.by}, above ${seconds(SLOW_TUG_S)} s.`, source: tugSource,
    },
  ];
}

/** Every level the person can still have, whatever the open answers turn out to be; lowest first. */
function possibleLevels(entered: Step, severe: Step, slow: Step): WfgLevelId[] {
  const goesOn = entered.outcome !== 'no';
  const notSevere = goesOn && severe.outcome !== 'yes';
  const possible: Record<WfgLevelId, boolean> = {
    low: entered.outcome !== 'yes' || (notSevere && slow.outcome !== 'yes'),
    intermediate: notSevere && slow.outcome !== 'no',
    high: goesOn && severe.outcome !== 'no',
  };
  return (['low', 'intermediate', 'high'] as const).filter((level) => possible[level]);
}

/** The steps the flow comes to: nothing follows a "no" at the entry, and no gait step follows a severe fall. */
function stepsReached(entered: Step, severe: Step, slow: Step): Step[] {
  if (entered.outcome === 'no') return [entered];
  return severe.outcome === 'yes' ? [entered, severe] : [entered, severe, slow];
}

/** The criteria that can still change the level. */
function openCriteria(entered: Step, severe: Step, slow: Step): Criterion[] {
  // Without a fall only frailty and gait lie ahead: where both are refuted, unsteadiness and worry change nothing.
  const ahead = severe.outcome === 'yes' || severe.unknown.some((c) => c.rule === 'frailty') || slow.outcome !== 'no';
  return stepsReached(entered, severe, slow)
    .filter((step) => step.outcome === 'open')
    .flatMap((step) => step.unknown.filter((c) => step !== entered || c.rule === 'fell' || ahead));
}

function undecided(possible: readonly WfgLevelId[], open: readonly Criterion[]): string {
  return `The World Falls Guidelines level is not decided: it can still be ${spoken(possible, 'or')}. Not yet known: ${spoken(open.map((c) => c.name))}.`;
}

function reason(decided: WfgLevelId, entered: Step, severe: Step, concerns: readonly string[]): string {
  if (decided === 'high') return `The reason: ${spoken(severe.met.map((c) => c.name))}.`;
  if (decided === 'intermediate') return 'The reason: walking is slow, and no severity criterion is met.';
  const why = entered.outcome === 'no' ? 'no entry question is answered with yes' : 'no severity criterion is met and walking is not slow';
  return `The reason: ${why}${concerns.length > 0 ? ', but there is a gait or balance concern outside its path' : ''}.`;
}

/** What speaks against a low level although the flow gives it. */
function outsideThePath({ answers }: Inputs, slow: Step): string[] {
  return [...slow.met.map((c) => c.text), ...(answers['keyQuestions.unsteady'] === true ? ['The person feels unsteady.'] : [])];
}

/** Where the flow leaves something unsaid that the reader must know. */
function pathNotes({ answers }: Inputs, decided: WfgLevelId | undefined, concerns: readonly string[], severe: Step): string[] {
  const notes = syncopePrompt(severe);
  if (concerns.length > 0) {
    notes.push(`Gait or balance concern outside the algorithm path: ${concerns.join(' ')} The text of a guideline co-author reads this as intermediate (${coAuthor.citation}).`);
  }
  if (decided === 'high' && fallFacts(answers).fell === false) {
    notes.push('The high group rests on frailty without a fall. The algorithm reads so; the text of a guideline co-author asks for a fall in a context of frailty.');
  }
  return notes;
}

function valueNotes({ metrics, answers }: Inputs): string[] {
  const speed = readingOf(metrics['gait.walkingSpeed']);
  const tug = timedUpAndGoOf(answers, metrics);
  const notes = [
    speed === undefined ? null : borderlineWalkingSpeed(speed, SLOW_MPS),
    tug === undefined ? null : borderlineSeconds('Timed Up and Go', tug.value, SLOW_TUG_S),
    speed === undefined || speed.flags.length === 0 ? null : `The walking speed carries a caution (${speed.flags.join(', ')}): look at it before relying on it.`,
  ];
  return notes.filter((note) => note !== null);
}

function ageNotes(ageYears: number | undefined): string[] {
  if (ageYears === undefined || ageYears >= STUDIED_FROM_AGE_YEARS) return [];
  return [`The guideline is written for older adults and its algorithm was studied from ${STUDIED_FROM_AGE_YEARS} years on; this person is ${Math.floor(ageYears)}.`];
}
