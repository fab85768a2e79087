/** Analyses recordings one after the other or side by side, and gives their documents in order. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Checkpoint } from './checkpoint.ts';
import { openRecording } from './ingest/index.ts';
import type { AnalysisDocument } from './model/index.ts';
import { analyzeRecording } from './pipeline/offline.ts';
import type { AnalysisResult, AnalyzeOptions } from './pipeline/options.ts';
import type { AnalysisWorkers } from './workers.ts';

export interface FilesRequest {
  /** What the recordings were found by; a checkpoint belongs to it. */
  readonly path: string;
  readonly recordings: readonly string[];
  readonly options: Omit<AnalyzeOptions, 'onProgress' | 'traces'>;
  /** Threads that analyse; as many as there are cores and as is worth it unless said. 1 stays in this thread. */
  readonly workers?: number;
  /** File in which an interrupted analysis goes on. */
  readonly checkpoint?: string;
  /** Told which recording the next result waits for, and how far everything is, 0 to 1. */
  readonly onProgress?: (stage: 'reading' | 'analysing', index: number, fraction: number) => void;
}

export type FileOutcome = { readonly recording: string } & ({ readonly document: AnalysisDocument } | { readonly error: unknown });

/** Below this the start of another thread costs more than it saves, bytes. */
const WORTH_A_WORKER = 4_000_000;
/** From here on a recording's sections are shared out, not the recording: the last one must not keep a single thread busy, bytes. */
const LONG_BYTES = 64_000_000;
/** Recordings that may be under way or wait for an earlier one, per worker. */
const AHEAD = 4;

/** @throws AppError for a checkpoint that cannot be used; what is wrong with a recording is its outcome */
export async function* analyseFiles(request: FilesRequest): AsyncGenerator<FileOutcome, void> {
  const { recordings, options, onProgress } = request;
  const bytes = await Promise.all(recordings.map((recording) => stat(recording).then(({ size }) => size, () => 0)));
  const total = bytes.reduce((sum, size) => sum + size, 0);
  const count = request.workers ?? Math.min(availableParallelism(), Math.max(1, Math.ceil(total / WORTH_A_WORKER)));
  const checkpoint: Checkpoint | null = request.checkpoint === undefined ? null : await (await import('./checkpoint.ts')).openCheckpoint(request.checkpoint, request.path, options);
  const workers: AnalysisWorkers | null = count > 1 ? (await import('./workers.ts')).analysisWorkers(count) : null;

  const shares = recordings.map(() => 0);
  let waitsFor = 0;
  let readHere: Promise<AnalysisResult | null> = Promise.resolve(null);

  const analyse = async (index: number): Promise<AnalysisDocument> => {
    const recording = recordings[index];
    const told: AnalyzeOptions = {
      ...options,
      traces: false,
      onProgress(stage, fraction) {
        shares[index] = fraction;
        onProgress?.(stage, waitsFor, total > 0 ? shares.reduce((sum, share, i) => sum + share * bytes[i], 0) / total : 1);
      },
    };
    const isWhole = workers !== null && recordings.length > 1 && bytes[index] < LONG_BYTES;
    if (isWhole && !checkpoint) return (await workers.recording(recording, told)).document;

    const reader = await openRecording(recording);
    const kept = checkpoint ? await checkpoint.open(recording, reader.header) : null;
    if (kept?.document) return kept.document;
    const here = (): Promise<AnalysisResult> => analyzeRecording(reader, told, { ...(workers ? { share: workers.sections } : {}), ...(kept ? { kept: kept.sections } : {}) });
    // Those that are read here go one after the other: each keeps all workers busy, and two would hold twice the memory.
    const { document } = await (isWhole ? workers.recording(recording, told) : (readHere = readHere.then(here, here)));
    kept?.keepDocument(document);
    return document;
  };

  let isComplete = false;
  try {
    let hasFailed = false;
    const started = new Map<number, Promise<FileOutcome>>();
    let next = 0;
    for (const index of recordings.keys()) {
      waitsFor = index;
      for (; next < recordings.length && next < index + (workers ? AHEAD * count : 1); next++) {
        const other = recordings[next];
        started.set(next, analyse(next).then((document) => ({ recording: other, document }), (error: unknown) => ({ recording: other, error })));
      }
      const outcome = await started.get(index)!;
      started.delete(index);
      shares[index] = 1;
      hasFailed ||= 'error' in outcome;
      yield outcome;
    }
    isComplete = !hasFailed;
  } finally {
    await workers?.close();
    if (isComplete) checkpoint?.finish();
    else checkpoint?.close();
  }
}
