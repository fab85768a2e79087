import { firstWhere } from '../../dsp/ordered.ts';
import { mean } from '../../dsp/summary.ts';
import type { Side, Stride } from '../../model/index.ts';
import type { MetricOutcome } from '../define.ts';
import type { AnnotatedBout, GaitTrial } from '../gaitTrial.ts';
import { oncePerTrial } from '../perTrial.ts';
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

const steadyPhases = oncePerTrial((trial): readonly StridePhases[] => steadyStrides(trial).flatMap(({ bout, stride }) => phasesOf(bout, stride) ?? []));

/** Mean of one part over steady strides, or why there is none. */
export function meanPhase(trial: GaitTrial, part: keyof StridePhases): MetricOutcome {
  if (trial.bouts.length > 0 && trial.contactsFrom !== 'feet') return { missing: NEEDS_FEET, n: 0 };
  return meanOverStrides(trial, steadyPhases(trial).map((phases) => phases[part]), mean);
}

/**
 * Order of a walking stride: this foot lands, the other leaves, the other lands, this foot leaves, this foot lands.
 * @returns null when an event is missing or out of order, as in running
 */
function phasesOf({ contacts, finalContacts }: AnnotatedBout, { start, end, side }: Stride): StridePhases | null {
  if (side === null) return null;
  const other: Side = side === 'left' ? 'right' : 'left';
  const otherLeaves = firstInside(finalContacts, other, start, end);
  const otherLands = firstInside(contacts, other, start, end);
  const leaves = firstInside(finalContacts, side, start, end);
  if (otherLeaves === null || otherLands === null || leaves === null) return null;
  if (!(otherLeaves < otherLands && otherLands < leaves)) return null;
  const percent = (samples: number) => (100 * samples) / (end - start);
  return { stance: percent(leaves - start), swing: percent(end - leaves), doubleSupport: percent(otherLeaves - start + leaves - otherLands) };
}

/** Sample of a foot's first event within a stride. @param events in order of time */
function firstInside(events: readonly { readonly sample: number; readonly side: Side | null }[], of: Side, start: number, end: number): number | null {
  for (let k = firstWhere(events.length, (i) => events[i].sample > start); k < events.length && events[k].sample < end; k++) {
    if (events[k].side === of) return events[k].sample;
  }
  return null;
}
