import type { SwayMetricId } from '../sway/index.ts';
import { mancini2012, nihToolboxBalance } from '../sources.ts';
import { defineAssessmentMetric, type AssessmentMetric } from './define.ts';
import { compareTwo, type NamedTest } from './pair.ts';

/** What is compared: in the plane, the amount of sway also forward and sideways. */
const MEASURES = [
  ['rms', 'sway (RMS)'],
  ['rmsAp', 'sway forward (RMS)'],
  ['rmsMl', 'sway sideways (RMS)'],
  ['distance', 'mean sway distance'],
  ['range', 'sway range'],
  ['ellipseArea', 'sway ellipse'],
  ['area', 'sway area'],
  ['path', 'sway path'],
  ['meanVelocity', 'mean sway velocity'],
  ['jerk', 'sway jerk'],
  ['totalPower', 'sway power'],
  ['meanFrequency', 'mean sway frequency'],
  ['f50', 'median sway frequency'],
  ['f95', '95 % sway frequency'],
  ['centroidalFrequency', 'centroidal sway frequency'],
  ['frequencyDispersion', 'sway frequency dispersion'],
] as const satisfies readonly (readonly [string, string])[];
const FIRST: ReadonlySet<string> = new Set(['rms', 'rmsAp', 'rmsMl', 'ellipseArea', 'jerk']);
type Name = (typeof MEASURES)[number][0];
/** Every name above is that of a metric. */
const metricOf = (name: Name): SwayMetricId => `sway.${name}`;

const OPEN: NamedTest = { protocol: 'stanceOpenFirm', words: 'the stance with open eyes on firm ground' };
const CLOSED: NamedTest = { protocol: 'stanceClosedFirm', words: 'the stance with closed eyes on firm ground' };
const OPEN_FOAM: NamedTest = { protocol: 'stanceOpenFoam', words: 'the stance with open eyes on foam' };
const CLOSED_FOAM: NamedTest = { protocol: 'stanceClosedFoam', words: 'the stance with closed eyes on foam' };

interface Ratio<Prefix extends string> {
  readonly prefix: Prefix;
  readonly label: string;
  readonly over: readonly [upper: NamedTest, lower: NamedTest];
  readonly differIn: 'eyes' | 'surface';
}

function ratios<const Prefix extends string>({ prefix, label, over: [upper, lower], differIn }: Ratio<Prefix>): readonly AssessmentMetric<`${Prefix}.${Name}`>[] {
  return MEASURES.map(([name, words]) =>
    defineAssessmentMetric({
      id: `${prefix}.${name}`,
      version: 1,
      label: `${label}: ${words}`,
      definition: `The ${words} of ${upper.words}, divided by that of ${lower.words}.`,
      unit: '1',
      of: 'assessment',
      digits: 2,
      // A foot that is felt and eyes that see are both of use: what a ratio near 1 means depends on which of them fails.
      better: 'neither',
      plausible: [0.05, 50],
      ...(FIRST.has(name) ? {} : { detail: true }),
      sources: differIn === 'eyes' ? [mancini2012] : [mancini2012, nihToolboxBalance],
      compute: (assessed) => compareTwo(assessed, { first: lower, second: upper, metric: metricOf(name), differIn: [differIn] }, (below, above) =>
        below > 0 ? above / below : { missing: 'Nothing moves in the stance that is divided by.' }),
    }),
  );
}

export const stanceRatios = [
  ...ratios({ prefix: 'romberg', label: 'Romberg ratio', over: [CLOSED, OPEN], differIn: 'eyes' }),
  ...ratios({ prefix: 'rombergFoam', label: 'Romberg ratio on foam', over: [CLOSED_FOAM, OPEN_FOAM], differIn: 'eyes' }),
  ...ratios({ prefix: 'foamRatio', label: 'Foam ratio, eyes open', over: [OPEN_FOAM, OPEN], differIn: 'surface' }),
  ...ratios({ prefix: 'foamRatioClosed', label: 'Foam ratio, eyes closed', over: [CLOSED_FOAM, CLOSED], differIn: 'surface' }),
];
