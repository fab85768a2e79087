import type { RecordingEvent } from '../../model/index.ts';
import { happening } from '../people/happening.ts';
import type { Motion } from '../people/motion.ts';
import type { WalkOptions } from '../people/options.ts';
import { trunkMotion } from '../people/trunk.ts';
import { eventsOf, type WalkTruth } from '../people/truth.ts';

/** A walk as part of a scene, on the scene's clock. */
export interface Walked {
  readonly endS: number;
  readonly motion: Motion;
  readonly events: readonly RecordingEvent[];
  readonly strides: WalkTruth['strides'];
  readonly turns: WalkTruth['turns'];
}

/** Walks a course from a moment of the scene on; the scene's own sway goes on, so the walk brings none. @throws RangeError as `simulateWalk` */
export function walkAt(startS: number, options: Partial<WalkOptions>): Walked {
  const { o, plan, heading, stances, truth } = happening({ ...options, standBeforeS: 0, standAfterS: 0.5, swayDeg: 0 });
  const motion = trunkMotion(o, plan, heading);
  const later = <T extends { startS: number; endS: number }>(span: T): T => ({ ...span, startS: span.startS + startS, endS: span.endS + startS });
  return {
    endS: startS + plan.durationS,
    motion: (timeS) => motion(timeS - startS),
    events: eventsOf(truth, stances).map((e) => ({ ...e, onsetS: Math.round((e.onsetS + startS) * 1e4) / 1e4 })),
    strides: truth.strides.map(later),
    turns: truth.turns.map(later),
  };
}
