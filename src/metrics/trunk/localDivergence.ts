import { stretch } from '../../dsp/spectra/stretch.ts';
import { localDivergence, SAMPLES_PER_STRIDE } from '../../dsp/stability/localDivergence.ts';
import type { BodyAxes } from '../../model/index.ts';
import { defineMetric, type Metric } from '../define.ts';
import type { AnnotatedBout } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
import { bruijn2013, rosenstein1993 } from '../sources.ts';
import { AXIS_WORDS } from './axes.ts';
import { meanOverWindows, steadyRuns, trunkBand, type Part } from './steadyWalking.ts';

/** About ten seconds. The value falls as strides are added, so their number is fixed. */
const STRIDES = 10;
const WORDS = { needed: `${STRIDES} strides`, found: (strides: number) => `${strides} ${strides === 1 ? 'stride' : 'strides'}` };

/** Strides of one foot that follow each other. */
interface Chain extends Part {
  /** Where the strides start, and where the last one ends. */
  readonly marks: readonly number[];
}

const chainsOf = oncePerTrial((trial): readonly Chain[] => {
  const chains: { bout: AnnotatedBout; units: number; marks: number[] }[] = [];
  for (const { bout, strides } of steadyRuns(trial)) {
    let last = -Infinity;
    for (const { start, end } of strides) {
      if (start < last) continue;
      if (start === last) {
        const open = chains[chains.length - 1];
        open.marks.push(end);
        open.units++;
      } else chains.push({ bout, units: 1, marks: [start, end] });
      last = end;
    }
  }
  return chains;
});

function markOf({ marks }: Chain, stride: number): number {
  return marks[stride];
}

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
      meanOverWindows(trial, chainsOf(trial), markOf, STRIDES, WORDS, (window) => {
        // One scale for the whole window: 100 samples a stride on average, as the strides of a walk differ a little.
        let samples = 0;
        for (const { start, end } of window) samples = samples + end - start;
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
