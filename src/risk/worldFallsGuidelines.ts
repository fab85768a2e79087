import type { Source } from '../model/index.ts';
import { fallAnswers, fallFacts } from '../questionnaires/index.ts';
import type { AnswerId, KnownAnswers } from '../questionnaires/index.ts';
import { frailtyAnswers, frailtyCriterion } from './frailty.ts';
import type { Criterion, Step } from './steps.ts';

/** What the guideline of 2022 and its modification of 2024 share. */
export const guideline: Source = {
  citation: 'Montero-Odasso 2022, Age and Ageing 51(9):afac205 (World Falls Guidelines)',
  doi: '10.1093/ageing/afac205',
  url: 'https://worldfallsguidelines.com/algorithm',
  place: 'Algorithm and its notes',
};

export const wfgLevels = {
  low: { id: 'low', label: 'Low risk group' },
  intermediate: { id: 'intermediate', label: 'Intermediate risk group' },
  high: { id: 'high', label: 'High risk group' },
} as const;
export type WfgLevelId = keyof typeof wfgLevels;

export const wfgAdvice: Record<WfgLevelId, string> = {
  high: 'For the high group the guideline advises a multifactorial assessment and interventions fitted to the person.',
  intermediate: 'For the intermediate group the guideline advises targeted balance and strength exercise or referral to a physiotherapist, with education.',
  low: 'For the low group the guideline advises education and exercise. Low is not zero: the guideline says that one third of the people in this group have a fall.',
};

/** Algorithm, severity step. */
const RECURRENT_FALLS = 2;

/** Everything the severity criteria are answered from. */
export const severityAnswers = [...fallAnswers, ...frailtyAnswers] as const satisfies readonly AnswerId[];

/** The severity step: any of them is enough for the high group. */
export function severityCriteria(answers: Pick<KnownAnswers, (typeof severityAnswers)[number]>): Criterion[] {
  const facts = fallFacts(answers);
  const severeFall = (rule: 'injuryNeedingPhysician' | 'emergencyVisit' | 'unableToGetUp' | 'lossOfConsciousness', name: string, text: string): Criterion => ({
    rule, input: `falls.${rule}` satisfies AnswerId, name, met: facts[rule],
    text: `A fall in the past 12 months ${text}; 1 such fall is enough for the high group.`, source: guideline,
  });
  return [
    {
      rule: 'recurrentFalls', input: 'falls.past12Months', name: 'number of falls', met: facts.twoOrMore,
      text: `The number of falls in the past 12 months is ${answers['falls.past12Months'] ?? 'not known'}, at or above ${RECURRENT_FALLS}.`, source: guideline,
    },
    severeFall('injuryNeedingPhysician', 'injury in a fall', 'caused an injury that needed a physician'),
    severeFall('emergencyVisit', 'emergency visit', 'led to a visit to an emergency department'),
    severeFall('unableToGetUp', 'lying on the floor unable to get up', 'left the person on the floor unable to get up'),
    severeFall('lossOfConsciousness', 'loss of consciousness', 'came with a loss of consciousness or a suspected faint'),
    frailtyCriterion(answers, guideline),
  ];
}

export function syncopePrompt(severe: Step): string[] {
  return severe.met.some((c) => c.rule === 'lossOfConsciousness') ? ['A loss of consciousness or suspected faint should trigger a syncope evaluation, the guideline says.'] : [];
}
