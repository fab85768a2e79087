import { findRecordings, openRecording } from '../src/ingest/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import type { Bench } from './define.ts';

async function readAlone(path: string): Promise<number> {
  let samples = 0;
  for await (const { length } of (await openRecording(path)).blocks()) samples += length;
  return samples;
}

export const benches: readonly Bench[] = [{
  id: 'analysis.short',
  group: 'endToEnd',
  title: 'a bundled recording of a short walk, from file to document',
  async prepare() {
    const [path] = await findRecordings('fixtures/recordings');
    const analysed = async () => (await analyzeRecording(await openRecording(path))).document;
    return {
      candidates: [
        { name: 'reading alone', run: () => readAlone(path) },
        { name: 'file to document', run: async () => (await analysed()).metrics.length },
      ],
      async compare() {
        const [first, second] = [JSON.stringify(await analysed()), JSON.stringify(await analysed())];
        if (first !== second) throw new Error('the same recording yields two documents');
      },
    };
  },
}];
