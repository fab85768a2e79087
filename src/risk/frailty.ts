import type { Source } from '../model/index.ts';
import type { AnswerId, KnownAnswers } from '../questionnaires/index.ts';
import type { Criterion } from './steps.ts';

export const frailtyAnswers = ['frailty.frail', 'frailty.method', 'frailty.clinicalFrailtyScale'] as const satisfies readonly AnswerId[];
type FrailtyAnswers = Pick<KnownAnswers, (typeof frailtyAnswers)[number]>;

/** Ours: the World Falls Guidelines name the scale and give no limit. */
const FRAIL_FROM_CFS = 5;

/** Frail or not. A professional's own judgement goes before the scale. */
export function frailtyCriterion(answers: FrailtyAnswers, source: Source): Criterion {
  const scale = answers['frailty.clinicalFrailtyScale'];
  const judged = answers['frailty.frail'];
  const base = { rule: 'frailty', input: 'frailty.frail', name: 'frailty' };
  if (judged === undefined && scale !== undefined) {
    return {
      ...base,
      met: scale >= FRAIL_FROM_CFS,
      text: `The Clinical Frailty Scale is ${scale}, at or above ${FRAIL_FROM_CFS}, a limit chosen by Surefoot.`,
      source: { ...source, place: 'Note to the algorithm: names frailty and the Clinical Frailty Scale, gives no limit' },
    };
  }
  return { ...base, met: judged, text: `The person is judged frail${howJudged(answers['frailty.method'])}; frailty is enough for the high group.`, source };
}

/** What the reader must know about the judgement of frailty. */
export function frailtyNotes(answers: FrailtyAnswers): string[] {
  const scale = answers['frailty.clinicalFrailtyScale'];
  const judged = answers['frailty.frail'];
  if (scale === undefined) return [];
  if (judged === undefined) {
    return [`The guideline gives no limit for frailty. Surefoot reads a Clinical Frailty Scale of ${FRAIL_FROM_CFS} or more as frail; answer the question "frail" yourself to overrule it.`];
  }
  if (judged === scale >= FRAIL_FROM_CFS) return [];
  return [`The judgement "frail: ${judged ? 'yes' : 'no'}" and a Clinical Frailty Scale of ${scale} do not agree; the judgement was used.`];
}

function howJudged(method: FrailtyAnswers['frailty.method']): string {
  switch (method) {
    case 'frailtyPhenotype':
      return ' by the frailty phenotype';
    case 'clinicalFrailtyScale':
      return ' by the Clinical Frailty Scale';
    case 'clinicalJudgement':
      return ' by clinical judgement';
    case undefined:
      return '';
  }
}
