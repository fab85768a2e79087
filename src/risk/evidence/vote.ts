import { EVIDENCE_STATUSES } from '../../model/index.ts';
import type { DomainEvidence, EvidenceItem, EvidenceStatus } from '../../model/index.ts';

/** Statuses that come from holding a value against a cut-off. */
const judged: readonly EvidenceStatus[] = ['concern', 'borderline', 'ok'];

/**
 * One vote a domain, whatever the number of its items: the most severe status among those of its strongest grade.
 * More evidence can therefore make a domain of concern and never take a concern back.
 */
export function vote(items: readonly EvidenceItem[]): Pick<DomainEvidence, 'voting' | 'status'> {
  const gradeA = items.filter((item) => item.grade === 'A');
  const voters = gradeA.length > 0 ? gradeA : items.filter((item) => item.grade === 'B');
  const status = EVIDENCE_STATUSES.find((one) => voters.some((item) => item.status === one)) ?? 'missing';
  return { voting: gradeA.length > 0, status };
}

export const counts = (domain: DomainEvidence): boolean => domain.voting && judged.includes(domain.status);

/** A domain that is not of concern and could still become so: by what is missing, or by measuring again. */
export function isOpen({ voting, status, items }: DomainEvidence): boolean {
  if (!voting || status === 'concern') return false;
  return items.some((item) => item.grade === 'A' && (item.inputsMissing.length > 0 || item.status === 'borderline' || item.status === 'invalid'));
}
