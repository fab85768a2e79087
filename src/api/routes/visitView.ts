import type { Attempt, RecordStore, Visit } from '../../model/index.ts';
import { protocols } from '../../protocols/index.ts';
import type { AttemptReading, VisitSummary, VisitView } from '../schemas/visits.ts';

/** So many numbers are enough to decide whether a test is to be repeated. */
const SHOWN_METRICS = 5;

/** A visit, with what the analyses of its recordings say. */
export function visitView(records: RecordStore, visit: Visit): VisitView {
  return { ...visit, tests: visit.tests.map((test) => ({ ...test, attempts: test.attempts.map((attempt) => ({ ...attempt, reading: readingOf(records, test.protocol, attempt) })) })) };
}

function readingOf(records: RecordStore, protocol: string, { recording }: Attempt): AttemptReading | null {
  const stored = recording === null || recording.analysisKey === null ? null : records.analysis(recording.analysisKey);
  if (!stored) return null;
  const { quality, metrics } = stored.document;
  // A protocol names first what it is there for.
  const wanted: readonly string[] = protocols.find(({ id }) => id === protocol)?.metrics ?? [];
  const shown = wanted.flatMap((id) => metrics.find((metric) => metric.id === id) ?? []).slice(0, SHOWN_METRICS);
  return { ...quality, metrics: shown };
}

export function visitSummary({ id, battery, state, safety, adverseEvents, ended }: Visit): VisitSummary {
  return { id, battery, state, safety, adverseEvents, ended };
}
