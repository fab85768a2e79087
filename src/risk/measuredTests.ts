import type { MetricId } from '../metrics/index.ts';
import type { MetricValue } from '../model/index.ts';
import type { KnownAnswers } from '../questionnaires/index.ts';
import { readingOf } from './cutOff.ts';

/** The metrics that can stand for a test nobody has entered. */
export const tugMetrics = ['tug.duration'] as const satisfies readonly MetricId[];
export const chairStandMetrics = ['chair.standCount'] as const satisfies readonly MetricId[];

/** A time or count of a test, by stopwatch or by sensor. */
export interface TestValue {
  readonly value: number;
  readonly source: MetricValue['source'];
  /** What to add to a sentence that names the value: nothing for a stopwatch. */
  readonly by: string;
  readonly algorithm?: string;
  readonly flags: readonly string[];
}

/**
 * The Timed Up and Go as the cut-offs mean it, from "go" to seated: by stopwatch where one was entered, else by a sensor whose recording holds the
 * "go". The time from the first movement is another outcome and never read here.
 */
export function timedUpAndGoOf(
  answers: Pick<KnownAnswers, 'functionTests.timedUpAndGoS'>,
  metrics: { readonly [Id in (typeof tugMetrics)[number]]?: MetricValue },
): TestValue | undefined {
  return entered(answers['functionTests.timedUpAndGoS']) ?? measured(metrics['tug.duration'], 'by sensor');
}

/** The 30-second chair stand: 0 where the hands were used, else the entered count, else the one that a sensor counted. */
export function chairStandOf(
  answers: Pick<KnownAnswers, 'functionTests.chairStandCount' | 'functionTests.chairStandHandsUsed'>,
  metrics: { readonly [Id in (typeof chairStandMetrics)[number]]?: MetricValue },
): TestValue | undefined {
  // The form: if the person must use the arms, stop the test and record 0.
  if (answers['functionTests.chairStandHandsUsed'] === true) return entered(0);
  return entered(answers['functionTests.chairStandCount']) ?? measured(metrics['chair.standCount'], 'counted by sensor');
}

function entered(value: number | undefined): TestValue | undefined {
  return value === undefined ? undefined : { value, source: 'entered', by: '', flags: [] };
}

/** A value that cannot be right is none. */
function measured(metric: MetricValue | undefined, words: string): TestValue | undefined {
  const reading = readingOf(metric);
  if (!reading || reading.flags.includes('outsidePlausibleRange')) return undefined;
  return reading.source === 'entered' ? entered(reading.value) : { ...reading, by: ` ${words}`, algorithm: metric!.algorithm };
}
