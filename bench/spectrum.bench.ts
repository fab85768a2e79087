import { amplitudeSpectrum } from '../src/dsp/spectra/spectrum.ts';
import type { Bench } from './define.ts';

const SIZE = 128;
const WINDOWS = 1000;

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

/** The amplitude spectrum of one stride-long window against its plain version. */
export const benches: readonly Bench[] = [{
  id: 'amplitudeSpectrum',
  group: 'kernels',
  title: `amplitude spectrum of windows of ${SIZE} samples`,
  async prepare() {
    const signal = Float64Array.from({ length: SIZE + WINDOWS }, (_, i) => Math.sin(i / 3) + 0.5 * Math.sin(i / 11 + 1));
    const out = new Float64Array(SIZE / 2 + 1);
    const ours = (window: Float64Array) => void amplitudeSpectrum(window, 'rectangular', out);
    const plain = (window: Float64Array) => plainSpectrum(window, out);
    const over = (spectrum: (window: Float64Array) => void) => () => {
      let sum = 0;
      for (let w = 0; w < WINDOWS; w++) {
        spectrum(signal.subarray(w, w + SIZE));
        sum += out[7];
      }
      return sum;
    };
    return {
      candidates: [{ name: 'plain sum', run: over(plain) }, { name: 'Surefoot', run: over(ours) }],
      work: { count: WINDOWS, of: 'window' },
      compare() {
        const window = signal.subarray(1, 1 + SIZE);
        const [found, expected] = [ours, plain].map((spectrum) => {
          spectrum(window);
          return out.slice();
        });
        for (let k = 0; k < out.length; k++) if (!(Math.abs(found[k] - expected[k]) <= 1e-12)) throw new Error(`spectra differ at bin ${k}: ${found[k]} and ${expected[k]}`);
      },
    };
  },
}];
