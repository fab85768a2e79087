/**
 * What the first heavy window of a fresh process costs: sample entropy, local divergence and both wavelet passes of 10 s at 100 Hz.
 * Argument: the kind of kernels. Prints CPU seconds and a sum. Bundled by start.bench.ts, as the product is.
 */
import { gaussianDerivative, gaussianSmooth } from '../../src/dsp/filters/gaussian.ts';
import { useKernels, type KernelKind } from '../../src/dsp/kernels/kernels.ts';
import { localDivergence } from '../../src/dsp/stability/localDivergence.ts';
import { sampleEntropy } from '../../src/dsp/stability/sampleEntropy.ts';

const SAMPLES = 1000;
const RATE_HZ = 100;
const SIGMA_S = 0.09;

/** Ten strides of a second, two steps each, no two alike. */
const window = Float64Array.from({ length: SAMPLES }, (_, i) => {
  const t = i / RATE_HZ;
  return Math.sin(4 * Math.PI * t) + 0.4 * Math.sin(2 * Math.PI * t + 0.3) + 0.2 * Math.sin(8 * Math.PI * t + t / 7) + 0.05 * Math.sin(i * i);
});

const before = process.cpuUsage();
useKernels(process.argv[2] as KernelKind);
const { longMatches } = sampleEntropy([window]);
const divergence = localDivergence([window]);
const wave = gaussianDerivative(gaussianDerivative(gaussianSmooth(window, SIGMA_S, RATE_HZ), SIGMA_S, RATE_HZ), SIGMA_S, RATE_HZ);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1e6, longMatches + divergence!.perStride + wave[SAMPLES / 2]);
