import type { MetricId } from '../metrics/index.ts';
import type { Source } from '../model/index.ts';

/** A clinical test as data: what to say, what must be worn, what is measured. */
export interface Protocol<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
  /** What the therapist says to the patient. */
  readonly instructions: readonly string[];
  readonly requiredSites: readonly string[];
  readonly metrics: readonly MetricId[];
  /** Shorter walks are kept, with a finding. */
  readonly minWalkingS: number;
  readonly sources: readonly Source[];
}

export function defineProtocol<const Id extends string>(protocol: Protocol<Id>): Protocol<Id> {
  return protocol;
}
