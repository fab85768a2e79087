import { spectralArcLengths } from '../../dsp/smoothness/spectralArcLength.ts';
import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { meanOverStrides, steadyStrides, type BoutStride } from '../gait/evidence.ts';
import { balasubramanian2015, melendez2021 } from '../sources.ts';

const GRAVITY_MPS2 = 9.80665;

/** Size of the acceleration that is not gravity, m/s²: what Balasubramanian 2015 puts in from an accelerometer. */
function magnitudes({ bout, stride }: BoutStride): Float64Array {
  const { ap, v, ml } = bout.acc;
  const start = Math.max(0, Math.round(stride.start - bout.offset));
  const end = Math.min(v.length, Math.round(stride.end - bout.offset));
  const out = new Float64Array(Math.max(0, end - start));
  for (let i = start; i < end; i++) out[i - start] = Math.abs(Math.sqrt(ap[i] * ap[i] + v[i] * v[i] + ml[i] * ml[i]) - GRAVITY_MPS2);
  return out;
}

// One stride at a time: over several strides the side lobes of the window add to the arc, so its length would grow with the walk.
export const trunkSpectralArcLength = defineMetric({
  id: 'trunk.spectralArcLength',
  version: 1,
  label: 'Smoothness (spectral arc length)',
  definition: 'How little the acceleration of the lower back is broken up within a stride: mean over steady straight strides of the spectral arc length (SPARC, up to 10 Hz) of its size without gravity; nearer to nought is smoother.',
  unit: '1',
  of: 'stride',
  digits: 2,
  better: 'higher',
  plausible: [-12, -1],
  sources: [balasubramanian2015, { ...melendez2021, place: 'finds SPARC valid for velocities only: of an acceleration it compares walks, it does not rate one' }],
  needsTrunk: true,
  compute: (trial) => meanOverStrides(trial, spectralArcLengths(steadyStrides(trial).map(magnitudes), trial.sampleRateHz).flatMap((length) => length ?? []), mean),
});
