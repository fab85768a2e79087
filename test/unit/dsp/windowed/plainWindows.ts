import { butterworth } from '../../../../src/dsp/filters/butterworth.ts';
import { mean } from '../../../../src/dsp/summary.ts';
import { tiltRotation } from '../../../../src/dsp/windowed/tilt.ts';
import { waveletTaps } from '../../../../src/dsp/windowed/waveletPasses.ts';
import type { Axes } from './walker.ts';

/** The windowed analysis by its definitions: one filter run over the whole signal, then every window by itself. Rows as in the test. */
export function plainWindows(sensor: Axes): number[][] {
  const [ap, v, ml] = upright(sensor.map(zeroPhase));
  const { smooth, wavelet } = waveletTaps();
  const once = convolve(v, smooth, 90).map((x) => -x);
  // The second pass needs the first beyond the signal's ends.
  const twice = convolve(once, wavelet, 0).subarray(45, 45 + v.length);
  const first = once.subarray(90, 90 + v.length);
  const initial = extremes(first, -1, 0.3);
  const final = extremes(twice, 1, 0.02);
  const periodogramsOf = [ap, v, ml].map((x) => Array.from({ length: Math.floor((x.length - 128) / 128) }, (_, s) => periodogram(x.subarray(128 * s, 128 * s + 256))));
  const rows: number[][] = [];
  for (let start = 0; start + 1000 <= v.length; start += 100) {
    const within = (list: readonly number[]) => list.filter((i) => i >= start && i < start + 1000);
    const contacts = within(initial);
    const strides = contacts.slice(2).flatMap((b, k) => (b - contacts[k] >= 60 && b - contacts[k] <= 250 ? [[contacts[k], b]] : []));
    const [a, u, m] = [ap, v, ml].map((x) => x.subarray(start, start + 1000));
    const spectra = periodogramsOf.map((of) => welch(of, start));
    const ratios = strides.map(([from, to]) => [evenOverOdd(ap, from, to), evenOverOdd(v, from, to), 1 / evenOverOdd(ml, from, to)]);
    const path = a.reduce((sum, x, i) => (i === 0 ? 0 : sum + Math.hypot(x - a[i - 1], m[i] - m[i - 1])), 0);
    const determinant = (products(a, a, 0) * products(m, m, 0) - products(a, m, 0) ** 2) / 999 ** 2;
    rows.push([
      ...[start, contacts.length, within(final).length, strides.length, Math.PI * 5.991464547107979 * Math.sqrt(determinant), path],
      ...[0, 1, 2].flatMap((of) => spectra.map((s) => s[of])),
      ...[0, 1, 2].map((axis) => (ratios.length === 0 ? NaN : mean(ratios.map((r) => r[axis])))),
      ...[a, u, m].map((x) => Math.sqrt(products(x, x, 0) / 1000)),
      ...[u, a].flatMap((x) => {
        const power = products(x, x, 0) / 1000;
        return Array.from({ length: 301 }, (_, lag) => products(x, x, lag) / (1000 - lag) / power);
      }),
    ]);
  }
  return rows;
}

/** Forwards and backwards over all of it, started as if the end samples had lasted for ever. */
function zeroPhase(x: Float64Array): Float64Array {
  let y = x.slice();
  for (let direction = 0; direction < 2; direction++) {
    for (const { b0, b1, b2, a1, a2 } of butterworth('lowpass', 4, 20, 100)) {
      let [x1, x2, y1, y2] = [y[0], y[0], y[0], y[0]];
      y = y.map((value) => {
        const out = b0 * value + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        [x2, x1, y2, y1] = [x1, value, y1, out];
        return out;
      });
    }
    y.reverse();
  }
  return y;
}

/** Minute by minute; the last, shorter one keeps the tilt before it. */
function upright(axes: readonly Float64Array[]): Float64Array[] {
  const r = new Float64Array(9);
  let force = 0;
  const out = axes.map((x) => new Float64Array(x.length));
  for (let start = 0; start < axes[0].length; start += 6000) {
    const end = Math.min(axes[0].length, start + 6000);
    if (end - start === 6000 || start === 0) {
      const [ap, v, ml] = axes.map((x) => mean(x.subarray(start, end)));
      force = tiltRotation(ap, v, ml, r);
    }
    for (let i = start; i < end; i++) {
      for (let row = 0; row < 3; row++) out[row][i] = r[3 * row] * axes[0][i] + r[3 * row + 1] * axes[1][i] + r[3 * row + 2] * axes[2][i] - (row === 1 ? force : 0);
    }
  }
  return out;
}

/** Longer by `margin` at either end, where the signal stays as it is there. */
function convolve(x: Float64Array, taps: Float64Array, margin: number): Float64Array {
  const at = (i: number) => x[Math.min(Math.max(i, 0), x.length - 1)];
  return Float64Array.from({ length: x.length + 2 * margin }, (_, i) => taps.reduce((sum, tap, k) => sum + tap * at(i - margin - (k - 45)), 0)).subarray(margin === 0 ? 45 : 0);
}

function extremes(x: Float64Array, sign: 1 | -1, least: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (sign * x[i] < least) continue;
    const around = x.subarray(Math.max(0, i - 25), i + 26);
    if (around.every((other) => sign * other <= sign * x[i])) found.push(i);
  }
  return found;
}

function products(x: Float64Array, y: Float64Array, lag: number): number {
  const mx = mean(x);
  const my = mean(y);
  let sum = 0;
  for (let i = 0; i + lag < x.length; i++) sum += (x[i] - mx) * (y[i + lag] - my);
  return sum;
}

function amplitude(x: ArrayLike<number>, cycles: number): number {
  let [re, im] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    re += x[i] * Math.cos((2 * Math.PI * cycles * i) / x.length);
    im += x[i] * Math.sin((2 * Math.PI * cycles * i) / x.length);
  }
  return Math.hypot(re, im);
}

function evenOverOdd(x: Float64Array, from: number, to: number): number {
  const stride = x.subarray(from, to);
  const sums = [0, 0];
  for (let k = 1; k <= 20; k++) sums[k % 2] += amplitude(stride, k);
  return sums[0] / sums[1];
}

/** Hann, less its mean, one-sided. */
function periodogram(segment: Float64Array): Float64Array {
  const about = mean(segment);
  const tapered = segment.map((value, i) => (value - about) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 256)));
  return Float64Array.from({ length: 129 }, (_, k) => (k === 0 || k === 128 ? 1 : 2) * amplitude(tapered, k) ** 2);
}

/** @returns F50, F95 and centroid, Hz */
function welch(segments: readonly Float64Array[], start: number): [number, number, number] {
  const power = new Float64Array(129);
  for (let s = Math.ceil(start / 128); 128 * s + 256 <= start + 1000; s++) power.forEach((_, k) => (power[k] += segments[s][k]));
  const total = power.reduce((a, b) => a + b, 0);
  const below = (share: number) => {
    let sum = power[0];
    let k = 0;
    while (sum < share * total) sum += power[++k];
    return ((k - (sum - share * total) / power[k]) * 100) / 256;
  };
  return [below(0.5), below(0.95), power.reduce((sum, p, k) => sum + (p * k * 100) / 256, 0) / total];
}
