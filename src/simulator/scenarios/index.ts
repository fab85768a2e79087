import { backwardWalk } from './backwardWalk.ts';
import { brisk } from './brisk.ts';
import { chairStand30s } from './chairStand30s.ts';
import { chairStandHalfRises } from './chairStandHalfRises.ts';
import { dailyLife } from './dailyLife.ts';
import { dualTaskWalk } from './dualTaskWalk.ts';
import { fiveTimesSitToStand } from './fiveTimesSitToStand.ts';
import { fourMetreWalk } from './fourMetreWalk.ts';
import { lostPackets } from './lostPackets.ts';
import { lying } from './lying.ts';
import { minuteWalk } from './minuteWalk.ts';
import { noGyroscope } from './noGyroscope.ts';
import { oneLegLost } from './oneLegLost.ts';
import { semiTandem } from './semiTandem.ts';
import { shaking } from './shaking.ts';
import { sideBySide } from './sideBySide.ts';
import { singleRise } from './singleRise.ts';
import { sitting } from './sitting.ts';
import { sitToStand } from './sitToStand.ts';
import { sixMinuteWalk } from './sixMinuteWalk.ts';
import { slowAsymmetric } from './slowAsymmetric.ts';
import { slowTimedUpAndGo } from './slowTimedUpAndGo.ts';
import { stairs } from './stairs.ts';
import { stairsClimbed } from './stairsClimbed.ts';
import { stanceClosedFirm } from './stanceClosedFirm.ts';
import { stanceClosedFoam } from './stanceClosedFoam.ts';
import { stanceLate } from './stanceLate.ts';
import { stanceOpenFirm } from './stanceOpenFirm.ts';
import { stanceOpenFoam } from './stanceOpenFoam.ts';
import { stanceTalking } from './stanceTalking.ts';
import { stanceTogether } from './stanceTogether.ts';
import { standing } from './standing.ts';
import { straight } from './straight.ts';
import { tandemHeld } from './tandemHeld.ts';
import { tandemStepOut } from './tandemStepOut.ts';
import { tenMetreWalk } from './tenMetreWalk.ts';
import { timedUpAndGo } from './timedUpAndGo.ts';
import { turn180 } from './turn180.ts';
import { turn360 } from './turn360.ts';
import { turnLeft } from './turnLeft.ts';
import { twoMinuteWalk } from './twoMinuteWalk.ts';
import { upsideDown } from './upsideDown.ts';
import { walk10mTurn } from './walk10mTurn.ts';

/** Every scenario, in the order in which they are listed. */
export const scenarios = [
  straight,
  walk10mTurn,
  minuteWalk,
  fourMetreWalk,
  tenMetreWalk,
  twoMinuteWalk,
  sixMinuteWalk,
  dualTaskWalk,
  backwardWalk,
  slowAsymmetric,
  brisk,
  turnLeft,
  standing,
  noGyroscope,
  lostPackets,
  upsideDown,
  sitting,
  lying,
  shaking,
  sitToStand,
  stairs,
  stairsClimbed,
  turn180,
  turn360,
  dailyLife,
  stanceOpenFirm,
  stanceClosedFirm,
  stanceOpenFoam,
  stanceClosedFoam,
  stanceTogether,
  sideBySide,
  semiTandem,
  tandemHeld,
  tandemStepOut,
  oneLegLost,
  stanceTalking,
  stanceLate,
  timedUpAndGo,
  slowTimedUpAndGo,
  fiveTimesSitToStand,
  chairStand30s,
  chairStandHalfRises,
  singleRise,
] as const;

export type ScenarioId = (typeof scenarios)[number]['id'];
