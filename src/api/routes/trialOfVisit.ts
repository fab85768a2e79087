import type { AssessedTrial } from '../../metrics/index.ts';
import type { Answers, KeptAnalysis, MetricValue, RecordStore, Trial } from '../../model/index.ts';
import { sharedSteps } from '../../pipeline/algorithms.ts';
import { protocols, withEntered, type Protocol } from '../../protocols/index.ts';
import type { TakenValue } from '../../risk/index.ts';

/** A trial with its analysis as it counts now: entered results in the place of measured ones, circumstances from test, document and therapist. */
export interface TrialOfVisit {
  readonly trial: Trial;
  readonly protocol: Protocol | undefined;
  readonly assessed: AssessedTrial;
  readonly stored: KeptAnalysis | null;
}

export function trialOfVisit(records: RecordStore, trial: Trial, answers: Answers): TrialOfVisit {
  const protocol: Protocol | undefined = protocols.find(({ id }) => id === trial.protocol);
  const stored = trial.analysisKey === undefined ? null : records.analysis(trial.analysisKey);
  const circumstances = { ...protocol?.circumstances, ...stored?.document.circumstances, ...trial.circumstances };
  const values = withEntered(stored ? stored.document.metrics : [], { protocol: trial.protocol, answers, courseLengthM: circumstances.courseLengthM });
  return {
    trial,
    protocol,
    assessed: { protocol: trial.protocol, outcome: trial.outcome, circumstances, values },
    stored: stored && { ...stored, document: { ...stored.document, metrics: values } },
  };
}

/** One of its values, as a change is judged by. */
export function takenValue({ assessed, stored }: TrialOfVisit, { value, algorithm, site, source, flags = [] }: MetricValue & { readonly value: number }): TakenValue {
  return {
    value,
    protocol: assessed.protocol,
    circumstances: assessed.circumstances,
    algorithm,
    steps: source === 'entered' ? [] : sharedSteps(stored?.document.algorithms ?? []),
    site,
    source,
    flags,
    usable: source === 'entered' || stored?.document.quality.ok !== false,
  };
}
