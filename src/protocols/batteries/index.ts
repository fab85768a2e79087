import type { Battery } from './define.ts';
import { oneWalk } from './oneWalk.ts';
import { quietStanding } from './quietStanding.ts';
import { sppb } from './sppb.ts';
import { steadi } from './steadi.ts';

export type { Battery, BatteryTest } from './define.ts';
export { safetyQuestions } from './safetyCheck.ts';
export type { SafetyQuestion } from './safetyCheck.ts';

/** Every battery, in the order a therapist is offered them: the first is the one to begin with. */
export const batteries = [steadi, sppb, quietStanding, oneWalk] as const satisfies readonly Battery[];

export type BatteryId = (typeof batteries)[number]['id'];
