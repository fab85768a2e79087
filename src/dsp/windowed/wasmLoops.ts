import type { Loops } from './loops.ts';
import { HARMONICS, HOP, LAG_TRANSFORM, LONGEST_LAG, WAVELET_TRANSFORM, WINDOW } from './plan.ts';

/** assembly/windowed.ts of the kernels; pointers are bytes. */
export interface WindowedFunctions {
  filterAxes(x: number, start: number, end: number, step: number, sections: number, state: number): void;
  lagProducts(
    bins: number, a: number, b: number, c: number, d: number, one: number, oneBefore: number, two: number, twoBefore: number, twoFifth: number, oneSeventh: number, out: number,
  ): void;
  finishLags(
    lags: number, size: number, scale: number, spectrum: number, inverse: number, factors: number, v: number, ap: number, window: number, outV: number, outAp: number,
  ): void;
  harmonics(couples: number, pairs: number, table: number, folded: number, ends: number, out: number): void;
  sumAxes(x: number, count: number, out: number): void;
  rotate(x: number, count: number, rotation: number, force: number, ap: number, v: number, ml: number): void;
  taper(x: number, count: number, weights: number, out: number): void;
  hopSums(ap: number, v: number, ml: number, count: number, out: number): void;
  interleave(ap: number, v: number, ml: number, count: number, out: number): number;
  filterTwice(bins: number, spectrum: number, even: number, odd: number, out: number): void;
  readTwice(spectrum: number, size: number, from: number, to: number, once: number, twice: number): void;
  sumSix(count: number, a: number, b: number, c: number, d: number, e: number, f: number, out: number): void;
}

/** The loops of one instance. */
export function wasmLoops(run: WindowedFunctions): Loops {
  return {
    filterAxes: (axes, start, end, step, sections, state) => run.filterAxes(axes.at, start, end, step, sections.at, state.at),
    lagProducts: (p) =>
      run.lagProducts(
        LAG_TRANSFORM / 2 + 1, p.a.at, p.b.at, p.c.at, p.d.at, p.one.at, p.oneBefore.at, p.two.at, p.twoBefore.at, p.twoFifth.at, p.oneSeventh.at, p.out.at,
      ),
    finishLags: (f) =>
      run.finishLags(
        LONGEST_LAG, LAG_TRANSFORM, 1 / LAG_TRANSFORM, f.spectrum.at, f.inverse.at, f.factors.at, f.v.at + 8 * f.start, f.ap.at + 8 * f.start, WINDOW, f.outV.at, f.outAp.at,
      ),
    harmonics: (pairs, table, folded, ends, out) => run.harmonics(HARMONICS / 2, pairs, table.at, folded.at, ends.at, out.at),
    sumAxes: (axes, count, out) => run.sumAxes(axes.at, count, out.at),
    rotate: (axes, count, rotation, force, ap, v, ml, to) => run.rotate(axes.at, count, rotation.at, force, ap.at + 8 * to, v.at + 8 * to, ml.at + 8 * to),
    taper: (x, start, weights, out) => run.taper(x.at + 8 * start, weights.values.length, weights.at, out.at),
    hopSums: (ap, v, ml, start, out) => run.hopSums(ap.at + 8 * start, v.at + 8 * start, ml.at + 8 * start, HOP, out.at),
    interleave: (ap, v, ml, count, axes, to) => run.interleave(ap.at, v.at, ml.at, count, axes.at + 32 * to) === 0,
    filterTwice: (spectrum, even, odd, out) => run.filterTwice(even.values.length, spectrum.at, even.at, odd.at, out.at),
    readTwice: (spectrum, from, to, once, twice, at) => run.readTwice(spectrum.at, WAVELET_TRANSFORM, from, to, once.at + 8 * at, twice.at + 8 * at),
    sumSix: (a, b, c, d, e, f, out) => run.sumSix(out.values.length, a.at, b.at, c.at, d.at, e.at, f.at, out.at),
  };
}
