import type { Cells } from './workspace.ts';

/** The inner loops of the windowed analysis: in WebAssembly (wasmLoops) or TypeScript (scalarLoops), with the same bits. */
export interface Loops {
  /**
   * Two second-order sections over three signals, in place, from sample `start` to before `end`.
   * @param axes samples of ap, v, ml and nothing, behind one another
   * @param sections b0, b1, b2, a1, a2 of both
   * @param state of both sections: first values of the four, second values of the four
   */
  filterAxes(axes: Cells, start: number, end: number, step: 1 | -1, sections: Cells, state: Cells): void;

  /**
   * Products of the spectra of the newest four hops, `a` the newest, of two signals: re, re, im, im a bin.
   * Completes the products of hop `d` with those behind it (`one`), of it and the hop before (`two`), and the window's, which are written as
   * two signals to be transformed.
   */
  lagProducts(products: LagProducts): void;

  /** From the transform of these signals to autocorrelation. */
  finishLags(lags: FinishedLags): void;

  /**
   * Sums of the amplitudes of a folded stride's harmonics 1 to 20.
   * @param pairs folded samples
   * @param table for harmonics 1 and 2, then 3 and 4, ...: for every folded sample, both cosines and both sines
   * @param folded for every sample: sum and difference of ap, of v, of ml
   * @param ends first and middle sample of ap, of v, of ml
   * @param out odd and even sum of ap, of v, of ml
   */
  harmonics(pairs: number, table: Cells, folded: Cells, ends: Cells, out: Cells): void;

  /** Three arrays to samples `to` and on of the interleaved axes. @returns whether all values are finite numbers */
  interleave(ap: Cells, v: Cells, ml: Cells, count: number, axes: Cells, to: number): boolean;

  /** Sums of the interleaved axes' first `count` samples. @param out of ap, of v, of ml */
  sumAxes(axes: Cells, count: number, out: Cells): void;

  /** Interleaved axes by the rows of a rotation, and `force` off v. @param to where in the three arrays */
  rotate(axes: Cells, count: number, rotation: Cells, force: number, ap: Cells, v: Cells, ml: Cells, to: number): void;

  /** One segment from `start`, less its mean, times `weights`; as long as these, which is even. */
  taper(x: Cells, start: number, weights: Cells, out: Cells): void;

  /** Sums of a hop from `start`. @param out means of ap, v, ml; sums of their squares; products of ap and ml, all about the means; path */
  hopSums(ap: Cells, v: Cells, ml: Cells, start: number, out: Cells): void;

  /**
   * Spectrum of one signal times two responses, `even` real and `odd` imaginary; the products are written as two signals, behind one
   * another, whose transform is the results'.
   */
  filterTwice(spectrum: Cells, even: Cells, odd: Cells, out: Cells): void;

  /** Both results, samples `from` to before `to` of their transform, to `at` and on of two arrays. */
  readTwice(spectrum: Cells, from: number, to: number, once: Cells, twice: Cells, at: number): void;

  /** Sum of six arrays of one even length. */
  sumSix(a: Cells, b: Cells, c: Cells, d: Cells, e: Cells, f: Cells, out: Cells): void;
}

export interface LagProducts {
  a: Cells;
  b: Cells;
  c: Cells;
  d: Cells;
  one: Cells;
  /** Of the hop before `d`. */
  oneBefore: Cells;
  two: Cells;
  /** Of two, four and six hops before `d`. */
  twoBefore: Cells;
  twoFifth: Cells;
  oneSeventh: Cells;
  /** The two signals, behind one another. */
  readonly out: Cells;
}

export interface FinishedLags {
  /** Transform of the signals: re, re, im, im a bin. */
  readonly spectrum: Cells;
  /** 1 over the number of products of each lag. */
  readonly inverse: Cells;
  /** Mean of v, of ap; 1 over their variances. */
  readonly factors: Cells;
  readonly v: Cells;
  readonly ap: Cells;
  /** Where the window starts in these. */
  start: number;
  readonly outV: Cells;
  readonly outAp: Cells;
}
