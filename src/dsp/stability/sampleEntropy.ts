import { countMatches } from '../kernels/entropy.ts';

/** Pattern length and tolerance, the tolerance as a share of the standard deviation. */
const M = 2;
const TOLERANCE_SDS = 0.2;

export interface SampleEntropy {
  /** Pairs of patterns of two samples that match within the tolerance, and those that still match with a third sample. */
  readonly shortMatches: number;
  readonly longMatches: number;
  /** Patterns compared with one another. */
  readonly templates: number;
  /** -ln(longMatches / shortMatches); null when either is nought. */
  readonly entropy: number | null;
}

/**
 * Sample entropy: how hard it is to guess the next sample from the two before it. Regular movement is low, noise is high.
 *
 * Source: Richman & Moorman 2000, Am J Physiol Heart Circ Physiol 278:H2039 (m = 2, r = 0.2 SD, Chebyshev distance of at most r,
 * no self-matches, the same N - m patterns for both lengths).
 * Needs: pieces of one evenly sampled signal; the value depends on the sampling rate, so callers fix it.
 * Steps:
 * 1. Every piece loses its mean; r = 0.2 times the standard deviation (divided by n) of all pieces together.
 * 2. Pairs of patterns within r for two samples, and of those for three, each counted once (how: `countMatches`).
 * Differs from the source: several pieces; no pattern crosses from one to the next.
 *
 * @param pieces any unit
 * @throws RangeError without any sample
 */
export function sampleEntropy(pieces: readonly Float64Array[]): SampleEntropy {
  const n = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (n === 0) throw new RangeError('sampleEntropy needs at least one sample');
  if (n > room.x.length) room = { x: new Float64Array(n), starts: new Uint8Array(n) };
  const { x, starts } = room;
  // 1. One column, pieces behind one another, and where patterns may start.
  let at = 0;
  let patterns = 0;
  let squares = 0;
  for (const piece of pieces) {
    let sum = 0;
    for (let i = 0; i < piece.length; i++) sum += piece[i];
    const mean = sum / piece.length;
    for (let i = 0; i < piece.length; i++, at++) {
      x[at] = piece[i] - mean;
      squares += x[at] * x[at];
      starts[at] = i + M < piece.length ? 1 : 0;
    }
    patterns += Math.max(0, piece.length - M);
  }
  const r = TOLERANCE_SDS * Math.sqrt(squares / n);
  // 2.
  const { short, long } = countMatches({ samples: n, x, starts }, r);
  return { shortMatches: short, longMatches: long, templates: patterns, entropy: long > 0 ? Math.log(short / long) : null };
}

// Reused for every window; they grow to the longest one seen.
let room = { x: new Float64Array(0), starts: new Uint8Array(0) };
