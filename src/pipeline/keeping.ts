import { basename } from 'node:path';
import type { AnalysisDocument, DocumentSummary, WrittenAnalysis } from '../model/index.ts';
import type { AnalysisResult } from './options.ts';

/** A result that was written where it was made: of the document itself only the short part is left to read. */
export interface WrittenResult extends Pick<WrittenAnalysis, 'documentJson' | 'packedTraces'> {
  readonly document: DocumentSummary;
}

/**
 * What is kept of a result. Risk is left out of the document, because answers change after the day of the recording: whoever shows it
 * computes it from the answers of that moment. The folder is left out, because it may name a person.
 */
export function forKeeping({ document, traces }: AnalysisResult): AnalysisResult {
  return { document: { ...document, risk: undefined, recording: { ...document.recording, path: basename(document.recording.path) } }, traces };
}

export function summaryOf({ software, recording, participant, protocol, metrics }: AnalysisDocument): DocumentSummary {
  return { software, recording, ...(participant ? { participant } : {}), protocol, metrics };
}
