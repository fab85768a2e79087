import { Type } from 'typebox';
import type * as model from '../../model/index.ts';
import { EVIDENCE_GRADES, EVIDENCE_STATUSES, UNITS } from '../../model/index.ts';
import { modelled, oneOf } from './modelled.ts';
import { Source } from './source.ts';

const status = oneOf(EVIDENCE_STATUSES, { description: 'noCutOff: shown, not judged. borderline: too near the cut-off to be sure of the side' });

const EvidenceItem = Type.Object({
  id: Type.String({ description: 'Id of the metric or answer it rests on' }),
  domain: Type.String(),
  label: Type.String(),
  grade: oneOf(EVIDENCE_GRADES, { description: 'A: cut-off of a guideline, B: linked to later falls, C: exploratory. Only A can be of concern' }),
  status,
  value: Type.Unsafe<number | boolean | null>({ type: ['number', 'boolean', 'null'] }),
  unit: oneOf(Object.keys(UNITS) as model.Unit[], { description: 'UCUM' }),
  origin: Type.Optional(Type.Object({ kind: oneOf(['measured', 'entered', 'derived']), algorithm: Type.Optional(Type.String({ description: 'id@version' })) })),
  threshold: Type.Optional(
    Type.Object({
      text: Type.String(),
      value: Type.Optional(Type.Number()),
      sem: Type.Optional(
        Type.Object({ value: Type.Number(), population: Type.String(), source: Source }, { description: 'Standard error of measurement and the people it was found in' }),
      ),
    }),
  ),
  text: Type.String(),
  source: Source,
  flags: Type.Array(Type.String()),
  inputsMissing: Type.Array(Type.String(), { description: 'Ids of metrics and answers without which the status could be another' }),
});

/** Evidence of one kind, with one vote. */
export const DomainEvidence = modelled<model.DomainEvidence>()(
  Type.Object({
    id: Type.String(),
    label: Type.String(),
    voting: Type.Boolean({ description: 'Only a domain with an item of grade A counts' }),
    status,
    items: Type.Array(EvidenceItem, { description: 'Empty where nothing can assess the domain yet' }),
  }),
);

/** A count of domains, never a probability and never a share. */
export const EvidenceScore = modelled<model.EvidenceScore>()(
  Type.Object({
    id: Type.String(),
    version: Type.String(),
    summary: Type.String(),
    concern: Type.Integer({ description: 'Domains of concern' }),
    borderline: Type.Integer(),
    assessed: Type.Integer({ description: 'Domains that count and hold a judged value' }),
    countable: Type.Integer({ description: 'Domains that can count' }),
    atLeast: Type.Integer({ description: 'Where the count of concern can still end, both allowed' }),
    atMost: Type.Integer(),
    contributors: Type.Array(
      Type.Object({ domain: Type.String(), label: Type.String(), text: Type.String(), advice: Type.Object({ text: Type.String(), source: Source }) }),
    ),
    notes: Type.Array(Type.String()),
  }),
);
