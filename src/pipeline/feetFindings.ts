import type { FeetAgreement } from '../dsp/feet/agreement.ts';
import type { FootGait } from '../dsp/feet/feetGait.ts';
import { LONGEST_GAP_S } from '../dsp/feet/foot.ts';
import type { SensorSeries } from '../dsp/series.ts';
import type { Finding, Side } from '../model/index.ts';
import { GRAVITY_MPS2, GRAVITY_TOLERANCE } from './findings.ts';

/** Opening and closing steps differ by one or two; more is another walk. */
const UNMATCHED_LIMIT_PCT = 5;
const UNMATCHED_PROBLEM_PCT = 25;
const FEWEST_COMPARED = 6;
const OPPOSITE_LIMIT_PCT = 50;
const LENGTH_LIMIT_PCT = 15;

/** Feet whose sensor cannot be believed: what it reads of gravity is off. Then neither foot is used. */
export function unbelievableFeet(gait: FootGait): Finding[] {
  return (['left', 'right'] as const).flatMap((side): Finding[] => {
    const gravity = gait.gravityMps2[side];
    if (Math.abs(gravity / GRAVITY_MPS2 - 1) > GRAVITY_TOLERANCE) {
      const message = `The ${side} foot's sensor reads ${gravity.toFixed(2)} m/s² while it stands, where gravity is 9.81: its unit or calibration is wrong. The foot sensors were not used.`;
      return [{ code: 'FOOT_GRAVITY_IMPLAUSIBLE', severity: 'note', message }];
    }
    return [];
  });
}

/** Gaps in the feet's signals that cost strides. */
export function feetGapFindings(series: Readonly<Record<Side, SensorSeries>>): Finding[] {
  return (['left', 'right'] as const).flatMap((side): Finding[] => {
    const { gaps, sampleRateHz } = series[side];
    const long = gaps.filter((g) => g.end - g.start > LONGEST_GAP_S * sampleRateHz).length;
    if (long === 0) return [];
    const message = `The ${side} foot's sensor sent nothing for more than a tenth of a second, ${long === 1 ? 'once' : `${long} times`}: strides across such a gap were left out.`;
    return [{ code: 'FOOT_SAMPLES_MISSING', severity: 'note', message }];
  });
}

/** Where feet and lower back tell different walks. @param agreement null where no bout could be compared */
export function agreementFindings(agreement: FeetAgreement | null, uncovered: number, bouts: number): Finding[] {
  const findings: Finding[] = [];
  if (uncovered > 0) {
    const message = `The foot sensors do not cover ${uncovered} of ${bouts} walking bouts: contacts and strides of ${uncovered === 1 ? 'that one' : 'those'} come from the lower back.`;
    findings.push({ code: 'FEET_INCOMPLETE', severity: 'note', message });
  }
  if (!agreement || agreement.matched < FEWEST_COMPARED) return findings;
  const { unmatchedPct, oppositePct, backLengthM, feetLengthM } = agreement;
  if (oppositePct !== null && oppositePct > OPPOSITE_LIMIT_PCT) {
    const message = `In ${oppositePct.toFixed(0)} % of the steps the foot sensors say left where the lower back says right: they were probably exchanged. Check which foot wore which before using left and right.`;
    findings.push({ code: 'FEET_EXCHANGED', severity: 'problem', message });
  }
  if (unmatchedPct > UNMATCHED_LIMIT_PCT) {
    const severity = unmatchedPct > UNMATCHED_PROBLEM_PCT ? 'problem' : 'note';
    const message = `${unmatchedPct.toFixed(0)} % of the foot contacts were seen by the feet or by the lower back alone. The feet's were kept; look at the signal before relying on step counts or variability.`;
    findings.push({ code: 'FEET_DISAGREE', severity, message });
  }
  if (backLengthM !== null && feetLengthM !== null && Math.abs(backLengthM / feetLengthM - 1) * 100 > LENGTH_LIMIT_PCT) {
    const message = `Stride length is ${feetLengthM.toFixed(2)} m by the feet and ${backLengthM.toFixed(2)} m by the lower back. The feet measure it; the lower back estimates it from leg length. Check the height that was given.`;
    findings.push({ code: 'FEET_LENGTHS_DIFFER', severity: 'note', message });
  }
  return findings;
}
