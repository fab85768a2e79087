import { mean, median } from '../../src/dsp/summary.ts';
import { icc21, meanAbsoluteError, spread } from './agreement.ts';
import { f1, type Counts } from './matching.ts';
import type { WalkTrialScore } from './walkTrials.ts';

/** The figures of a set of walk trials. */
export interface WalkFigures {
  readonly f1Straight: number;
  readonly f1Whole: number;
  readonly contactBiasMs: number;
  readonly contactSpreadMs: number;
  readonly sidesRightPct: number;
  readonly strideTimeMaeMs: number;
  readonly cvMaePp: number;
  readonly cvIcc: number;
  readonly speedMaeMps: number;
  readonly speedIcc: number;
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
  const speeds = scores.flatMap((s) => s.speedMps);
  return {
    f1Straight: f1(total((s) => s.straight)),
    f1Whole: f1(total((s) => s.whole)),
    contactBiasMs: median(errorsMs),
    contactSpreadMs: spread(errorsMs),
    sidesRightPct: (100 * sum((s) => s.sidesRight)) / sum((s) => s.sidesRight + s.sidesWrong),
    strideTimeMaeMs: 1000 * meanAbsoluteError(scores.map((s) => s.strideTimeS)),
    cvMaePp: meanAbsoluteError(scores.map((s) => s.strideTimeCvPct)),
    cvIcc: icc21(scores.map((s) => s.strideTimeCvPct)),
    speedMaeMps: meanAbsoluteError(speeds),
    speedIcc: icc21(speeds),
    strideLengthMaeM: meanAbsoluteError(scores.flatMap((s) => s.strideLengthM)),
    turnsFoundPct: (100 * sum((s) => s.turnsFound)) / sum((s) => s.turnsFound + s.turnsMissed),
    turnDurationErrorS: mean(scores.flatMap((s) => s.turnDurationErrorsS)),
    extraTurnsPerTrial: sum((s) => s.turnsExtra) / scores.length,
  };
}

/** The figures as lines of a table. */
export function summarise(scores: readonly WalkTrialScore[]): [name: string, value: string][] {
  const f = walkFigures(scores);
  return [
    ['initial contacts F1, straight', f.f1Straight.toFixed(4)],
    ['initial contacts F1, whole trial', f.f1Whole.toFixed(4)],
    ['contact time: bias; spread (MAD), ms', `${f.contactBiasMs.toFixed(1)}; ${f.contactSpreadMs.toFixed(1)}`],
    ['left/right right, %', f.sidesRightPct.toFixed(2)],
    ['stride time MAE, ms', f.strideTimeMaeMs.toFixed(2)],
    ['stride-time CV: MAE, pp; ICC(2,1)', `${f.cvMaePp.toFixed(2)}; ${f.cvIcc.toFixed(3)}`],
    ['walking speed: MAE, m/s; ICC(2,1)', `${f.speedMaeMps.toFixed(3)}; ${f.speedIcc.toFixed(3)}`],
    ['stride length MAE, m', f.strideLengthMaeM.toFixed(3)],
    ['turns found, %', f.turnsFoundPct.toFixed(1)],
    ['turn duration error, s; extra turns a trial', `${f.turnDurationErrorS.toFixed(3)}; ${f.extraTurnsPerTrial.toFixed(2)}`],
  ];
}
