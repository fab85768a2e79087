import { openRecording } from '../src/ingest/index.ts';
import { collect } from '../src/pipeline/collect.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import type { Candidate } from './interleave.ts';

/** The analysis of one recording from file to document, against reading it alone. */
export function analysisBench(path: string): { title: string; candidates: Candidate[] } {
  return {
    title: `analysis of ${path}`,
    candidates: [
      { name: 'reading alone', run: async () => (await collect(await openRecording(path), {})).trailer.sampleCount },
      { name: 'file to document', run: async () => (await analyzeRecording(await openRecording(path))).document.metrics.length },
    ],
  };
}
