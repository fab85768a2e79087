import type { Transfer } from '../../dsp/transfers/transfers.ts';
import { mean } from '../../dsp/summary.ts';
import type { MetricOutcome } from '../define.ts';
import type { GaitTrial } from '../gaitTrial.ts';
import type { TestReadings } from '../testReading.ts';

const NO_TRANSFER = { sitToStand: 'No complete rise from a chair was found.', standToSit: 'Nobody sits down in this recording.' } as const;
const NOT_READ = 'The recording was not read as a test with a chair.';
const NO_GYROSCOPE = 'How the trunk leans cannot be measured without a gyroscope.';

/** Which transfers of a test are measured: all complete ones of chair rises, the two of a timed up and go. */
function transfersOf(trial: GaitTrial, kind: Transfer['kind']): readonly Transfer[] | null {
  const { test } = trial;
  if (test?.kind === 'chair') return test.transfers.filter((t) => t.complete && t.kind === kind);
  if (test?.kind === 'timedUpAndGo') return [kind === 'sitToStand' ? test.rise : test.sit];
  return null;
}

interface About {
  /** Measured by the lean of the trunk. */
  readonly leans?: true;
}

/** Mean of a property over the complete rises, or sits, of a test. */
export function meanOverTransfers(trial: GaitTrial, kind: Transfer['kind'], property: (transfer: Transfer, sampleRateHz: number) => number, { leans }: About = {}): MetricOutcome {
  const transfers = transfersOf(trial, kind);
  if (transfers === null) return { missing: NOT_READ, n: 0 };
  if (transfers.length === 0) return { missing: NO_TRANSFER[kind], n: 0 };
  if (leans && !trial.hasGyroscope) return { missing: NO_GYROSCOPE, n: 0 };
  return { value: mean(transfers.map((t) => property(t, trial.sampleRateHz))), n: transfers.length };
}

/** Flags of times that begin or end with a movement of the trunk. */
export function edgeFlags(trial: GaitTrial): { readonly flags?: readonly string[] } {
  return trial.hasGyroscope ? {} : { flags: ['edgesByAcceleration'] };
}

/** The reading of one kind of test, or why there is none. */
export function readingOf<K extends keyof TestReadings>(trial: GaitTrial, kind: K): TestReadings[K] | { readonly missing: string; readonly n: 0 } {
  const { test } = trial;
  return test?.kind === kind ? (test as unknown as TestReadings[K]) : { missing: kind === 'chair' ? NOT_READ : 'The recording was not read as a timed up and go.', n: 0 };
}
