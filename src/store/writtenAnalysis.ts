import type { StoredAnalysis, WrittenAnalysis } from '../model/ports.ts';
import { toJson, toPackedJson } from './sqlite/exactJson.ts';

/**
 * An analysis in the form in which it is kept. A worker can write it, so that whoever keeps it need not: an hour's takes longer than others
 * should wait for.
 * @throws RangeError for a number that JSON would lose
 */
export function writtenAnalysis({ document, traces }: Pick<StoredAnalysis, 'document' | 'traces'>): Pick<WrittenAnalysis, 'documentJson' | 'packedTraces'> {
  return { documentJson: toJson(document, 'The analysis document'), packedTraces: traces && toPackedJson(traces, 'The traces') };
}
