import { Rooms } from '../../dsp/rooms.ts';
import { spectralArcLengths } from '../../dsp/smoothness/spectralArcLength.ts';
import { mean } from '../../dsp/summary.ts';
import { defineMetric } from '../define.ts';
import { meanOverStrides, steadyStrides, type BoutStride } from '../gait/evidence.ts';
import type { AnnotatedBout } from '../gaitTrial.ts';
import { balasubramanian2015, melendez2021 } from '../sources.ts';

const GRAVITY_MPS2 = 9.80665;

/** Size of the acceleration that is not gravity, m/s²: what Balasubramanian 2015 puts in from an accelerometer. */
function magnitudes({ ap, v, ml }: AnnotatedBout['acc'], out: Float64Array): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(Math.sqrt(ap[i] * ap[i] + v[i] * v[i] + ml[i] * ml[i]) - GRAVITY_MPS2);
  return out;
}

const rooms = new Rooms();

/** Those of every steady stride: views of rooms, for strides of the two feet overlap, and bouts of one stretch share their signals. */
function strideMagnitudes(strides: readonly BoutStride[]): Float64Array[] {
  const kept = new Map<AnnotatedBout['acc'], Float64Array>();
  const views: Float64Array[] = [];
  for (const { bout, stride } of strides) {
    const whole = kept.get(bout.acc) ?? magnitudes(bout.acc, rooms.room(kept.size, bout.acc.v.length));
    kept.set(bout.acc, whole);
    const start = Math.max(0, Math.round(stride.start - bout.offset));
    views.push(whole.subarray(start, Math.max(start, Math.min(whole.length, Math.round(stride.end - bout.offset)))));
  }
  return views;
}

function isKnown(length: number | null): length is number {
  return length !== null;
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
  compute: (trial) => meanOverStrides(trial, spectralArcLengths(strideMagnitudes(steadyStrides(trial)), trial.sampleRateHz).filter(isKnown), mean),
});
