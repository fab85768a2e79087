import { assessmentMetrics, metrics, type ChangeLimit, type MeaningfulChange } from '../../metrics/index.ts';
import { UNITS } from '../../model/index.ts';
import { answerDefinitions } from '../../questionnaires/index.ts';
import { chairStandSem } from '../cutOff.ts';

/** What a change of an outcome is held against, and how it is written. */
export interface Measurand {
  readonly label: string;
  readonly unitLabel: string;
  readonly digits: number;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly changeLimit?: ChangeLimit;
  readonly meaningfulChange?: MeaningfulChange;
}

const fiveStands: ChangeLimit = {
  mdc95: 2.5,
  population: '29 women of 73.6 years on average',
  source: { citation: 'Goldberg 2012, Aging Clin Exp Res 24(4):339-344', url: 'https://link.springer.com/article/10.1007/BF03325265' },
};
/** As the source prints it; of whole stands, two are the first beyond it. */
const stands: ChangeLimit = { mdc95: 1.87, population: chairStandSem.population, source: chairStandSem.source };
/** No limit of measurement error was found for older people at home: this one is not one. */
const timedUpAndGo: MeaningfulChange = {
  least: 2,
  population: 'clinical change, not a limit of measurement error: none was found for older people living at home',
  source: { citation: 'PMC6521916', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC6521916', place: 'table 2' },
};

interface Published {
  readonly better: Measurand['better'];
  readonly changeLimit?: ChangeLimit;
  readonly meaningfulChange?: MeaningfulChange;
}

/** Limits of outcomes that do not declare their own: entered results, and the metrics that measure the same. */
const PUBLISHED: Readonly<Record<string, Published | undefined>> = {
  'functionTests.timedUpAndGoS': { better: 'lower', meaningfulChange: timedUpAndGo },
  'tug.duration': { better: 'lower', meaningfulChange: timedUpAndGo },
  'functionTests.fiveChairStandsS': { better: 'lower', changeLimit: fiveStands },
  'chair.fiveTimesDuration': { better: 'lower', changeLimit: fiveStands },
  'functionTests.chairStandCount': { better: 'higher', changeLimit: stands },
  'chair.standCount': { better: 'higher', changeLimit: stands },
  'functionTests.sideBySideStanceS': { better: 'higher' },
  'functionTests.semiTandemStanceS': { better: 'higher' },
  'functionTests.tandemStanceS': { better: 'higher' },
  'functionTests.oneLegStanceS': { better: 'higher' },
  'functionTests.fourMetreWalkS': { better: 'lower' },
  'functionTests.threeMetreWalkS': { better: 'lower' },
  'functionTests.tenMetreWalkS': { better: 'lower' },
  'functionTests.backwardWalkS': { better: 'lower' },
  'functionTests.twoMinuteWalkM': { better: 'higher' },
  'functionTests.sixMinuteWalkM': {
    better: 'higher',
    meaningfulChange: {
      least: 50,
      population: 'older adults, substantial change',
      source: { citation: 'Perera 2006, J Am Geriatr Soc 54(5):743-749', doi: '10.1111/j.1532-5415.2006.00701.x', place: 'substantial: 50 m in six minutes' },
    },
  },
};

/** Results of tests that can be entered and whose change is worth saying. */
export const changingAnswers = Object.keys(PUBLISHED).filter((id) => id.startsWith('functionTests.'));

/** @returns undefined for an id that is none of a number */
export function outcomeOf(id: string): Measurand | undefined {
  const metric = [...metrics, ...assessmentMetrics].find((one) => one.id === id);
  if (metric) return { label: metric.label, unitLabel: UNITS[metric.unit], digits: metric.digits, better: metric.better, ...limits(metric), ...limits(PUBLISHED[id]) };
  const answer = answerDefinitions.find((one) => one.id === id);
  const published = PUBLISHED[id];
  if (!answer || !published || (answer.kind !== 'seconds' && answer.kind !== 'count')) return undefined;
  return { label: answer.label.replace(/, .*$/, ''), unitLabel: UNITS[answer.unit], digits: answer.kind === 'seconds' ? 2 : 0, better: published.better, ...limits(published) };
}

function limits({ changeLimit, meaningfulChange }: Pick<Measurand, 'changeLimit' | 'meaningfulChange'> = {}): Pick<Measurand, 'changeLimit' | 'meaningfulChange'> {
  return { ...(changeLimit && { changeLimit }), ...(meaningfulChange && { meaningfulChange }) };
}
