import { Type } from 'typebox';
import type { Static } from 'typebox';
import type * as model from '../../model/index.ts';
import { DomainEvidence, EvidenceScore } from './evidence.ts';
import { modelled } from './modelled.ts';
import { Source } from './source.ts';

/** What each rule set says, with its reasons, and the evidence by domain. Never a probability. */
export const RiskReport = modelled<model.RiskReport>()(
  Type.Object({
    models: Type.Array(
      Type.Object({
        id: Type.String(),
        version: Type.String(),
        title: Type.String(),
        level: Type.String({ description: "One of the model's levels, or indeterminate, or notApplicable" }),
        levelLabel: Type.String(),
        summary: Type.String(),
        firedRules: Type.Array(Type.Object({ rule: Type.String(), text: Type.String(), source: Source })),
        inputsMissing: Type.Array(Type.String(), { description: 'Ids of metrics and answers without which the level could be another' }),
        notes: Type.Array(Type.String()),
        source: Source,
      }),
    ),
    domains: Type.Array(DomainEvidence),
    score: EvidenceScore,
  }),
);
export type RiskReport = Static<typeof RiskReport>;

/** Entered answers by id. Unknown is absent. */
export const Answers = modelled<model.Answers>()(
  Type.Record(Type.String(), Type.Unsafe<model.AnswerValue>({ type: ['number', 'boolean', 'string'] })),
);
export type Answers = Static<typeof Answers>;
