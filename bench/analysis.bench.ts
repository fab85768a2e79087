import { openRecording } from '../src/ingest/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import type { Candidate } from './interleave.ts';

/** The analysis of one recording from file to document, against reading it alone. */
export function analysisBench(path: string): { title: string; candidates: Candidate[] } {
  return {
    title: `analysis of ${path}`,
    candidates: [
      { name: 'reading alone', run: () => readAlone(path) },
      { name: 'file to document', run: async () => (await analyzeRecording(await openRecording(path))).document.metrics.length },
    ],
  };
}

async function readAlone(path: string): Promise<number> {
  let samples = 0;
  for await (const { length } of (await openRecording(path)).blocks()) samples += length;
  return samples;
}
