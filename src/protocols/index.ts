import { stances } from './stances.ts';
import { chairStand30s } from './chairStand30s.ts';
import { fiveTimesSitToStand } from './fiveTimesSitToStand.ts';
import { sitToStand } from './sitToStand.ts';
import { timedUpAndGo } from './timedUpAndGo.ts';
import { backwardWalk } from './backwardWalk.ts';
import { dualTaskWalk } from './dualTaskWalk.ts';
import { fourMetreWalk } from './fourMetreWalk.ts';
import { sixMinuteWalk } from './sixMinuteWalk.ts';
import { stairs } from './stairs.ts';
import { tenMetreWalk } from './tenMetreWalk.ts';
import { turn180, turn360 } from './turnInPlace.ts';
import { twoMinuteWalk } from './twoMinuteWalk.ts';
import { walk } from './walk.ts';

export { batteries, safetyQuestions } from './batteries/index.ts';
export type { Battery, BatteryId, BatteryTest, SafetyQuestion } from './batteries/index.ts';

export type { Mark, Protocol, Reading } from './define.ts';
export { withEntered } from './entered.ts';

/** Every protocol, in the order a therapist is offered them. */
export const protocols = [
  walk, ...stances, timedUpAndGo, chairStand30s, fiveTimesSitToStand, sitToStand,
  fourMetreWalk, tenMetreWalk, twoMinuteWalk, sixMinuteWalk, dualTaskWalk, backwardWalk, turn180, turn360, stairs,
] as const;

export type ProtocolId = (typeof protocols)[number]['id'];
