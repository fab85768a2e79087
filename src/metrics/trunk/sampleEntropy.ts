import { stretch } from '../../dsp/spectra/stretch.ts';
import { sampleEntropy } from '../../dsp/stability/sampleEntropy.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { oncePerTrial } from '../perTrial.ts';
import { richman2000 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { meanOverWindows, steadyRuns, trunkBand, type Part } from './steadyWalking.ts';

/** 10 s at 50 Hz: 500 samples, 498 patterns without interruption. The value depends on both. */
const RATE_HZ = 50;
const SAMPLES = 500;
const WORDS = { needed: `${SAMPLES / RATE_HZ} s`, found: (samples: number) => `${(samples / RATE_HZ).toFixed(1)} s` };
const TOO_SLOW = `The sensor sent fewer than ${RATE_HZ} samples a second.`;

/** Samples at 50 Hz of a steady run. */
interface Grid extends Part {
  readonly start: number;
  readonly every: number;
}

const gridsOf = oncePerTrial((trial): readonly Grid[] => {
  const every = trial.sampleRateHz / RATE_HZ;
  const grids: Grid[] = [];
  for (const { bout, start, end } of steadyRuns(trial)) {
    let units = Math.max(0, Math.floor((end - start) / every));
    // The division may round to the wrong side of the last one.
    while (start + (units + 1) * every <= end) units++;
    while (units > 0 && start + units * every > end) units--;
    grids.push({ bout, units, start, every });
  }
  return grids;
});

function markOf({ start, every }: Grid, sample: number): number {
  return start + sample * every;
}

function define<const Id extends string>(id: Id, axis: BodyAxes): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Sample entropy, ${AXIS_WORDS[axis]}`,
    definition: `How hard it is to guess the next moment of the ${AXIS_WORDS[axis]} movement of the lower back from the two before it: sample entropy (m = 2, r = 0.2 SD) of 10 s of steady straight walking at 50 Hz, at most one such window a minute.`,
    unit: '1',
    of: 'window',
    digits: 2,
    better: 'neither',
    plausible: [0.05, 2.5],
    sources: [richman2000],
    needsTrunk: true,
    compute: (trial) => {
      if (trial.bouts.length > 0 && trial.sampleRateHz < RATE_HZ) return { missing: TOO_SLOW, n: 0 };
      return meanOverWindows(trial, gridsOf(trial), markOf, SAMPLES, WORDS, (window) => {
        const pieces = window.map(({ bout, start, end, units }) => {
          const piece = new Float64Array(units);
          stretch(trunkBand(bout, axis, trial.sampleRateHz), start - bout.offset, end - bout.offset, piece);
          return piece;
        });
        return sampleEntropy(pieces).entropy;
      });
    },
  });
}

export const sampleEntropyAp = define('trunk.sampleEntropyAp', 'ap');
export const sampleEntropyV = define('trunk.sampleEntropyV', 'v');
export const sampleEntropyMl = define('trunk.sampleEntropyMl', 'ml');
