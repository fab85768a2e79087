import type { DomainEvidence, EvidenceContributor, EvidenceScore } from '../../model/index.ts';
import type { EvidenceDomain, EvidenceInputs } from './define.ts';
import { counts, isOpen } from './vote.ts';

/** Raised whenever a status, a vote or the count can change. */
export const evidenceProfile = { id: 'evidenceProfile', version: '2' } as const;

const TOP = 3;
/** The cut-offs come from guidelines for people of about this age on. */
const FROM_AGE_YEARS = 65;

/** Counts the domains of concern, and says where the count can still end. */
export function scoreOf(domains: readonly DomainEvidence[], declared: readonly EvidenceDomain[], { person }: Pick<EvidenceInputs, 'person'>): EvidenceScore {
  const concern = domains.filter((d) => d.voting && d.status === 'concern');
  const borderline = domains.filter((d) => d.voting && d.status === 'borderline');
  const assessed = domains.filter(counts).length;
  const countable = domains.filter((d) => d.voting).length;
  const atMost = concern.length + domains.filter(isOpen).length;
  const age = person.ageYears;
  return {
    ...evidenceProfile,
    summary: `${found(concern, assessed)}${borderlineWords(borderline)}${bounds(concern.length, atMost, countable)}`,
    concern: concern.length,
    borderline: borderline.length,
    assessed,
    countable,
    atLeast: concern.length,
    atMost,
    contributors: contributors(concern, declared),
    notes: age !== undefined && age < FROM_AGE_YEARS ? [`The cut-offs are written for older adults; this person is ${Math.floor(age)}.`] : [],
  };
}

function found(concern: readonly DomainEvidence[], assessed: number): string {
  if (assessed === 0) return 'No domain that counts is assessed yet.';
  const of = `of ${assessed} assessed ${assessed === 1 ? 'domain' : 'domains'} ${concern.length === 1 || assessed === 1 ? 'is' : 'are'} of concern`;
  return `${concern.length} ${of}${concern.length === 0 ? '' : `: ${named(concern)}`}.`;
}

function borderlineWords(borderline: readonly DomainEvidence[]): string {
  return borderline.length === 0 ? '' : ` ${borderline.length} ${borderline.length === 1 ? 'is' : 'are'} borderline: ${named(borderline)}.`;
}

/** "between 1 and 3 of 4": only where something is open. */
function bounds(atLeast: number, atMost: number, countable: number): string {
  return atLeast === atMost ? '' : ` With what is missing or uncertain the count lies between ${atLeast} and ${atMost} of ${countable}.`;
}

const named = (domains: readonly DomainEvidence[]): string => domains.map(({ label }) => label.toLowerCase()).join('; ');

/** Domains of concern that a guideline links something to, in the order of the report: no weight is invented. */
function contributors(concern: readonly DomainEvidence[], declared: readonly EvidenceDomain[]): EvidenceContributor[] {
  return concern
    .flatMap(({ id, label, items }): EvidenceContributor[] => {
      const advice = declared.find((domain) => domain.id === id)?.advice;
      const findings = items.filter((item) => item.grade === 'A' && item.status === 'concern');
      return advice === undefined ? [] : [{ domain: id, label, text: findings.map((item) => item.text).join(' '), advice }];
    })
    .slice(0, TOP);
}
