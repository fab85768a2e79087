import type { ProtocolId } from '../index.ts';

/** A test in its place in a battery. */
export interface BatteryTest {
  readonly protocol: ProtocolId;
  /** s after "go"; the protocol's own where absent. */
  readonly durationS?: number;
  /** Tests with the same word stand one after the other, each harder than the one before: who cannot do one is not asked for the next. */
  readonly ladder?: string;
}

/** Tests of one visit in the order in which they are done. */
export interface Battery<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** One sentence: what it is for. */
  readonly about: string;
  /** How long it takes with somebody who can do all of it. */
  readonly minutes: number;
  readonly tests: readonly BatteryTest[];
}

export function defineBattery<const Id extends string>(battery: Battery<Id>): Battery<Id> {
  return battery;
}
