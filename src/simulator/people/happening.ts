import { randomStream } from '../random.ts';
import { checkOptions } from './checkOptions.ts';
import { DEFAULTS } from './defaults.ts';
import { headingOver } from './heading.ts';
import type { WalkOptions } from './options.ts';
import { placeFeet } from './placement.ts';
import { planWalk } from './steps.ts';
import { truthOf } from './truth.ts';

/**
 * Everything that is settled about a walk before any signal is made.
 * @throws RangeError naming the option that is out of range
 */
export function happening(options: Partial<WalkOptions>) {
  const o: WalkOptions = { ...DEFAULTS, ...options };
  checkOptions(o);
  const plan = planWalk(o, randomStream(o.seed, 'rhythm'));
  const heading = headingOver(plan.turns);
  const stances = placeFeet(plan, heading, o.speedMps);
  return { o, plan, heading, stances, truth: truthOf(o, plan, stances) };
}
