import { stances } from './stances.ts';
import { chairStand30s } from './chairStand30s.ts';
import { fiveTimesSitToStand } from './fiveTimesSitToStand.ts';
import { sitToStand } from './sitToStand.ts';
import { timedUpAndGo } from './timedUpAndGo.ts';
import { walk } from './walk.ts';

export { batteries, safetyQuestions } from './batteries/index.ts';
export type { Battery, BatteryId, BatteryTest, SafetyQuestion } from './batteries/index.ts';

export type { Mark, Protocol, Reading } from './define.ts';

/** Every protocol, in the order a therapist is offered them. */
export const protocols = [walk, ...stances, timedUpAndGo, chairStand30s, fiveTimesSitToStand, sitToStand] as const;

export type ProtocolId = (typeof protocols)[number]['id'];
