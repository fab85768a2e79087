import type { FinishedLags, LagProducts, Loops } from './loops.ts';
import { HARMONICS, HOP, LAG_TRANSFORM, LONGEST_LAG, WAVELET_TRANSFORM, WINDOW } from './plan.ts';

/** The loops in TypeScript. Every value is computed by the same operations in the same order as in assembly/windowed.ts of the kernels: change both. */
export const scalarLoops: Loops = {
  filterAxes: (axes, start, end, step, sections, state) => {
    for (let axis = 0; axis < 3; axis++) {
      for (let s = 0; s < 2; s++) filterAxis(axes.values, start, end, step, sections.values, 5 * s, state.values, 8 * s + axis, axis);
    }
  },
  lagProducts: (products) => {
    for (let signal = 0; signal < 2; signal++) lagProducts(products, signal);
  },
  finishLags: (lags) => {
    finishLags(lags, 0, lags.v.values, lags.outV.values);
    finishLags(lags, 1, lags.ap.values, lags.outAp.values);
  },
  harmonics: (pairs, table, folded, ends, out) => {
    for (let axis = 0; axis < 3; axis++) harmonics(pairs, table.values, folded.values, ends.values, axis, out.values);
  },
  sumAxes: (axes, count, out) => {
    out.values.fill(0);
    for (let i = 0; i < count; i++) for (let axis = 0; axis < 3; axis++) out.values[axis] += axes.values[4 * i + axis];
  },
  rotate: (axes, count, rotation, force, ap, v, ml, to) => {
    rotateRow(axes.values, count, rotation.values, 0, 0, ap.values, to);
    rotateRow(axes.values, count, rotation.values, 3, force, v.values, to);
    rotateRow(axes.values, count, rotation.values, 6, 0, ml.values, to);
  },
  taper: (x, start, weights, out) => {
    const mean = sumOf(x.values, start, out.values.length) / out.values.length;
    for (let i = 0; i < out.values.length; i++) out.values[i] = weights.values[i] * (x.values[start + i] - mean);
  },
  hopSums: (ap, v, ml, start, out) => hopSums([ap.values, v.values, ml.values], start, out.values),
  interleave: (ap, v, ml, count, axes, to) => {
    let check = 0;
    for (let i = 0; i < count; i++) {
      axes.values[4 * (to + i)] = ap.values[i];
      axes.values[4 * (to + i) + 1] = v.values[i];
      axes.values[4 * (to + i) + 2] = ml.values[i];
      check += (ap.values[i] + v.values[i] + ml.values[i]) * 0;
    }
    return check === 0;
  },
  filterTwice: (spectrum, even, odd, out) => filterTwice(spectrum.values, even.values, odd.values, out.values),
  readTwice: (spectrum, from, to, once, twice, at) => {
    readBack(spectrum.values, 0, from, to, once.values, at);
    readBack(spectrum.values, 1, from, to, twice.values, at);
  },
  sumSix: (a, b, c, d, e, f, out) => {
    for (let i = 0; i < out.values.length; i++) {
      out.values[i] = a.values[i] + b.values[i] + c.values[i] + (d.values[i] + e.values[i] + f.values[i]);
    }
  },
};

/** A transform back by a transform forth: real part plus imaginary part of each product, and their difference behind the middle. */
function filterTwice(spectrum: Float64Array, even: Float64Array, odd: Float64Array, out: Float64Array): void {
  const size = WAVELET_TRANSFORM;
  for (let k = 0; k <= size / 2; k++) {
    const re = spectrum[4 * k];
    const im = spectrum[4 * k + 2];
    const mirrored = (size - k) & (size - 1);
    out[k] = even[k] * re + even[k] * im;
    out[mirrored] = even[k] * re - even[k] * im;
    out[size + k] = odd[k] * re - odd[k] * im;
    out[size + mirrored] = -(odd[k] * im) - odd[k] * re;
  }
}

function readBack(spectrum: Float64Array, signal: number, from: number, to: number, out: Float64Array, at: number): void {
  for (let i = from; i < to; i++) {
    const folded = i > WAVELET_TRANSFORM / 2;
    const k = 4 * (folded ? WAVELET_TRANSFORM - i : i) + signal;
    out[at + i - from] = folded ? spectrum[k] - spectrum[k + 2] : spectrum[k] + spectrum[k + 2];
  }
}

function rotateRow(axes: Float64Array, count: number, rotation: Float64Array, row: number, less: number, out: Float64Array, to: number): void {
  const a = rotation[row];
  const b = rotation[row + 1];
  const c = rotation[row + 2];
  for (let i = 0; i < count; i++) out[to + i] = a * axes[4 * i] + b * axes[4 * i + 1] + c * axes[4 * i + 2] - less;
}

/** Even and odd places apart, as two lanes add them. */
function sumOf(x: Float64Array, start: number, count: number): number {
  let even = 0;
  let odd = 0;
  for (let i = start; i < start + count; i += 2) {
    even += x[i];
    odd += x[i + 1];
  }
  return even + odd;
}

function hopSums(axes: readonly Float64Array[], start: number, out: Float64Array): void {
  for (let axis = 0; axis < 3; axis++) out[axis] = sumOf(axes[axis], start, HOP) / HOP;
  for (let axis = 0; axis < 3; axis++) out[3 + axis] = productsAbout(axes[axis], out[axis], axes[axis], out[axis], start);
  const [ap, , ml] = axes;
  out[6] = productsAbout(ap, out[0], ml, out[2], start);
  let [even, odd] = [0, 0];
  for (let i = start + 1; i < start + HOP - 1; i += 2) {
    even += step(ap, ml, i);
    odd += step(ap, ml, i + 1);
  }
  out[7] = even + odd + step(ap, ml, start + HOP - 1);
}

function productsAbout(x: Float64Array, meanX: number, y: Float64Array, meanY: number, start: number): number {
  let [even, odd] = [0, 0];
  for (let i = start; i < start + HOP; i += 2) {
    even += (x[i] - meanX) * (y[i] - meanY);
    odd += (x[i + 1] - meanX) * (y[i + 1] - meanY);
  }
  return even + odd;
}

/** Length of the step to sample i. */
export function step(ap: Float64Array, ml: Float64Array, i: number): number {
  const da = ap[i] - ap[i - 1];
  const dm = ml[i] - ml[i - 1];
  return Math.sqrt(da * da + dm * dm);
}

/** Direct form II transposed. @param s where the section's numbers begin @param at its first state value; the second is four behind */
function filterAxis(x: Float64Array, start: number, end: number, step: 1 | -1, sections: Float64Array, s: number, state: Float64Array, at: number, axis: number): void {
  const b0 = sections[s];
  const b1 = sections[s + 1];
  const b2 = sections[s + 2];
  const a1 = sections[s + 3];
  const a2 = sections[s + 4];
  let s1 = state[at];
  let s2 = state[at + 4];
  for (let i = 4 * start + axis; i !== 4 * end + axis; i += 4 * step) {
    const v = x[i];
    const y = b0 * v + s1;
    s1 = b1 * v - a1 * y + s2;
    s2 = b2 * v - a2 * y;
    x[i] = y;
  }
  state[at] = s1;
  state[at + 4] = s2;
}

function lagProducts(p: LagProducts, signal: number): void {
  const [a, b, c, d] = [p.a.values, p.b.values, p.c.values, p.d.values];
  const [one, oneBefore, two, twoBefore] = [p.one.values, p.oneBefore.values, p.two.values, p.twoBefore.values];
  const [twoFifth, oneSeventh, out] = [p.twoFifth.values, p.oneSeventh.values, p.out.values];
  const to = signal * LAG_TRANSFORM;
  for (let k = 0; k <= LAG_TRANSFORM / 2; k++) {
    const r = 4 * k + signal;
    const i = r + 2;
    let sr = a[r];
    let si = a[i];
    let re = sr * sr + si * si;
    sr += b[r];
    si += b[i];
    re += b[r] * sr + b[i] * si;
    let im = b[r] * si - b[i] * sr;
    sr += c[r];
    si += c[i];
    re += c[r] * sr + c[i] * si;
    im += c[r] * si - c[i] * sr;
    sr += d[r];
    si += d[i];
    one[r] = d[r] * sr + d[i] * si;
    one[i] = d[r] * si - d[i] * sr;
    two[r] = one[r] + oneBefore[r];
    two[i] = one[i] + oneBefore[i];
    re += two[r] + twoBefore[r] + (twoFifth[r] + oneSeventh[r]);
    im += two[i] + twoBefore[i] + (twoFifth[i] + oneSeventh[i]);
    // A transform back by a transform forth: real part plus imaginary part, and their difference behind the middle.
    out[to + k] = re + im;
    out[to + ((LAG_TRANSFORM - k) & (LAG_TRANSFORM - 1))] = re - im;
  }
}

function finishLags({ spectrum, inverse, factors, start }: FinishedLags, signal: number, x: Float64Array, out: Float64Array): void {
  const mean = factors.values[signal];
  const variance = factors.values[2 + signal];
  const end = start + WINDOW - 1;
  // Sums of the first and of the last `lag` samples, about the mean.
  let ends = 0;
  for (let lag = 0; lag <= LONGEST_LAG; lag++) {
    const folded = lag > LAG_TRANSFORM / 2;
    const k = 4 * (folded ? LAG_TRANSFORM - lag : lag) + signal;
    const re = spectrum.values[k];
    const im = spectrum.values[k + 2];
    const sum = (folded ? re - im : re + im) * (1 / LAG_TRANSFORM);
    const over = inverse.values[lag];
    out[lag] = (sum * over - mean * (mean - ends * over)) * variance;
    ends += x[start + lag] - mean + (x[end - lag] - mean);
  }
}

function harmonics(pairs: number, table: Float64Array, folded: Float64Array, ends: Float64Array, axis: number, out: Float64Array): void {
  for (let parity = 0; parity < 2; parity++) {
    let sum = 0;
    for (let couple = 0; couple < HARMONICS / 2; couple++) {
      let re = ends[2 * axis] + (parity === 0 ? -1 : 1) * ends[2 * axis + 1];
      let im = 0;
      let t = 4 * pairs * couple + parity;
      for (let o = 2 * axis; o < 6 * pairs; o += 6, t += 4) {
        re += folded[o] * table[t];
        im += folded[o + 1] * table[t + 2];
      }
      sum += Math.sqrt(re * re + im * im);
    }
    out[2 * axis + parity] = sum;
  }
}
