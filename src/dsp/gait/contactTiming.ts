import { lowpassInto } from '../filters/zeroPhase.ts';
import type { BodySignals } from '../orientation/bodyFrame.ts';
import { median } from '../summary.ts';
import type { TracedContact } from './contactEnds.ts';
import { PatternMatcher } from './patternMatcher.ts';

const CUTOFF_HZ = 20;
/** Turning rates in deg/s weigh like accelerations in m/s² after this division. */
const GYRO_PER_ACC = 20;
const TEMPLATE_S: readonly [number, number] = [-0.12, 0.2];
const SEARCH_S = 0.06;
const ROUNDS = 2;
/** A template of fewer contacts copies their noise. */
const FEWEST_CONTACTS = 5;
/** The score's peak stands this much before the contact as marked by hand from foot sensors, to within 5 ms (eight adults' reference contacts). */
const CONTACT_OFFSET_S = 0.0085;

/**
 * Sharpens the times of contacts: the mean of the score's own peak and the best match of the walker's own contact pattern.
 *
 * Steps, per foot:
 * 1. Template: median over contacts on straight walking of all channels (20 Hz low-pass), -120 to +200 ms.
 * 2. Each contact is moved, by at most 60 ms, to where the template fits best (normalised cross-correlation, parabola).
 * 3. The moves are centred on zero: the template knows nothing of absolute time.
 * 4. Twice, then averaged with the peak, plus a constant offset.
 *
 * @param contacts fractional samples relative to the signals' start, in order
 * @param turning 1 where the body turns
 * @returns new contacts, times changed only
 */
export function refineTiming(body: BodySignals, contacts: readonly TracedContact[], turning: Uint8Array): TracedContact[] {
  const fs = body.sampleRateHz;
  const from = Math.round(TEMPLATE_S[0] * fs);
  const to = Math.round(TEMPLATE_S[1] * fs);
  const reach = Math.max(2, Math.round(SEARCH_S * fs));
  // Between these samples a contact's template lies within the signal wherever in reach it is looked for.
  const [earliest, latest] = [reach - from, body.acc.v.length - 1 - to - reach];

  if (contacts.length === 0) return [];
  const matched: number[] = [];
  for (const { sample } of contacts) matched.push(sample);
  const sources = timingSources(body);
  const matcher = new PatternMatcher({ channels: sources.length, samples: body.acc.v.length, length: to - from + 1, reach, events: contacts.length });
  fillTimingChannels(sources, matcher.signal, fs);
  for (const foot of [1, -1]) {
    const mine: number[] = [];
    const straight: number[] = [];
    for (let i = 0; i < contacts.length; i++) {
      const { sample, mended, foot: its } = contacts[i];
      const nearest = Math.round(sample);
      if (its !== foot || mended || nearest < earliest || nearest > latest) continue;
      mine.push(i);
      if (!turning[nearest]) straight.push(i);
    }
    if (straight.length < FEWEST_CONTACTS) continue;
    for (let round = 0; round < ROUNDS; round++) {
      const places: number[] = [];
      for (const i of straight) places.push(Math.round(matched[i]) + from);
      matcher.learn(places);
      const moves: number[] = [];
      for (const i of mine) {
        const { sample } = contacts[i];
        moves.push(matcher.bestShift(Math.round(sample) + from) + Math.round(sample) - sample);
      }
      const centre = median(moves);
      for (let k = 0; k < mine.length; k++) {
        const moved = contacts[mine[k]].sample + moves[k] - centre;
        const nearest = Math.round(moved);
        if (nearest >= earliest && nearest <= latest) matched[mine[k]] = moved;
      }
    }
  }
  const refined: TracedContact[] = [];
  for (let i = 0; i < contacts.length; i++) {
    const { sample, foot, mended } = contacts[i];
    refined.push({ sample: (sample + matched[i]) / 2 + CONTACT_OFFSET_S * fs, foot, mended });
  }
  return refined;
}

function timingSources({ acc, gyr }: BodySignals): readonly Float64Array[] {
  return [acc.ap, acc.v, acc.ml, ...(gyr ? [gyr.ap, gyr.v, gyr.ml] : [])];
}

/** Accelerations and turning rates below 20 Hz, in units that make them comparable. */
function fillTimingChannels(sources: readonly Float64Array[], channels: readonly Float64Array[], sampleRateHz: number): void {
  lowpassInto(channels, sources, CUTOFF_HZ, sampleRateHz);
  for (const channel of channels.slice(3)) divide(channel, GYRO_PER_ACC);
}

function divide(x: Float64Array, by: number): void {
  for (let i = 0; i < x.length; i++) x[i] /= by;
}
