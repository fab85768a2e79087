import { mean, median } from '../../src/dsp/summary.ts';
import { groupByPerson } from './bootstrap.ts';
import { icc21, meanAbsoluteError, spread } from './agreement.ts';
import { f1, type Counts } from './matching.ts';
import type { WalkTrialScore } from './walkTrials.ts';

/** The figures of a set of walk trials. */
export interface WalkFigures {
  readonly f1Straight: number;
  readonly f1Whole: number;
  readonly contactBiasMs: number;
  readonly contactSpreadMs: number;
  readonly finalF1Straight: number;
  readonly finalBiasMs: number;
  readonly finalSpreadMs: number;
  readonly sidesRightPct: number;
  readonly strideTimeMaeMs: number;
  readonly cvMaePp: number;
  readonly cvIcc: number;
  readonly speedMaeMps: number;
  readonly speedIcc: number;
  /** The first trial of each person corrects the length of the person's others. */
  readonly calibratedSpeedMaeMps: number;
  readonly strideLengthMaeM: number;
  readonly turnsFoundPct: number;
  readonly turnDurationErrorS: number;
  readonly extraTurnsPerTrial: number;
}

export function walkFigures(scores: readonly WalkTrialScore[]): WalkFigures {
  const total = (pick: (s: WalkTrialScore) => Counts): Counts =>
    scores.map(pick).reduce((a, b) => ({ hit: a.hit + b.hit, missed: a.missed + b.missed, extra: a.extra + b.extra }));
  const sum = (pick: (s: WalkTrialScore) => number) => scores.reduce((a, s) => a + pick(s), 0);
  const errorsMs = scores.flatMap((s) => s.contactErrorsS).map((e) => 1000 * e);
  const finalErrorsMs = scores.flatMap((s) => s.finalErrorsS).map((e) => 1000 * e);
  const speeds = scores.flatMap((s) => s.speedMps);
  return {
    f1Straight: f1(total((s) => s.straight)),
    f1Whole: f1(total((s) => s.whole)),
    contactBiasMs: median(errorsMs),
    contactSpreadMs: spread(errorsMs),
    finalF1Straight: f1(total((s) => s.finalStraight)),
    finalBiasMs: median(finalErrorsMs),
    finalSpreadMs: spread(finalErrorsMs),
    sidesRightPct: (100 * sum((s) => s.sidesRight)) / sum((s) => s.sidesRight + s.sidesWrong),
    strideTimeMaeMs: 1000 * meanAbsoluteError(scores.map((s) => s.strideTimeS)),
    cvMaePp: meanAbsoluteError(scores.map((s) => s.strideTimeCvPct)),
    cvIcc: icc21(scores.map((s) => s.strideTimeCvPct)),
    speedMaeMps: meanAbsoluteError(speeds),
    speedIcc: icc21(speeds),
    calibratedSpeedMaeMps: meanAbsoluteError(calibratedSpeeds(scores)),
    strideLengthMaeM: meanAbsoluteError(scores.flatMap((s) => s.strideLengthM)),
    turnsFoundPct: (100 * sum((s) => s.turnsFound)) / sum((s) => s.turnsFound + s.turnsMissed),
    turnDurationErrorS: mean(scores.flatMap((s) => s.turnDurationErrorsS)),
    extraTurnsPerTrial: sum((s) => s.turnsExtra) / scores.length,
  };
}

/** Speeds of every trial but each person's first, corrected by what the first one shows of the person. */
function calibratedSpeeds(scores: readonly WalkTrialScore[]): (readonly [number, number])[] {
  return groupByPerson(scores, (s) => s.person).flatMap(([first, ...others]) => {
    const factor = mean(first.speedMps.map(([reference]) => reference)) / mean(first.speedMps.map(([, found]) => found));
    return others.flatMap((s) => s.speedMps.map(([reference, found]) => [reference, factor * found] as const));
  });
}

type Pick = (figures: WalkFigures) => number;

/** The figures as lines of a table; `pick` serves to put an interval beside each. */
export const FIGURE_LINES: readonly { readonly name: string; readonly pick: Pick; readonly digits: number }[] = [
  { name: 'initial contacts F1, straight', pick: (f) => f.f1Straight, digits: 4 },
  { name: 'initial contacts F1, whole trial', pick: (f) => f.f1Whole, digits: 4 },
  { name: 'initial contacts, bias, ms', pick: (f) => f.contactBiasMs, digits: 1 },
  { name: 'initial contacts, spread (MAD), ms', pick: (f) => f.contactSpreadMs, digits: 1 },
  { name: 'final contacts F1, straight', pick: (f) => f.finalF1Straight, digits: 4 },
  { name: 'final contacts, bias, ms', pick: (f) => f.finalBiasMs, digits: 1 },
  { name: 'final contacts, spread (MAD), ms', pick: (f) => f.finalSpreadMs, digits: 1 },
  { name: 'left/right right, %', pick: (f) => f.sidesRightPct, digits: 2 },
  { name: 'stride time MAE, ms', pick: (f) => f.strideTimeMaeMs, digits: 2 },
  { name: 'stride-time CV MAE, percentage points', pick: (f) => f.cvMaePp, digits: 2 },
  { name: 'stride-time CV, ICC(2,1)', pick: (f) => f.cvIcc, digits: 3 },
  { name: 'walking speed MAE, m/s', pick: (f) => f.speedMaeMps, digits: 3 },
  { name: 'walking speed, ICC(2,1)', pick: (f) => f.speedIcc, digits: 3 },
  { name: 'walking speed MAE after one calibration walk, m/s', pick: (f) => f.calibratedSpeedMaeMps, digits: 3 },
  { name: 'stride length MAE, m', pick: (f) => f.strideLengthMaeM, digits: 3 },
  { name: 'turns found, %', pick: (f) => f.turnsFoundPct, digits: 1 },
  { name: 'turn duration, mean error, s', pick: (f) => f.turnDurationErrorS, digits: 3 },
  { name: 'extra turns a trial', pick: (f) => f.extraTurnsPerTrial, digits: 2 },
];
