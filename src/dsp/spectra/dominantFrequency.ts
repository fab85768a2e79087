import { powerDensity } from './welch.ts';

/** Four strides or more, and short enough for a straight walk of eight to ten metres. */
export const WINDOW_S = 5;
/** Where Weiss 2013 reads the spectrum: from a slow stride to a quick step. */
const BAND_HZ: readonly [number, number] = [0.5, 3];
/** White noise at 100 Hz lies at 0.02 per Hz, and its ripples stay below 0.04: a lower peak than this dominates nothing. */
const LEAST_AMPLITUDE_PER_HZ = 0.05;

export interface DominantFrequency {
  readonly frequencyHz: number;
  /** Height of the peak: share of the signal's variance per Hz, 1/Hz. */
  readonly amplitudePerHz: number;
  /** Width of the peak at half its height, Hz. A pure sine reads 0.29 Hz, the width of the window itself. */
  readonly widthHz: number;
  /** Height over width, 1/Hz². */
  readonly slopePerHz2: number;
  readonly windows: number;
}

/**
 * The highest peak of a walk's spectrum between 0.5 and 3 Hz: where it lies, how high and how narrow it is.
 * A steady walk has a high narrow peak, an uneven one a low broad one.
 *
 * Source: Weiss 2013, Neurorehabil Neural Repair 27:742 (amplitude, width and slope of the dominant frequency of the lower
 * back's acceleration during walking).
 * Needs: one piece of at least 5 s.
 * Steps:
 * 1. Power density in Hann windows of 5 s, hop 2.5 s, each divided by its own variance.
 * 2. Highest bin in the band that is higher than its neighbours; vertex of the parabola through the three.
 * 3. Width between the places left and right where the density falls to half, by straight lines between bins.
 * 4. A peak as low as a ripple of noise is none.
 * Differs from the source: the density is a share of the variance, so that how hard somebody walks (see RMS) does not come in twice.
 *
 * @param pieces straight steady walking along one body axis, any unit
 * @returns null when nothing is long enough or no peak in the band is high enough
 */
export function dominantFrequency(pieces: readonly Float64Array[], sampleRateHz: number): DominantFrequency | null {
  // 1.
  const spectrum = powerDensity(pieces, WINDOW_S, sampleRateHz);
  if (spectrum === null) return null;
  const { density, binHz, windows } = spectrum;
  // 2.
  const first = Math.max(1, Math.ceil(BAND_HZ[0] / binHz));
  const last = Math.min(density.length - 2, Math.floor(BAND_HZ[1] / binHz));
  let peak = -1;
  for (let k = first; k <= last; k++) {
    const isPeak = density[k] > density[k - 1] && density[k] >= density[k + 1];
    if (isPeak && (peak < 0 || density[k] > density[peak])) peak = k;
  }
  if (peak < 0) return null;
  const [a, b, c] = [density[peak - 1], density[peak], density[peak + 1]];
  const offset = (0.5 * (a - c)) / (a - 2 * b + c);
  const amplitudePerHz = b - 0.25 * (a - c) * offset;
  // 3.
  const below = halfCrossing(density, peak, -1, amplitudePerHz / 2);
  const above = halfCrossing(density, peak, 1, amplitudePerHz / 2);
  if (below === null || above === null) return null;
  const widthHz = (above - below) * binHz;
  // 4.
  if (amplitudePerHz < LEAST_AMPLITUDE_PER_HZ) return null;
  return { frequencyHz: (peak + offset) * binHz, amplitudePerHz, widthHz, slopePerHz2: amplitudePerHz / widthHz, windows };
}

/** Fractional bin where the density first falls to a level, going one way from the peak. */
function halfCrossing(density: Float64Array, peak: number, direction: 1 | -1, level: number): number | null {
  for (let k = peak; k + direction >= 0 && k + direction < density.length; k += direction) {
    const next = density[k + direction];
    if (next <= level) return k + (direction * (density[k] - level)) / (density[k] - next);
  }
  return null;
}
