import { stretch } from '../../dsp/spectra/stretch.ts';
import { localDivergence, SAMPLES_PER_STRIDE } from '../../dsp/stability/localDivergence.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import { oncePerTrial } from '../perTrial.ts';
import { bruijn2013, rosenstein1993 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { meanOverWindows, steadyRuns, trunkBand, type Part } from './steadyWalking.ts';

/** About ten seconds. The value falls as strides are added, so their number is fixed. */
const STRIDES = 10;
const WORDS = { needed: `${STRIDES} strides`, found: (strides: number) => `${strides} ${strides === 1 ? 'stride' : 'strides'}` };

/** Strides of one foot that follow each other, of every steady run. */
const partsOf = oncePerTrial((trial): readonly Part[] =>
  steadyRuns(trial).flatMap(({ bout, strides }) => {
    const chains: number[][] = [];
    let last = -Infinity;
    for (const { start, end } of strides) {
      if (start < last) continue;
      if (start === last) chains[chains.length - 1].push(end);
      else chains.push([start, end]);
      last = end;
    }
    return chains.map((marks) => ({ bout, units: marks.length - 1, markAt: (stride: number) => marks[stride] }));
  }),
);

function define<const Id extends string>(id: Id, axis: BodyAxes): Metric<Id> {
  return defineMetric({
    id,
    version: 1,
    label: `Local divergence, ${AXIS_WORDS[axis]}`,
    definition: `How fast small differences in the ${AXIS_WORDS[axis]} movement of the lower back grow over half a stride: short-term divergence exponent (Rosenstein; five dimensions, delay a tenth of a stride) of 10 strides of steady straight walking stretched to 1000 samples, at most one such window a minute.`,
    unit: '/{stride}',
    of: 'window',
    digits: 2,
    better: 'lower',
    plausible: [0.05, 5],
    sources: [rosenstein1993, bruijn2013],
    needsTrunk: true,
    compute: (trial) =>
      meanOverWindows(trial, partsOf(trial), STRIDES, WORDS, (window) => {
        // One scale for the whole window: 100 samples a stride on average, as the strides of a walk differ a little.
        const samples = window.reduce((sum, { start, end }) => sum + end - start, 0);
        const every = samples / (STRIDES * SAMPLES_PER_STRIDE);
        const pieces = window.map(({ bout, start, end }) => {
          const from = start - bout.offset;
          const piece = new Float64Array(Math.round((end - start) / every));
          stretch(trunkBand(bout, axis, trial.sampleRateHz), from, from + piece.length * every, piece);
          return piece;
        });
        return localDivergence(pieces)?.perStride ?? null;
      }),
  });
}

export const localDivergenceAp = define('trunk.localDivergenceAp', 'ap');
export const localDivergenceV = define('trunk.localDivergenceV', 'v');
export const localDivergenceMl = define('trunk.localDivergenceMl', 'ml');
