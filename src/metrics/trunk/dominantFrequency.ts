import { dominantFrequency, WINDOW_S, type DominantFrequency } from '../../dsp/spectra/dominantFrequency.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric, type MetricOutcome } from '../define.ts';
import { turnFlag, whyNoStride, withFlags } from '../gait/evidence.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { weiss2013 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { oncePerTrial } from '../perTrial.ts';
import { samplesOf, steadyRuns } from './steadyWalking.ts';

const TOO_SHORT = `No stretch of ${WINDOW_S} s of steady straight walking was found.`;
const NO_PEAK = 'The movement in this direction has no dominant frequency between 0.5 and 3 Hz.';

const findPeak = (axis: BodyAxes) =>
  oncePerTrial((trial) => {
    const pieces: Float64Array[] = [];
    for (const run of steadyRuns(trial)) pieces.push(samplesOf(run, axis));
    return dominantFrequency(pieces, trial.sampleRateHz);
  });
const peakOf = { ap: findPeak('ap'), v: findPeak('v'), ml: findPeak('ml') };

function fromPeak(trial: GaitTrial, axis: BodyAxes, property: (peak: DominantFrequency) => number): MetricOutcome {
  const runs = steadyRuns(trial);
  if (runs.length === 0) return { missing: whyNoStride(trial), n: 0 };
  if (!runs.some((run) => samplesOf(run, axis).length >= Math.round(WINDOW_S * trial.sampleRateHz))) return { missing: TOO_SHORT, n: 0 };
  const peak = peakOf[axis](trial);
  return peak === null ? { missing: NO_PEAK, n: 0 } : { value: property(peak), n: peak.windows, ...withFlags(turnFlag(trial)) };
}

/** The four properties of the peak as words, unit and range. `what` is followed by "of the forward movement ...". */
const PROPERTIES = {
  frequency: {
    label: 'Dominant frequency',
    what: 'Where between 0.5 and 3 Hz the spectrum has its highest peak,',
    property: (peak: DominantFrequency) => peak.frequencyHz,
    unit: 'Hz', digits: 2, better: 'neither', plausible: [0.5, 3],
  },
  amplitude: {
    label: 'Height of the dominant frequency',
    what: 'Height of the highest peak between 0.5 and 3 Hz in the spectrum (a share of the variance per Hz)',
    property: (peak: DominantFrequency) => peak.amplitudePerHz,
    unit: '/Hz', digits: 2, better: 'higher', plausible: [0.05, 3.4],
  },
  width: {
    label: 'Width of the dominant frequency',
    what: 'Width at half its height (0.29 Hz for a perfectly even rhythm) of the highest peak between 0.5 and 3 Hz in the spectrum',
    property: (peak: DominantFrequency) => peak.widthHz,
    unit: 'Hz', digits: 2, better: 'lower', plausible: [0.27, 2],
  },
  slope: {
    label: 'Slope of the dominant frequency',
    what: 'Height over width of the highest peak between 0.5 and 3 Hz in the spectrum',
    property: (peak: DominantFrequency) => peak.slopePerHz2,
    unit: '/Hz2', digits: 1, better: 'higher', plausible: [0.05, 12],
  },
} as const;

function define<const Id extends string>(id: Id, name: keyof typeof PROPERTIES, axis: BodyAxes): Metric<Id> {
  const { label, what, property, ...rest } = PROPERTIES[name];
  return defineMetric({
    id,
    version: 1,
    label: `${label}, ${AXIS_WORDS[axis]}`,
    definition: `${what} of the ${AXIS_WORDS[axis]} movement of the lower back, mean over windows of 5 s of steady straight walking.`,
    of: 'window',
    sources: [weiss2013],
    needsTrunk: true,
    compute: (trial) => fromPeak(trial, axis, property),
    ...rest,
  });
}

export const dominantFrequencyAp = define('trunk.dominantFrequencyAp', 'frequency', 'ap');
export const dominantFrequencyV = define('trunk.dominantFrequencyV', 'frequency', 'v');
export const dominantFrequencyMl = define('trunk.dominantFrequencyMl', 'frequency', 'ml');
export const dominantAmplitudeAp = define('trunk.dominantAmplitudeAp', 'amplitude', 'ap');
export const dominantAmplitudeV = define('trunk.dominantAmplitudeV', 'amplitude', 'v');
export const dominantAmplitudeMl = define('trunk.dominantAmplitudeMl', 'amplitude', 'ml');
export const dominantWidthAp = define('trunk.dominantWidthAp', 'width', 'ap');
export const dominantWidthV = define('trunk.dominantWidthV', 'width', 'v');
export const dominantWidthMl = define('trunk.dominantWidthMl', 'width', 'ml');
export const dominantSlopeAp = define('trunk.dominantSlopeAp', 'slope', 'ap');
export const dominantSlopeV = define('trunk.dominantSlopeV', 'slope', 'v');
export const dominantSlopeMl = define('trunk.dominantSlopeMl', 'slope', 'ml');
