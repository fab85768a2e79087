import type { KeptAnalysis, KeptOptions } from '../../model/ports.ts';

/** All but the traces, which are long. */
export const ANALYSIS_COLUMNS = 'key, recording_id, document, traces IS NOT NULL AS has_traces, options';

export interface AnalysisRow {
  readonly key: string;
  readonly recording_id: string;
  readonly document: string;
  readonly has_traces: number;
  readonly options: string | null;
}

export function readAnalysis(row: AnalysisRow): KeptAnalysis {
  return {
    key: row.key,
    recordingId: row.recording_id,
    document: JSON.parse(row.document) as KeptAnalysis['document'],
    hasTraces: row.has_traces === 1,
    ...(row.options === null ? {} : { options: JSON.parse(row.options) as KeptOptions }),
  };
}
