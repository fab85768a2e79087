import { AppError } from '../model/index.ts';
import type { KeptOptions, KeptAnalysis, Trial, Visit, VisitTest } from '../model/index.ts';
import type { IntakeStores } from './intake.ts';
import { keptOptions, metricPoints } from './intakeRecords.ts';
import { forKeeping } from './keeping.ts';
import { analysisKey } from './key.ts';
import type { AnalysisResult } from './options.ts';

/** A trial whose recording can be analysed again. */
export interface AnalysedTrial {
  readonly trialId: string;
  readonly assessmentId: string;
  readonly patientId: string;
  readonly recordingId: string;
  readonly analysisKey: string;
}

/** `current`: this software would say the same; `renewed`: a new analysis stands beside the old one, and the trial points to it. */
export type Reanalysed = 'current' | 'renewed';

/**
 * Analyses a trial's recording again where options, software or any algorithm's version make another key than that of its analysis.
 * The old analysis and its values stay. What is new is kept in one transaction: interrupted, it is done again by the next run.
 *
 * @param analyse gives the result for this recording, under the name that its document has
 * @throws AppError what the recording or the stores throw; the trial is as it was
 */
export async function reanalyseTrial(stores: Pick<IntakeStores, 'records' | 'metrics'>, trial: AnalysedTrial, analyse: (path: string, options: KeptOptions) => Promise<AnalysisResult>): Promise<Reanalysed> {
  const { records } = stores;
  const old = records.analysis(trial.analysisKey);
  const found = records.assessment(trial.assessmentId)?.trials.find(({ id }) => id === trial.trialId);
  if (!old || !found) throw new AppError('NOT_FOUND', `The analysis of trial ${trial.trialId} is not in the database: run "surefoot verify"`);
  const options = optionsOf(old, found);
  const key = analysisKey(trial.recordingId, options);
  if (key === trial.analysisKey) return 'current';

  const kept = records.analysis(key);
  const made = kept ? null : forKeeping(await analyse(old.document.recording.path, options));
  const document = kept?.document ?? made!.document;
  if (document.recording.sha256 !== old.document.recording.sha256) {
    throw new AppError('BAD_RECORDING', `The recording ${trial.recordingId} is not the one that was analysed before: run "surefoot verify"`);
  }
  return records.transaction(() => {
    // Read again: meanwhile the person may have been erased, or the recording imported anew.
    const now = records.assessment(trial.assessmentId);
    const isSame = now?.trials.some(({ id, analysisKey: current }) => id === trial.trialId && current === trial.analysisKey);
    if (!now || !isSame) return 'current';
    stores.metrics.keep(metricPoints(document, trial, Date.parse(now.takenAt)));
    if (made) records.putAnalysis({ key, recordingId: trial.recordingId, ...made, options: keptOptions(options) });
    records.putAssessment({ ...now, software: document.software, trials: now.trials.map((each) => (each.id === trial.trialId ? { ...each, analysisKey: key } : each)) });
    const visit = records.visitOfAssessment(now.id);
    if (visit) records.putVisit(renewed(visit, trial.analysisKey, key));
    return 'renewed';
  });
}

/** A visit makes trials of its attempts: they must not fall back to the old analysis. */
function renewed(visit: Visit, before: string, key: string): Visit {
  const attempts = (test: VisitTest) => test.attempts.map((attempt) => (attempt.recording?.analysisKey === before ? { ...attempt, recording: { ...attempt.recording, analysisKey: key } } : attempt));
  return { ...visit, tests: visit.tests.map((test) => ({ ...test, attempts: attempts(test) })) };
}

/**
 * What was said of a recording when it was analysed. Older versions did not keep it: it is read from their document, which says all but
 * whether the sensor was named; where several were worn, that is asked of the key, or else the one that was used is named.
 */
function optionsOf({ key, recordingId, document, options }: KeptAnalysis, { circumstances }: Trial): KeptOptions {
  if (options) return options;
  const said = keptOptions({
    protocol: document.protocol,
    participant: document.participant,
    courseLengthM: document.circumstances?.courseLengthM,
    findings: document.quality.findings.filter(({ code }) => code === 'AGE_FROM_BIRTH_YEAR'),
  });
  const named = { ...said, site: circumstances.site };
  const [same] = [said, named].filter((candidate) => analysisKey(recordingId, candidate) === key);
  return same ?? (document.recording.sites.length > 1 && circumstances.site !== undefined && !circumstances.site.includes('+') ? named : said);
}
