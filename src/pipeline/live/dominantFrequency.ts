import { parabolicPeak } from '../../dsp/gait/stepRhythm.ts';
import { amplitudeSpectrum } from '../../dsp/spectra/spectrum.ts';
import type { AxisColumns, SensorAxes } from '../../model/index.ts';

const BAND_HZ: readonly [number, number] = [0.5, 5];

/**
 * Strongest frequency of a movement between 0.5 and 5 Hz, whatever the mounting: the acceleration's magnitude, mean taken off, under
 * a Hann taper, padded to a power of two. Between two bins by the parabola through the peak and its neighbours.
 * @param acc m/s², columns of equal length
 * @returns Hz
 */
export function dominantFrequency({ x, y, z }: AxisColumns<SensorAxes>, sampleRateHz: number): number {
  const n = x.length;
  const size = 2 ** Math.ceil(Math.log2(Math.max(4, n)));
  const padded = new Float64Array(size);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += padded[i] = Math.hypot(x[i], y[i], z[i]);
  const mean = sum / n;
  for (let i = 0; i < n; i++) padded[i] = (padded[i] - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n));
  const spectrum = new Float64Array(size / 2 + 1);
  amplitudeSpectrum(padded, 'rectangular', spectrum);

  const binHz = sampleRateHz / size;
  let peak = Math.max(1, Math.ceil(BAND_HZ[0] / binHz));
  for (let k = peak; k <= Math.min(BAND_HZ[1] / binHz, size / 2 - 1); k++) if (spectrum[k] > spectrum[peak]) peak = k;
  return parabolicPeak(spectrum, peak) * binHz;
}
