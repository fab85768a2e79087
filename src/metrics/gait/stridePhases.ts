import { mean } from '../../dsp/summary.ts';
import type { Side, Stride } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { AnnotatedBout, GaitTrial } from '../gaitTrial.ts';
import { meanOverStrides, steadyStrides } from './evidence.ts';

const NEEDS_FEET = 'A sensor at the lower back cannot tell when a foot leaves the ground; sensors on the feet are needed.';

/** Parts of one stride, in per cent of it. */
export interface StridePhases {
  /** The stride's own foot on the ground. */
  readonly stance: number;
  /** The stride's own foot in the air. */
  readonly swing: number;
  /** Both feet on the ground, after either contact. */
  readonly doubleSupport: number;
}

/** Mean of one part over steady strides, or why there is none. */
export function meanPhase(trial: GaitTrial, part: keyof StridePhases): MetricOutcome {
  if (trial.bouts.length > 0 && trial.contactsFrom !== 'feet') return { missing: NEEDS_FEET, n: 0 };
  const parts = steadyStrides(trial).flatMap(({ bout, stride }) => phasesOf(bout, stride)?.[part] ?? []);
  return meanOverStrides(trial, parts, mean);
}

/**
 * Order of a walking stride: this foot lands, the other leaves, the other lands, this foot leaves, this foot lands.
 * @returns null when an event is missing or out of order, as in running
 */
function phasesOf(bout: AnnotatedBout, { start, end, side }: Stride): StridePhases | null {
  if (side === null) return null;
  const other: Side = side === 'left' ? 'right' : 'left';
  const inside = (events: readonly { sample: number; side: Side | null }[], of: Side) => events.find((e) => e.side === of && e.sample > start && e.sample < end)?.sample;
  const otherLeaves = inside(bout.finalContacts, other);
  const otherLands = inside(bout.contacts, other);
  const leaves = inside(bout.finalContacts, side);
  if (otherLeaves === undefined || otherLands === undefined || leaves === undefined) return null;
  if (!(otherLeaves < otherLands && otherLands < leaves)) return null;
  const percent = (samples: number) => (100 * samples) / (end - start);
  return { stance: percent(leaves - start), swing: percent(end - leaves), doubleSupport: percent(otherLeaves - start + leaves - otherLands) };
}
