import type { InitialContact, Span } from '../../model/index.ts';

/** A gap this long swallows the whole of a contact's pattern. */
const UNCERTAIN_GAP_S = 0.1;
/** A contact this near to such a gap was timed on half of its pattern. */
const UNCERTAIN_WITHIN_S = 0.1;

/**
 * Contacts at gaps in the data. Near a gap they are marked uncertain. Inside one there is nothing to time them by but the rhythm:
 * they are set evenly between their neighbours and marked mended too, so that no stride stands on them.
 * @param contacts of one stretch, in order, samples on the recording's grid
 */
export function settleInGaps(contacts: readonly InitialContact[], gaps: readonly Span[], sampleRateHz: number): InitialContact[] {
  const long = longGaps(gaps, sampleRateHz);
  if (long.length === 0) return [...contacts];
  const inside = (c: InitialContact) => long.some((g) => c.sample >= g.start && c.sample < g.end);
  const uncertain = nearLongGap(gaps, sampleRateHz);
  const out = contacts.map((c) => ({ ...c, uncertain: uncertain(c.sample) }));
  for (let i = 1; i < out.length - 1; i++) {
    if (!inside(contacts[i])) continue;
    let after = i;
    while (after < out.length && inside(contacts[after])) after++;
    if (after === out.length) break;
    const from = out[i - 1].sample;
    const step = (out[after].sample - from) / (after - i + 1);
    for (let k = i; k < after; k++) out[k] = { ...out[k], sample: from + step * (k - i + 1), mended: true };
    i = after;
  }
  return out;
}

/** Tells of a sample whether a contact there is uncertain. */
export function nearLongGap(gaps: readonly Span[], sampleRateHz: number): (sample: number) => boolean {
  const long = longGaps(gaps, sampleRateHz);
  const near = UNCERTAIN_WITHIN_S * sampleRateHz;
  return (sample) => long.some((g) => sample > g.start - near && sample < g.end + near);
}

function longGaps(gaps: readonly Span[], sampleRateHz: number): Span[] {
  return gaps.filter((g) => g.end - g.start >= UNCERTAIN_GAP_S * sampleRateHz);
}
