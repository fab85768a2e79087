import { convolveFolded } from '../kernels/wavelet.ts';
import { smoothWide } from './wideSmoothing.ts';

/** Kernels are cut at four sigma, where the weight is 3e-4 of the peak. */
const CUT_SIGMAS = 4;
/** So many weights and more are summed up by way of the spectrum. */
const WIDE = 64;

/** Smooths with a Gaussian. @param sigmaS standard deviation in seconds @returns `out`, a new array unless given, of the same length; edges mirror */
export function gaussianSmooth(input: Float64Array, sigmaS: number, sampleRateHz: number, out: Float64Array = new Float64Array(input.length)): Float64Array {
  const sigma = sigmaS * sampleRateHz;
  const half = Math.ceil(CUT_SIGMAS * sigma);
  const kernel = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let k = -half; k <= half; k++) sum += kernel[k + half] = Math.exp((-k * k) / (2 * sigma * sigma));
  for (let k = 0; k < kernel.length; k++) kernel[k] /= sum;
  const weights = kernel.subarray(half);
  if (half < WIDE) return convolveFolded(input, weights, 'even', out);
  smoothWide(input, weights, out);
  return out;
}

/**
 * Scale-normalised first derivative of a Gaussian: sigma times the slope of the smoothed signal, in the signal's own unit.
 * Source: Lindeberg 1998, Int J Comput Vis 30:77 (gamma-normalised derivatives, gamma = 1); the same wavelet as gaus1 in
 * McCamley 2012, Gait Posture 36:316.
 * @param sigmaS standard deviation in seconds @returns `out`, a new array unless given, of the same length; edges mirror
 */
export function gaussianDerivative(input: Float64Array, sigmaS: number, sampleRateHz: number, out?: Float64Array): Float64Array {
  const sigma = sigmaS * sampleRateHz;
  const half = Math.ceil(CUT_SIGMAS * sigma);
  const kernel = new Float64Array(2 * half + 1);
  let rampGain = 0;
  for (let k = -half; k <= half; k++) {
    kernel[k + half] = k * Math.exp((-k * k) / (2 * sigma * sigma));
    rampGain += k * kernel[k + half];
  }
  // Exact on a ramp whatever the sampling rate: a slope of 1 per sample answers sigma.
  for (let k = 0; k < kernel.length; k++) kernel[k] *= sigma / rampGain;
  return convolveFolded(input, kernel.subarray(half), 'odd', out);
}

/** Samples on each side that a smoothed value depends on. */
export function gaussianReach(sigmaS: number, sampleRateHz: number): number {
  return Math.ceil(CUT_SIGMAS * sigmaS * sampleRateHz);
}
