import type { Walking } from '../dsp/gait/walking.ts';
import { mean } from '../dsp/summary.ts';
import type { AnalysisDocument, MetricValue, Stride } from '../model/index.ts';

type WalkParts = Pick<AnalysisDocument, 'gaitSequences' | 'walkingBouts' | 'initialContacts' | 'finalContacts' | 'strides' | 'turns'>;

/** Samples become seconds, nulls become absent fields: the document's share of a walk. */
export function walkParts(walking: Walking | null, sampleRateHz: number): WalkParts {
  const bouts = walking?.bouts ?? [];
  return {
    gaitSequences: (walking?.gaitSequences ?? []).map((g) => ({ startS: seconds(g.start / sampleRateHz), endS: seconds(g.end / sampleRateHz) })),
    walkingBouts: bouts.map((bout) => {
      const durationS = (bout.end - bout.start) / sampleRateHz;
      const speeds = measuredSpeeds(bout.strides, sampleRateHz);
      const walkingSpeedMps = speeds.length > 0 ? mean(speeds) : null;
      return {
        startS: seconds(bout.start / sampleRateHz),
        endS: seconds(bout.end / sampleRateHz),
        strideCount: bout.strides.length,
        ...(walkingSpeedMps === null ? {} : { lengthM: significant(walkingSpeedMps * durationS), walkingSpeedMps: significant(walkingSpeedMps) }),
        cadenceSpm: significant((60 * (bout.contacts.length - 1)) / durationS),
      };
    }),
    ...eventParts(bouts, sampleRateHz),
    turns: (walking?.turns ?? []).map((turn) => ({
      startS: seconds(turn.start / sampleRateHz),
      endS: seconds(turn.end / sampleRateHz),
      angleDeg: significant(turn.angleDeg),
      peakVelocityDegPerS: significant(turn.peakVelocityDegPerS),
    })),
  };
}

type Bouts = Walking['bouts'];

/** Thousands of them: in loops of their own, which stay compiled (docs/profiling.md). */
function eventParts(bouts: Bouts, sampleRateHz: number): Pick<WalkParts, 'initialContacts' | 'finalContacts' | 'strides'> {
  const initialContacts: WalkParts['initialContacts'][number][] = [];
  const finalContacts: WalkParts['finalContacts'][number][] = [];
  const strides: WalkParts['strides'][number][] = [];
  for (const bout of bouts) {
    for (const { sample, side, mended, uncertain } of bout.contacts) {
      const contact = { timeS: seconds(sample / sampleRateHz), side };
      initialContacts.push(mended || uncertain ? { ...contact, ...(mended ? { mended } : {}), ...(uncertain ? { uncertain } : {}) } : contact);
    }
    for (const { sample, side } of bout.finalContacts) finalContacts.push({ timeS: seconds(sample / sampleRateHz), side });
    for (const { start, end, side, lengthM, straight } of bout.strides) {
      const [startS, endS] = [seconds(start / sampleRateHz), seconds(end / sampleRateHz)];
      if (lengthM === null) strides.push({ startS, endS, side, straight });
      else strides.push({ startS, endS, side, lengthM: significant(lengthM), speedMps: significant((lengthM * sampleRateHz) / (end - start)), straight });
    }
  }
  return { initialContacts, finalContacts, strides };
}

function measuredSpeeds(strides: readonly Stride[], sampleRateHz: number): number[] {
  const speeds: number[] = [];
  for (const { lengthM, start, end } of strides) if (lengthM !== null) speeds.push((lengthM * sampleRateHz) / (end - start));
  return speeds;
}

/** A metric's value as written: nine digits, so that the last bits of a sum do not make another document. */
export function written(metric: MetricValue): MetricValue {
  return metric.value === null ? metric : { ...metric, value: significant(metric.value) };
}

/** Hundredths of a millisecond. */
export function seconds(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

export function significant(value: number): number {
  return Number(value.toPrecision(9));
}
