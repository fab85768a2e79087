import type { InitialContact, Side, Span, Turn, WalkingBout } from '../../model/index.ts';
import { findStrides } from '../gait/strides.ts';
import type { SensorSeries } from '../series.ts';
import { median } from '../summary.ts';
import type { FootGait } from './feetGait.ts';
import { LONGEST_GAP_S } from './foot.ts';

/** A foot that sent less of a bout than this cannot stand for it. */
const LEAST_SENT_SHARE = 0.8;
/** Nor can feet that saw less than this share of the lower back's contacts. */
const LEAST_SEEN_SHARE = 0.5;
/** In step times: an opening or closing step that the lower back did not feel lies this near to the bout. */
const REACH_STEPS = 1.25;
/** A contact of the lower back without one of the feet this near was not seen by them. */
const SAME_CONTACT_S = 0.25;
/** A long gap this near is why a foot did not see it: the swing across it could not be followed. */
const BLIND_WITHIN_S = 1;

/** What a bout is read with. */
export interface FeetOfBout {
  readonly feet: FootGait;
  readonly series: Readonly<Record<Side, SensorSeries>>;
  /** Turns of the whole body, walking or not: strides that touch one are not straight. */
  readonly turns: readonly Turn[];
}

/**
 * The same bout with contacts, final contacts and strides from the feet.
 * A contact that a foot missed in a gap of its data is put back from the lower back, marked mended: no stride rests on it.
 * @returns null where the feet do not cover the bout
 */
export function boutFromFeet<B extends WalkingBout>(bout: B, { feet, series, turns }: FeetOfBout): B | null {
  if ((['left', 'right'] as const).some((side) => sentShare(series[side], bout) < LEAST_SENT_SHARE)) return null;
  const fs = series.left.sampleRateHz;
  const reach = REACH_STEPS * stepSamples(bout.contacts);
  const seen = feet.contacts.filter((c) => c.sample > bout.start - reach && c.sample < bout.end + reach);
  if (seen.length < LEAST_SEEN_SHARE * bout.contacts.length) return null;
  const lost = bout.contacts.filter((c) => c.side !== null && isBlind(series[c.side], c.sample) && !seen.some((s) => Math.abs(s.sample - c.sample) < SAME_CONTACT_S * fs));
  const contacts = [...seen, ...lost.map((c) => ({ ...c, mended: true, uncertain: true }))].sort((a, b) => a.sample - b.sample);
  return { ...bout, ...readContacts(contacts, feet, turns, fs) };
}

/** Everything of a bout that follows from its contacts. @param contacts of both feet, in order, at least two */
export function readContacts(contacts: readonly InitialContact[], feet: FootGait, turns: readonly Turn[], sampleRateHz: number): WalkingBout {
  const [start, end] = [contacts[0].sample, contacts[contacts.length - 1].sample];
  // The first foot left the ground before the bout's first contact.
  const firstSwing = start - 2 * stepSamples(contacts);
  const measured = new Map(feet.strides.map((s) => [`${s.side} ${s.start} ${s.end}`, s]));
  const strides = findStrides({ contacts, turns, gaps: [], vertical: new Float64Array(0), offset: 0, sampleRateHz, legLengthM: null });
  return {
    start,
    end,
    contacts,
    finalContacts: feet.finalContacts.filter((c) => c.sample > firstSwing && c.sample < end),
    strides: strides.flatMap((s) => {
      const own = measured.get(`${s.side} ${s.start} ${s.end}`);
      return own ? [{ ...s, lengthM: own.lengthM }] : [];
    }),
  };
}

/** Median time from contact to contact, samples. */
export function stepSamples(contacts: readonly InitialContact[]): number {
  return contacts.length < 2 ? 0 : median(contacts.slice(1).map((c, k) => c.sample - contacts[k].sample));
}

function sentShare({ missing }: SensorSeries, { start, end }: Span): number {
  const [from, to] = [Math.max(0, Math.floor(start)), Math.min(missing.length, Math.ceil(end))];
  let sent = 0;
  for (let i = from; i < to; i++) sent += 1 - missing[i];
  return to > from ? sent / (to - from) : 0;
}

function isBlind({ gaps, sampleRateHz: fs }: SensorSeries, sample: number): boolean {
  return gaps.some((g) => g.end - g.start > LONGEST_GAP_S * fs && g.start < sample + BLIND_WITHIN_S * fs && g.end > sample - BLIND_WITHIN_S * fs);
}
