import type { StanceReading } from './sway/reading.ts';
import type { ChairReading } from '../dsp/transfers/chairTest.ts';
import type { TimedUpAndGoReading } from '../dsp/transfers/timedUpAndGo.ts';
import type { StairsReading } from './stairs/reading.ts';
import type { TurnInPlaceReading } from './turnInPlace/reading.ts';

/**
 * What the reading of a test finds, by its kind. A new kind is a line here, a type in `dsp`, a reader in `src/pipeline/tests/`.
 * Readings hold signals, so metrics that look at one say `needsTrunk`.
 */
export interface TestReadings {
  readonly stance: StanceReading;
  readonly chair: ChairReading;
  readonly timedUpAndGo: TimedUpAndGoReading;
  readonly turnInPlace: TurnInPlaceReading;
  readonly stairs: StairsReading;
}

export type TestReading = { readonly [K in keyof TestReadings]: { readonly kind: K } & TestReadings[K] }[keyof TestReadings];
