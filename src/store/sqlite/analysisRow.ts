import type { SignalTraces } from '../../model/analysis.ts';
import type { KeptOptions, StoredAnalysis } from '../../model/ports.ts';
import { fromPackedJson } from './exactJson.ts';

export interface AnalysisRow {
  readonly key: string;
  readonly recording_id: string;
  readonly document: string;
  readonly traces: Uint8Array | null;
  readonly options: string | null;
}

export function readAnalysis(row: AnalysisRow): StoredAnalysis {
  return {
    key: row.key,
    recordingId: row.recording_id,
    document: JSON.parse(row.document) as StoredAnalysis['document'],
    traces: row.traces && (fromPackedJson(row.traces) as SignalTraces),
    ...(row.options === null ? {} : { options: JSON.parse(row.options) as KeptOptions }),
  };
}
