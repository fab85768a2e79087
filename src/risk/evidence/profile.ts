import type { DomainEvidence, EvidenceItem, RiskReport } from '../../model/index.ts';
import type { EvidenceDomain, EvidenceInputs, EvidenceRule } from './define.ts';
import { evidenceDomains } from './domains/index.ts';
import { scoreOf } from './score.ts';
import { vote } from './vote.ts';

/** Evidence by domain with its count. docs/adr/0011-evidence-profile.md says why it is built so. */
export function profileOf(inputs: EvidenceInputs): Pick<RiskReport, 'domains' | 'score'> {
  const domains = evidenceDomains.map((domain) => assess(domain, inputs));
  return { domains, score: scoreOf(domains, evidenceDomains, inputs) };
}

function assess({ id, label, rules }: EvidenceDomain, inputs: EvidenceInputs): DomainEvidence {
  const items = rules.map((rule) => itemOf(rule, id, inputs));
  return { id, label, ...vote(items), items };
}

function itemOf({ judge, ...declared }: EvidenceRule, domain: string, inputs: EvidenceInputs): EvidenceItem {
  return { ...declared, domain, flags: [], inputsMissing: [], ...judge(inputs) };
}
