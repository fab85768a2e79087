import type { DomainEvidence, EvidenceItem } from '../../model/risk.ts';
import type { Catalogue } from '../measurements/catalogue.ts';
import { unitWord } from '../words/lists.ts';
import { withUnit } from '../words/numbers.ts';
import { text } from '../words/text.ts';

/** How many values a domain shows before its items are opened. */
const SHOWN = 2;

/** A measured value with its declared digits, an entered one as it was entered; null without a value. */
export function evidenceValue({ id, value, unit }: EvidenceItem, catalogue: Catalogue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? text.app.yes : text.app.no;
  const declared = catalogue.get(id);
  if (declared) return withUnit(value, declared.digits, declared.unitLabel);
  const word = unitWord(unit);
  return `${value} ${value === 1 && unit.startsWith('{') ? word.replace(/s$/, '') : word}`;
}

/** The values of a domain in one line, or that there is none. */
export function inOneLine({ items }: DomainEvidence, catalogue: Catalogue): string {
  const known = items.flatMap((item) => {
    const value = evidenceValue(item, catalogue);
    return value === null ? [] : [`${item.label}: ${value}`];
  });
  if (known.length === 0) return text.evidence.nothing;
  const more = known.length - SHOWN;
  return [...known.slice(0, SHOWN), ...(more > 0 ? [text.evidence.more(more)] : [])].join('; ');
}
