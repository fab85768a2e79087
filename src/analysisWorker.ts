/** Entry of an analysis worker: one job at a time, whole recordings or single sections. */
import { parentPort } from 'node:worker_threads';
import { openRecording } from './ingest/index.ts';
import { metrics } from './metrics/index.ts';
import { analyzeRecording } from './pipeline/offline.ts';
import { analyseSection } from './pipeline/section.ts';
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
  if (job.kind === 'recording') answer({ kind: 'done', result: await recording(job) });
  else if (job.kind === 'seal') answer({ kind: 'done', result: await seal(job) });
  else answer({ kind: 'done', result: section(job), spare: job.section.samples }, [job.section.samples]);
}

async function recording({ path, options }: RecordingJob): Promise<unknown> {
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
