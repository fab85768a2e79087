import type { AnalysisDocument } from '../../model/analysis.ts';
import type { TimeSpan } from '../../model/span.ts';
import { duration } from '../words/numbers.ts';
import { text } from '../words/text.ts';
import type { View } from './view.ts';

export type Contact = AnalysisDocument['initialContacts'][number];
export type SignalEvents = Pick<AnalysisDocument, 'initialContacts' | 'gaitSequences' | 'walkingBouts' | 'turns'> & { readonly gaps: readonly TimeSpan[] };

/** Hollow markers: the contact was put back by rhythm or lies beside a gap. */
export const isDoubtful = (contact: Contact): boolean => contact.mended === true || contact.uncertain === true;

export const contactLabel = (contact: Contact): string =>
  contact.side === 'left' ? text.signal.leftContact : contact.side === 'right' ? text.signal.rightContact : text.signal.contact;

const covers = (spans: readonly TimeSpan[], timeS: number) => spans.some((span) => timeS >= span.startS && timeS < span.endS);
const touches = (span: TimeSpan, view: View) => span.endS > view.fromS && span.startS < view.toS;

/** What lies in a part of the recording. */
export function eventsIn(events: SignalEvents, view: View): SignalEvents {
  return {
    initialContacts: events.initialContacts.filter((contact) => contact.timeS >= view.fromS && contact.timeS < view.toS),
    gaitSequences: events.gaitSequences.filter((span) => touches(span, view)),
    walkingBouts: events.walkingBouts.filter((span) => touches(span, view)),
    turns: events.turns.filter((span) => touches(span, view)),
    gaps: events.gaps.filter((span) => touches(span, view)),
  };
}

/** The words for one moment: what is going on, and a contact within half a sample of the cursor's step. */
export function wordsAt(events: SignalEvents, timeS: number, withinS: number): string[] {
  const words: string[] = [];
  const contact = events.initialContacts.find((one) => Math.abs(one.timeS - timeS) <= withinS);
  if (contact) words.push(text.signal.contactNear[contact.side ?? 'unknown']);
  if (covers(events.turns, timeS)) words.push(text.signal.inTurn);
  if (covers(events.gaitSequences, timeS)) words.push(text.signal.inWalking);
  return words;
}

export interface EventRow {
  readonly timeS: number;
  readonly label: string;
  readonly lengthS: number | null;
}

/** Everything that is drawn over the traces, in order of time. */
export function eventRows(events: SignalEvents): EventRow[] {
  const spans = (list: readonly TimeSpan[], label: string) => list.map((span) => ({ timeS: span.startS, label, lengthS: span.endS - span.startS }));
  return [
    ...spans(events.gaitSequences, text.signal.walking),
    ...spans(events.turns, text.signal.turn),
    ...spans(events.gaps, text.signal.gap),
    ...events.initialContacts.map((contact) => ({
      timeS: contact.timeS,
      label: isDoubtful(contact) ? `${contactLabel(contact)} (${contact.mended ? text.signal.wasMended : text.signal.isUncertain})` : contactLabel(contact),
      lengthS: null,
    })),
  ].sort((a, b) => a.timeS - b.timeS);
}

/** One sentence or two in place of the picture. */
export function summaryOf(events: SignalEvents, view: View): string {
  const sides = (side: 'left' | 'right' | null) => events.initialContacts.filter((contact) => contact.side === side).length;
  const walkingS = events.gaitSequences.reduce((sum, span) => sum + Math.min(span.endS, view.toS) - Math.max(span.startS, view.fromS), 0);
  return text.signal.summary({
    duration: duration(view.toS - view.fromS),
    walking: events.gaitSequences.length === 0 ? null : text.signal.walkingFor(events.gaitSequences.length, duration(walkingS)),
    contacts: text.signal.contacts(sides('left'), sides('right'), sides(null)),
    turns: text.signal.turns(events.turns.length),
    gaps: text.signal.gaps(events.gaps.length),
  });
}
