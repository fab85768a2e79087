import { hundredths } from '../metrics/index.ts';
import type { MetricValue, Source } from '../model/index.ts';

export { hundredths };

/** A reading that is held against a cut-off. */
export interface Reading {
  readonly value: number;
  readonly source: MetricValue['source'];
  readonly flags: readonly string[];
}

/** The usable value of a metric, or undefined where there is none. */
export function readingOf(metric: MetricValue | undefined): Reading | undefined {
  if (metric?.value === undefined || metric.value === null) return undefined;
  return { value: hundredths(metric.value), source: metric.source, flags: metric.flags ?? [] };
}

/** "15.01", "15.1", "15": seconds with as many digits as they have, two at most. */
export function seconds(value: number): string {
  return String(hundredths(value));
}

/** "0.80". */
export function metresPerSecond(value: number): string {
  return value.toFixed(2);
}

/**
 * Standard error of measurement of walking speed from one short walk with one body-fixed sensor.
 * It was found in rollator users and others of a geriatric clinic (mean 0.60 m/s) and may not fit others: the note says so.
 */
export const walkingSpeedSem = {
  mps: 0.06,
  population: 'geriatric patients walking 0.60 m/s on average, one body-fixed sensor',
  source: { citation: 'PMC7506931', url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7506931', place: 'Table 3' } satisfies Source,
} as const;

/** Says that a walking speed is too near its cut-off to be sure of its side, or null. */
export function borderlineWalkingSpeed(reading: Reading, cutMps: number): string | null {
  const distance = hundredths(Math.abs(reading.value - cutMps));
  const shown = `Borderline: walking speed ${metresPerSecond(reading.value)} m/s is`;
  // The error of a sensor says nothing about a speed by stopwatch.
  if (reading.source !== 'entered' && distance <= walkingSpeedSem.mps) {
    const where = distance === 0 ? `exactly at the cut-off of ${metresPerSecond(cutMps)} m/s` : `within ${metresPerSecond(walkingSpeedSem.mps)} m/s of the cut-off of ${metresPerSecond(cutMps)} m/s`;
    return `${shown} ${where}. One standard error of measurement is ${metresPerSecond(walkingSpeedSem.mps)} m/s in ${walkingSpeedSem.population} (${walkingSpeedSem.source.citation}, ${walkingSpeedSem.source.place}). Repeat the walk before relying on the side it falls on.`;
  }
  return distance === 0 ? `${shown} exactly at the cut-off of ${metresPerSecond(cutMps)} m/s.` : null;
}

/**
 * Says that a stopwatch time reads like its cut-off at a tenth of a second, or null.
 * No standard error is used: none was found for the Timed Up and Go of older people at home.
 */
export function borderlineSeconds(name: string, value: number, cutS: number): string | null {
  const shown = hundredths(value);
  if (shown === cutS) return `Borderline: ${name} ${seconds(shown)} s is exactly at the cut-off of ${seconds(cutS)} s.`;
  if (Math.round(shown * 10) !== Math.round(cutS * 10)) return null;
  return `Borderline: ${name} ${seconds(shown)} s is just ${shown < cutS ? 'below' : 'above'} the cut-off of ${seconds(cutS)} s, less than a tenth of a second away.`;
}

/** Standard error of measurement of the 30-second chair stand. Its people were healthy; it may not fit others. */
export const chairStandSem = {
  stands: 0.67,
  population: '99 healthy people of 71 years on average',
  source: { citation: 'Collado-Mateo 2019, Medicina 55:270' } satisfies Source,
} as const;

/** Says that a number of stands is too near its cut-off to be sure of its side, or null. Below the cut-off is below average. */
export function borderlineStands(stands: number, cut: number): string | null {
  if (hundredths(Math.abs(stands - cut)) > chairStandSem.stands) return null;
  return `Borderline: ${stands} stands in 30 s is exactly at the cut-off of ${cut}, the lowest score that is not below average. One standard error of measurement is ${chairStandSem.stands} stands in ${chairStandSem.population} (${chairStandSem.source.citation}).`;
}
