import { openRecording } from '../../src/ingest/index.ts';
import { forKeeping, summaryOf } from '../../src/pipeline/keeping.ts';
import { analyzeRecording } from '../../src/pipeline/offline.ts';
import { writtenAnalysis } from '../../src/store/writtenAnalysis.ts';
import type { AnalysisWorkers } from '../../src/workers.ts';

/** What a worker answers, without starting one. */
export const analysedHere: Pick<AnalysisWorkers, 'written'> = {
  async written(path, options) {
    const kept = forKeeping(await analyzeRecording(await openRecording(path), options));
    return { document: summaryOf(kept.document), ...writtenAnalysis(kept) };
  },
};
