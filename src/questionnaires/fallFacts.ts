import type { AnswerId, KnownAnswers } from './answers.ts';

/** Answers that speak of a fall in the past 12 months: a yes to one of them is a fall. */
export const boundToAFall = [
  'falls.injuryNeedingPhysician',
  'falls.emergencyVisit',
  'falls.unableToGetUp',
  'falls.lossOfConsciousness',
  'falls.presentedWithFall',
] as const satisfies readonly AnswerId[];

/** Every answer that tells whether there was a fall. */
export const fallAnswers = ['falls.past12Months', 'keyQuestions.fell', ...boundToAFall] as const;

/** What the answers together say about falls in the past 12 months. `undefined` is not known. */
export interface FallFacts {
  readonly fell: boolean | undefined;
  readonly twoOrMore: boolean | undefined;
  readonly injuryNeedingPhysician: boolean | undefined;
  readonly emergencyVisit: boolean | undefined;
  readonly unableToGetUp: boolean | undefined;
  readonly lossOfConsciousness: boolean | undefined;
}

/**
 * Joins the answers about falls. A count gives the yes or no; an injury from a fall is a fall; without a fall there is
 * no severity of a fall to ask for. Where answers contradict each other (validateAnswers refuses them) the fall counts.
 */
export function fallFacts(answers: Pick<KnownAnswers, (typeof fallAnswers)[number]>): FallFacts {
  const count = answers['falls.past12Months'];
  const said = answers['keyQuestions.fell'];
  const anyFall = (count !== undefined && count > 0) || said === true || boundToAFall.some((id) => answers[id] === true);
  const noFall = !anyFall && (count === 0 || said === false);
  const ofAFall = (id: (typeof boundToAFall)[number]): boolean | undefined => (noFall ? false : answers[id]);
  return {
    fell: anyFall ? true : noFall ? false : undefined,
    twoOrMore: noFall ? false : count === undefined || count === 0 ? undefined : count >= 2,
    injuryNeedingPhysician: ofAFall('falls.injuryNeedingPhysician'),
    emergencyVisit: ofAFall('falls.emergencyVisit'),
    unableToGetUp: ofAFall('falls.unableToGetUp'),
    lossOfConsciousness: ofAFall('falls.lossOfConsciousness'),
  };
}
