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
 * 2. Patterns sorted by their first sample: only neighbours in that order can match.
 * 3. Pairs within r for two samples, and of those for three, each counted once.
 * Differs from the source: several pieces; no pattern crosses from one to the next.
 *
 * @param pieces any unit
 * @throws RangeError without any sample
 */
export function sampleEntropy(pieces: readonly Float64Array[]): SampleEntropy {
  const n = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (n === 0) throw new RangeError('sampleEntropy needs at least one sample');
  reserve(n);
  // 1. One column, pieces behind one another, and where patterns may start.
  let at = 0;
  let templates = 0;
  let squares = 0;
  for (const piece of pieces) {
    let sum = 0;
    for (let i = 0; i < piece.length; i++) sum += piece[i];
    const mean = sum / piece.length;
    for (let i = 0; i < piece.length; i++, at++) {
      x[at] = piece[i] - mean;
      squares += x[at] * x[at];
      if (i + M < piece.length) order[templates++] = at;
    }
  }
  const r = TOLERANCE_SDS * Math.sqrt(squares / n);
  // 2.
  order.subarray(0, templates).sort((a, b) => x[a] - x[b]);
  // 3.
  let shortMatches = 0;
  let longMatches = 0;
  for (let p = 0; p < templates; p++) {
    const i = order[p];
    for (let q = p + 1; q < templates; q++) {
      const j = order[q];
      if (x[j] - x[i] > r) break;
      if (Math.abs(x[i + 1] - x[j + 1]) > r) continue;
      shortMatches++;
      if (Math.abs(x[i + 2] - x[j + 2]) <= r) longMatches++;
    }
  }
  const entropy = longMatches > 0 ? Math.log(shortMatches / longMatches) : null;
  return { shortMatches, longMatches, templates, entropy };
}

// Reused for every window; they grow to the longest one seen.
let x = new Float64Array(0);
let order = new Int32Array(0);

function reserve(n: number): void {
  if (x.length >= n) return;
  x = new Float64Array(n);
  order = new Int32Array(n);
}
