import type { MetricPoint } from '../../../src/model/index.ts';

/** 2026-03-01 09:00 UTC */
export const BEGIN_MS = 1_772_355_600_000;
export const METRICS = ['gait.cadence', 'gait.walkingSpeed'] as const;

/** One window of one worn sensor: a value of each metric. */
export function windowOf(sensor: number, second: number, value: number): MetricPoint[] {
  return METRICS.map((metric, i) => ({
    patientId: `p${sensor}`, assessmentId: `a${sensor}`, trialId: `t${sensor}`, metric, algorithm: `${metric}@1`, timeMs: BEGIN_MS + second * 1000, value: value + i,
  }));
}
