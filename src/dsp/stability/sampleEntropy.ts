import { countMatches } from '../kernels/entropy.ts';
import { ascending } from './ascending.ts';

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
 * 2. Samples by rank: those within r of a sample have ranks without a gap, so whole numbers tell what matches.
 * 3. Patterns in the order of their first sample: only those behind one another can match.
 * 4. Pairs within r for two samples, and of those for three, each counted once.
 * Differs from the source: several pieces; no pattern crosses from one to the next.
 *
 * @param pieces any unit
 * @throws RangeError without any sample
 */
export function sampleEntropy(pieces: readonly Float64Array[]): SampleEntropy {
  const n = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (n === 0) throw new RangeError('sampleEntropy needs at least one sample');
  if (n > buffers.samples) buffers = reserve(n);
  // Local names: a loop reads them faster than the module's.
  const { x, startsPattern, rankOf, sorted, low, high, patternsBelow, firstRank, second, third, ends } = buffers;
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
      startsPattern[at] = i + M < piece.length ? 1 : 0;
      patterns += startsPattern[at];
    }
  }
  const r = TOLERANCE_SDS * Math.sqrt(squares / n);
  // 2.
  const order = ascending(x, n);
  for (let rank = 0; rank < n; rank++) {
    rankOf[order[rank]] = rank;
    sorted[rank] = x[order[rank]];
  }
  for (let rank = 0, above = 0; rank < n; rank++) {
    // The first rank whose tolerance reaches another one is the lowest within that one's.
    for (; above < n && sorted[above] - sorted[rank] <= r; above++) low[above] = rank;
    high[rank] = above - 1;
  }
  // 3.
  let place = 0;
  for (let rank = 0; rank < n; rank++) {
    const i = order[rank];
    patternsBelow[rank] = place;
    if (startsPattern[i] === 0) continue;
    firstRank[place] = rank;
    second[place] = rankOf[i + 1];
    third[place] = rankOf[i + 2];
    place++;
  }
  patternsBelow[n] = place;
  for (let p = 0; p < patterns; p++) ends[p] = patternsBelow[high[firstRank[p]] + 1];
  // 4.
  const { short, long } = countMatches({ patterns, samples: n, ends, second, third, low, high });
  return { shortMatches: short, longMatches: long, templates: patterns, entropy: long > 0 ? Math.log(short / long) : null };
}

// Reused for every window; they grow to the longest one seen.
let buffers = reserve(0);

function reserve(samples: number) {
  const column = () => new Int32Array(samples);
  return {
    samples,
    x: new Float64Array(samples),
    startsPattern: new Uint8Array(samples),
    rankOf: column(),
    sorted: new Float64Array(samples),
    low: column(),
    high: column(),
    patternsBelow: new Int32Array(samples + 1),
    firstRank: column(),
    second: column(),
    third: column(),
    ends: column(),
  };
}
