import type { PlanarSway, SwayMeasures } from '../../dsp/sway/swaySet.ts';
import { defineMetric, type Metric, type MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import { mancini2012 } from '../sources.ts';
import type { StanceReading } from './reading.ts';

/** What a family of sway metrics shares: one measure in the plane, forward and sideways. */
export interface SwayFamily<Name extends string> extends Pick<Metric, 'unit' | 'digits' | 'better' | 'plausible'> {
  /** `rms` makes `sway.rms`, `sway.rmsAp` and `sway.rmsMl`. */
  readonly name: Name;
  readonly version: number;
  readonly label: string;
  /** One sentence up to the direction: "Root mean square of the acceleration of the standing trunk". */
  readonly what: string;
  readonly of: keyof SwayMeasures;
  readonly sources?: Metric['sources'];
  /** What of the family a therapist sees at first; the rest are details. */
  readonly first: 'all' | 'plane' | 'none';
}

type Family<Name extends string> = readonly [Metric<`sway.${Name}`>, Metric<`sway.${Name}Ap`>, Metric<`sway.${Name}Ml`>];

const FILTERED = 'mean taken off, low-pass 3.5 Hz';
const DIRECTIONS = [
  { part: 'planar', ending: '', label: '', words: 'in the horizontal plane' },
  { part: 'first', ending: 'Ap', label: ', forward', words: 'forward and backward' },
  { part: 'second', ending: 'Ml', label: ', sideways', words: 'sideways' },
] as const;

/** @returns the metric in the plane, forward and sideways */
export function defineSwayFamily<const Name extends string>({ name, version, label, what, of, first, sources = [mancini2012], ...shown }: SwayFamily<Name>, filter = FILTERED): Family<Name> {
  return DIRECTIONS.map(({ part, ending, label: suffix, words }) =>
    defineMetric({
      id: `sway.${name}${ending}`,
      version,
      label: `${label}${suffix}`,
      definition: `${what}, ${words} (${filter}).`,
      of: 'stance',
      sources,
      needsTrunk: true,
      ...(first === 'all' || (first === 'plane' && part === 'planar') ? {} : { detail: true }),
      compute: (trial) => fromSway(trial, part, (measures) => measures[of]),
      ...shown,
    }),
  ) as unknown as Family<Name>;
}

/** A measure that needs both directions at once. */
export function definePlanarSway<const Name extends string>({ name, version, label, what, of, first, sources = [mancini2012], ...shown }: Omit<SwayFamily<Name>, 'of'> & { readonly of: keyof PlanarSway }): Metric<`sway.${Name}`> {
  return defineMetric({
    id: `sway.${name}`,
    version,
    label,
    definition: `${what} (${FILTERED}).`,
    of: 'stance',
    sources,
    needsTrunk: true,
    ...(first === 'none' ? { detail: true } : {}),
    compute: (trial) => fromSway(trial, 'planar', (measures) => (measures as PlanarSway)[of]),
    ...shown,
  });
}

const NO_STANCE = 'No stance was found in this recording.';

/** The reading of a standing test; null for anything else. */
export function stanceOf({ test }: GaitTrial): StanceReading | null {
  return test?.kind === 'stance' ? test : null;
}

function fromSway(trial: GaitTrial, part: 'planar' | 'first' | 'second', look: (measures: SwayMeasures) => number): MetricOutcome {
  const stance = stanceOf(trial);
  if (stance === null || stance.sway === null) return { missing: stance?.noSway ?? NO_STANCE, n: 0 };
  if (part !== 'planar' && stance.noDirections !== null) return { missing: stance.noDirections, n: 0 };
  return { value: look(stance.sway[part]), n: 1, ...(stance.short ? { flags: ['short'] } : {}) };
}
