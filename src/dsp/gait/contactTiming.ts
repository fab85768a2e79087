import { lowpassAll } from '../filters/zeroPhase.ts';
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
  const channels = lowpassAll([body.acc.ap, body.acc.v, body.acc.ml], CUTOFF_HZ, fs);
  if (body.gyr) {
    for (const smooth of lowpassAll([body.gyr.ap, body.gyr.v, body.gyr.ml], CUTOFF_HZ, fs)) {
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

/** Shift within +-reach of the highest normalised cross-correlation over all channels, between samples. @param template mean-free */
function bestShift(channels: readonly Float64Array[], template: readonly Float64Array[], event: number, from: number, reach: number): number {
  const shifts = 2 * reach + 1;
  const cross = new Float64Array(shifts);
  const power = new Float64Array(shifts);
  for (let c = 0; c < channels.length; c++) addFit(channels[c], template[c], event - reach + from, cross, power);
  const fit = cross.map((value, s) => (power[s] > 0 ? value / Math.sqrt(power[s]) : 0));
  let best = 0;
  for (let s = 1; s < fit.length; s++) if (fit[s] > fit[best]) best = s;
  return parabolicPeak(fit, best) - reach;
}

/** Adds one channel's cross-products with the template and its power about its own mean, for every shift. The template's mean is 0, so the signal's does not count. */
function addFit(x: Float64Array, template: Float64Array, start: number, cross: Float64Array, power: Float64Array): void {
  const n = template.length;
  // About a value near by, so that the squares do not drown in gravity's.
  const level = x[start];
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const d = x[start + k] - level;
    sum += d;
    squares += d * d;
  }
  for (let s = 0; s < cross.length; s++) {
    let product = 0;
    for (let k = 0; k < n; k++) product += (x[start + s + k] - level) * template[k];
    cross[s] += product;
    power[s] += Math.max(0, squares - (sum * sum) / n);
    if (s + 1 === cross.length) break;
    const leaves = x[start + s] - level;
    const enters = x[start + s + n] - level;
    sum += enters - leaves;
    squares += enters * enters - leaves * leaves;
  }
}
