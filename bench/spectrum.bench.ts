import { amplitudeSpectrum } from '../src/dsp/spectra/spectrum.ts';
import type { Candidate } from './interleave.ts';

const SIZE = 128;
const WINDOWS = 400;

const signal = Float64Array.from({ length: SIZE + WINDOWS }, (_, i) => Math.sin(i / 3) + 0.5 * Math.sin(i / 11 + 1));

/** Amplitude spectrum by the definition of the transform: the plain version. */
function plainSpectrum(window: Float64Array, out: Float64Array): void {
  for (let k = 0; k <= SIZE / 2; k++) {
    let re = 0;
    let im = 0;
    for (let i = 0; i < SIZE; i++) {
      re += window[i] * Math.cos((2 * Math.PI * k * i) / SIZE);
      im -= window[i] * Math.sin((2 * Math.PI * k * i) / SIZE);
    }
    out[k] = ((k === 0 || k === SIZE / 2 ? 1 : 2) * Math.hypot(re, im)) / SIZE;
  }
}

const out = new Float64Array(SIZE / 2 + 1);
const over = (spectrum: (window: Float64Array) => void) => () => {
  let sum = 0;
  for (let w = 0; w < WINDOWS; w++) {
    spectrum(signal.subarray(w, w + SIZE));
    sum += out[7];
  }
  return sum;
};

/** The spectrum kernel of one stride-long window against its plain version. */
export const spectrumBench: { title: string; candidates: Candidate[] } = {
  title: `amplitude spectrum, ${WINDOWS} windows of ${SIZE} samples`,
  candidates: [
    { name: 'fft.js', run: over((window) => amplitudeSpectrum(window, 'rectangular', out)) },
    { name: 'plain sum', run: over((window) => plainSpectrum(window, out)) },
  ],
};

/** Both versions must agree before they are compared. @throws Error where they differ */
export function checkSpectra(): void {
  const plain = new Float64Array(out.length);
  plainSpectrum(signal.subarray(0, SIZE), plain);
  amplitudeSpectrum(signal.slice(0, SIZE), 'rectangular', out);
  for (let k = 0; k < out.length; k++) if (Math.abs(out[k] - plain[k]) > 1e-12) throw new Error(`spectra differ at bin ${k}: ${out[k]} and ${plain[k]}`);
}
