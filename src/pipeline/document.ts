import type { Walking } from '../dsp/gait/walking.ts';
import { mean } from '../dsp/summary.ts';
import type { AnalysisDocument, MetricValue, Stride } from '../model/index.ts';

type WalkParts = Pick<AnalysisDocument, 'gaitSequences' | 'walkingBouts' | 'initialContacts' | 'finalContacts' | 'strides' | 'turns'>;

/** Samples become seconds, nulls become absent fields: the document's share of a walk. */
export function walkParts(walking: Walking | null, sampleRateHz: number): WalkParts {
  const s = (sample: number) => seconds(sample / sampleRateHz);
  const bouts = walking?.bouts ?? [];
  const speed = (stride: Stride) => ((stride.lengthM ?? NaN) * sampleRateHz) / (stride.end - stride.start);
  return {
    gaitSequences: (walking?.gaitSequences ?? []).map((g) => ({ startS: s(g.start), endS: s(g.end) })),
    walkingBouts: bouts.map((bout) => {
      const durationS = (bout.end - bout.start) / sampleRateHz;
      const measured = bout.strides.filter((stride) => stride.lengthM !== null);
      const walkingSpeedMps = measured.length > 0 ? mean(measured.map(speed)) : null;
      return {
        startS: s(bout.start),
        endS: s(bout.end),
        strideCount: bout.strides.length,
        ...(walkingSpeedMps === null ? {} : { lengthM: significant(walkingSpeedMps * durationS), walkingSpeedMps: significant(walkingSpeedMps) }),
        cadenceSpm: significant((60 * (bout.contacts.length - 1)) / durationS),
      };
    }),
    initialContacts: bouts.flatMap((bout) =>
      bout.contacts.map((c) => ({
        timeS: s(c.sample),
        side: c.side,
        ...(c.mended ? { mended: true as const } : {}),
        ...(c.uncertain ? { uncertain: true as const } : {}),
      })),
    ),
    finalContacts: bouts.flatMap((bout) => bout.finalContacts.map((c) => ({ timeS: s(c.sample), side: c.side }))),
    strides: bouts.flatMap((bout) =>
      bout.strides.map((stride) => ({
        startS: s(stride.start),
        endS: s(stride.end),
        side: stride.side,
        ...(stride.lengthM === null ? {} : { lengthM: significant(stride.lengthM), speedMps: significant(speed(stride)) }),
        straight: stride.straight,
      })),
    ),
    turns: (walking?.turns ?? []).map((turn) => ({
      startS: s(turn.start),
      endS: s(turn.end),
      angleDeg: significant(turn.angleDeg),
      peakVelocityDegPerS: significant(turn.peakVelocityDegPerS),
    })),
  };
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
