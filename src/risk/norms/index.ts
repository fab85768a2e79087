import type { KnownAnswers } from '../../questionnaires/index.ts';
import type { MetricValue, NormResult } from '../../model/index.ts';
import { batteryPoor, tandemSteadi } from './balance.ts';
import { chairStandBelowAverage, fiveChairStandsNorm, fiveChairStandsWeak } from './chairStands.ts';
import type { Norm, Person, Taken } from './define.ts';
import { oneLegStanceMean } from './oneLegStance.ts';
import { timedUpAndGoNorm, timedUpAndGoSteadi, timedUpAndGoWfg } from './timedUpAndGo.ts';
import { slowWalking, walkingSpeedMean } from './walkingSpeed.ts';

export type { Norm, Person, Taken } from './define.ts';

/** Every norm and cut-off that values are held against. */
export const norms: readonly Norm[] = [
  timedUpAndGoNorm, timedUpAndGoSteadi, timedUpAndGoWfg,
  walkingSpeedMean, slowWalking,
  chairStandBelowAverage, fiveChairStandsNorm, fiveChairStandsWeak,
  tandemSteadi, oneLegStanceMean, batteryPoor,
];

/** What the norms say of some values of one test. A value that is missing, or outside its plausible range, is not compared. */
export function normsOf(values: readonly MetricValue[], person: Person, taken: Taken): NormResult[] {
  return values.flatMap(({ id, value, flags = [] }) =>
    value === null || flags.includes('outsidePlausibleRange') ? [] : compared(id, value, person, { ...taken, steady: id === 'gait.walkingSpeed' }),
  );
}

/** A stance of the function tests is stopped here. */
const STANCE_STOPS_S = 10;

/** What the norms say of entered results. Hands used makes the chair stand 0, whatever was counted. */
export function normsOfAnswers(answers: KnownAnswers, person: Person): NormResult[] {
  const of = (outcome: keyof KnownAnswers, taken: Taken, as = answers[outcome]) => (typeof as === 'number' ? compared(outcome, as, person, taken) : []);
  const plain: Taken = { circumstances: {} };
  const handsUsed = answers['functionTests.chairStandHandsUsed'] === true;
  return [
    ...of('functionTests.timedUpAndGoS', plain),
    ...of('functionTests.chairStandCount', { ...plain, handsUsed }, handsUsed ? 0 : answers['functionTests.chairStandCount']),
    ...of('functionTests.fiveChairStandsS', plain),
    ...of('functionTests.tandemStanceS', { circumstances: { feet: 'tandem' } }),
    ...of('functionTests.oneLegStanceS', { circumstances: { feet: 'oneLeg' }, stoppedAtS: STANCE_STOPS_S }),
  ];
}

function compared(outcome: string, value: number, person: Person, taken: Taken): NormResult[] {
  return norms.flatMap((norm) => {
    const said = norm.outcomes.includes(outcome) ? norm.compare(value, person, taken) : null;
    return said === null ? [] : [{ outcome, norm: norm.id, ...said, source: norm.source }];
  });
}
