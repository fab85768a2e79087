import { lowpass } from '../filters/zeroPhase.ts';
import type { BodySignals } from '../orientation/bodyFrame.ts';
import { median } from '../summary.ts';
import type { TracedContact } from './contactEnds.ts';
import { parabolicPeak } from './stepRhythm.ts';

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
  const channels = [body.acc.ap, body.acc.v, body.acc.ml].map((x) => lowpass(x, CUTOFF_HZ, fs));
  if (body.gyr) {
    for (const x of [body.gyr.ap, body.gyr.v, body.gyr.ml]) {
      const smooth = lowpass(x, CUTOFF_HZ, fs);
      for (let i = 0; i < smooth.length; i++) smooth[i] /= GYRO_PER_ACC;
      channels.push(smooth);
    }
  }
  const from = Math.round(TEMPLATE_S[0] * fs);
  const to = Math.round(TEMPLATE_S[1] * fs);
  const reach = Math.max(2, Math.round(SEARCH_S * fs));
  const fits = (sample: number) => Math.round(sample) + from - reach >= 0 && Math.round(sample) + to + reach < body.acc.v.length;

  const matched = contacts.map((c) => c.sample);
  for (const foot of [1, -1]) {
    const mine = contacts.flatMap((c, i) => (c.foot === foot && !c.mended && fits(c.sample) ? [i] : []));
    const straight = mine.filter((i) => !turning[Math.round(contacts[i].sample)]);
    if (straight.length < FEWEST_CONTACTS) continue;
    for (let round = 0; round < ROUNDS; round++) {
      const template = channels.map((x) => medianPattern(x, straight.map((i) => Math.round(matched[i])), from, to));
      const moves = mine.map((i) => bestShift(channels, template, Math.round(contacts[i].sample), from, reach) + Math.round(contacts[i].sample) - contacts[i].sample);
      const centre = median(moves);
      for (const [k, i] of mine.entries()) {
        const moved = contacts[i].sample + moves[k] - centre;
        if (fits(moved)) matched[i] = moved;
      }
    }
  }
  return contacts.map((c, i) => ({ ...c, sample: (c.sample + matched[i]) / 2 + CONTACT_OFFSET_S * fs }));
}

/** Median over events of a channel around them, mean taken off. */
function medianPattern(x: Float64Array, events: readonly number[], from: number, to: number): Float64Array {
  const out = new Float64Array(to - from + 1);
  let sum = 0;
  for (let k = 0; k < out.length; k++) sum += out[k] = median(events.map((e) => x[e + from + k]));
  for (let k = 0; k < out.length; k++) out[k] -= sum / out.length;
  return out;
}

/** Shift within +-reach of the highest normalised cross-correlation over all channels, between samples. */
function bestShift(channels: readonly Float64Array[], template: readonly Float64Array[], event: number, from: number, reach: number): number {
  const fit = new Float64Array(2 * reach + 1);
  for (let shift = -reach; shift <= reach; shift++) {
    let cross = 0;
    let power = 0;
    for (let c = 0; c < channels.length; c++) {
      const x = channels[c];
      const t = template[c];
      const start = event + shift + from;
      let m = 0;
      for (let k = 0; k < t.length; k++) m += x[start + k];
      m /= t.length;
      for (let k = 0; k < t.length; k++) {
        const d = x[start + k] - m;
        cross += d * t[k];
        power += d * d;
      }
    }
    fit[shift + reach] = power > 0 ? cross / Math.sqrt(power) : 0;
  }
  let best = 0;
  for (let s = 1; s < fit.length; s++) if (fit[s] > fit[best]) best = s;
  return parabolicPeak(fit, best) - reach;
}
