/** Kernels are cut at four sigma, where the weight is 3e-4 of the peak. */
const CUT_SIGMAS = 4;

/** Smooths with a Gaussian. @param sigmaS standard deviation in seconds @returns new array of the same length; edges mirror */
export function gaussianSmooth(input: Float64Array, sigmaS: number, sampleRateHz: number): Float64Array {
  const sigma = sigmaS * sampleRateHz;
  const half = Math.ceil(CUT_SIGMAS * sigma);
  const kernel = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let k = -half; k <= half; k++) sum += kernel[k + half] = Math.exp((-k * k) / (2 * sigma * sigma));
  for (let k = 0; k < kernel.length; k++) kernel[k] /= sum;
  return convolve(input, kernel, half);
}

/**
 * Scale-normalised first derivative of a Gaussian: sigma times the slope of the smoothed signal, in the signal's own unit.
 * Source: Lindeberg 1998, Int J Comput Vis 30:77 (gamma-normalised derivatives, gamma = 1); the same wavelet as gaus1 in
 * McCamley 2012, Gait Posture 36:316.
 * @param sigmaS standard deviation in seconds @returns new array of the same length; edges mirror
 */
export function gaussianDerivative(input: Float64Array, sigmaS: number, sampleRateHz: number): Float64Array {
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
  return convolve(input, kernel, half);
}

/** out[i] = sum over k of input[i + k - half] * kernel[k]; beyond the ends the signal is mirrored. Kernels are even or odd: folded. */
function convolve(input: Float64Array, kernel: Float64Array, half: number): Float64Array {
  const n = input.length;
  const padded = new Float64Array(n + 2 * half);
  padded.set(input, half);
  for (let i = 1; i <= half; i++) {
    padded[half - i] = input[mirror(-i, n)];
    padded[half + n - 1 + i] = input[mirror(n - 1 + i, n)];
  }
  // A kernel's one half suffices; four sums at a time keep the processor busy while each waits for its own.
  const weights = kernel.subarray(half);
  return kernel[0] * kernel[2 * half] < 0 ? foldOdd(padded, weights, n) : foldEven(padded, weights, n);
}

/** out[i] = w[0] x[i] + sum of w[k] (x[i + k] + x[i - k]), x being `padded` without its margins. */
function foldEven(padded: Float64Array, w: Float64Array, n: number): Float64Array {
  const half = w.length - 1;
  const out = new Float64Array(n);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const c = i + half;
    let s0 = w[0] * padded[c];
    let s1 = w[0] * padded[c + 1];
    let s2 = w[0] * padded[c + 2];
    let s3 = w[0] * padded[c + 3];
    for (let k = 1; k <= half; k++) {
      const weight = w[k];
      s0 += weight * (padded[c + k] + padded[c - k]);
      s1 += weight * (padded[c + 1 + k] + padded[c + 1 - k]);
      s2 += weight * (padded[c + 2 + k] + padded[c + 2 - k]);
      s3 += weight * (padded[c + 3 + k] + padded[c + 3 - k]);
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
  }
  for (; i < n; i++) {
    let sum = w[0] * padded[i + half];
    for (let k = 1; k <= half; k++) sum += w[k] * (padded[i + half + k] + padded[i + half - k]);
    out[i] = sum;
  }
  return out;
}

/** The same with x[i + k] - x[i - k]. */
function foldOdd(padded: Float64Array, w: Float64Array, n: number): Float64Array {
  const half = w.length - 1;
  const out = new Float64Array(n);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const c = i + half;
    let s0 = w[0] * padded[c];
    let s1 = w[0] * padded[c + 1];
    let s2 = w[0] * padded[c + 2];
    let s3 = w[0] * padded[c + 3];
    for (let k = 1; k <= half; k++) {
      const weight = w[k];
      s0 += weight * (padded[c + k] - padded[c - k]);
      s1 += weight * (padded[c + 1 + k] - padded[c + 1 - k]);
      s2 += weight * (padded[c + 2 + k] - padded[c + 2 - k]);
      s3 += weight * (padded[c + 3 + k] - padded[c + 3 - k]);
    }
    out[i] = s0;
    out[i + 1] = s1;
    out[i + 2] = s2;
    out[i + 3] = s3;
  }
  for (; i < n; i++) {
    let sum = w[0] * padded[i + half];
    for (let k = 1; k <= half; k++) sum += w[k] * (padded[i + half + k] - padded[i + half - k]);
    out[i] = sum;
  }
  return out;
}

function mirror(index: number, n: number): number {
  const period = 2 * n;
  const i = ((index % period) + period) % period;
  return i < n ? i : period - 1 - i;
}
