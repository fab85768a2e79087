/** Entry of an analysis worker: one job at a time, whole recordings or single sections. */
import { parentPort } from 'node:worker_threads';
import { openRecording } from './ingest/index.ts';
import { metrics } from './metrics/index.ts';
import { forKeeping, summaryOf, type WrittenResult } from './pipeline/keeping.ts';
import { analyzeRecording } from './pipeline/offline.ts';
import type { AnalysisResult } from './pipeline/options.ts';
import { analyseSection } from './pipeline/section.ts';
import { writtenAnalysis } from './store/writtenAnalysis.ts';
import { packError, unpackSection, type Answer, type Job, type RecordingJob, type SealJob, type SectionJob } from './workerMessages.ts';

/** A bar needs no more. */
const PROGRESS_EVERY_MS = 50;

if (!parentPort) throw new TypeError('analysisWorker.ts is the entry of a worker thread');
const port = parentPort;
const answer = (message: Answer, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

port.on('message', (job: Job) => {
  void run(job).catch((error: unknown) => answer({ kind: 'failed', error: packError(error) }));
});

async function run(job: Job): Promise<void> {
  if (job.kind === 'section') return answer({ kind: 'done', result: section(job), spare: job.section.samples }, [job.section.samples]);
  if (job.kind === 'seal') return answer({ kind: 'done', result: await seal(job) });
  const result = await recording(job);
  answer({ kind: 'done', result: job.kind === 'written' ? written(result) : result });
}

async function recording({ path, options }: RecordingJob): Promise<AnalysisResult> {
  let told = -Infinity;
  return analyzeRecording(typeof path === 'string' ? await openRecording(path) : await (await import('./archive.ts')).openKept(path), {
    ...options,
    onProgress(stage, fraction) {
      if (performance.now() - told < PROGRESS_EVERY_MS) return;
      told = performance.now();
      answer({ kind: 'progress', stage, fraction });
    },
  });
}

/** A string crosses to the other thread as one piece; a document would be built there again, value by value. */
function written(result: AnalysisResult): WrittenResult {
  const kept = forKeeping(result);
  return { document: summaryOf(kept.document), ...writtenAnalysis(kept) };
}

async function seal({ folder, id }: SealJob): Promise<unknown> {
  const [{ sealKept }, { FolderRecordingStore }] = await Promise.all([import('./archive.ts'), import('./store/recordings/folderRecordingStore.ts')]);
  const recordings = await FolderRecordingStore.open(folder);
  try {
    return await sealKept(recordings, id);
  } finally {
    await recordings.close();
  }
}

function section({ section: packed, about }: SectionJob): unknown {
  const trunkMetrics = about.trunkMetrics.flatMap((id) => metrics.find((metric) => metric.id === id) ?? []);
  return analyseSection(unpackSection(packed), { ...about, trunkMetrics });
}
