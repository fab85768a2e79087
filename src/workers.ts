/** Worker threads that analyse: recordings whole, or sections of a long one. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { KeptPlace, SealOutcome } from './archive.ts';
import { AppError } from './model/index.ts';
import type { SectionShare } from './pipeline/analyseSections.ts';
import type { WrittenResult } from './pipeline/keeping.ts';
import type { AnalysisResult, AnalyzeOptions } from './pipeline/options.ts';
import type { AnalysedSection } from './pipeline/section.ts';
import { packSection, unpackError, type Answer, type Job, type SectionJob } from './workerMessages.ts';

export interface AnalysisWorkers {
  /** The result of `analyzeRecording` of this file, byte for byte. An abort ends the worker and throws the signal's reason. */
  recording(path: string | KeptPlace, options: AnalyzeOptions): Promise<AnalysisResult>;
  /** The same for a store, written by the worker: this thread neither builds a long document nor writes it. */
  written(path: string, options: AnalyzeOptions): Promise<WrittenResult>;
  /** Seals a recording of the archive in this folder, as `sealKept` would here. */
  seal(folder: string, id: string): Promise<SealOutcome>;
  /** For `analyzeRecording`: this thread reads, the workers analyse. */
  readonly sections: SectionShare;
  /** Threads that run at the moment. */
  running(): number;
  /** Ends every worker; what is under way is rejected. May be called twice. */
  close(): Promise<void>;
}

interface Task {
  /** For the sentence that says where a worker died. */
  readonly what: string;
  readonly signal?: AbortSignal;
  readonly job: Job;
  onProgress?(stage: 'reading' | 'analysing', fraction: number): void;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Hand {
  readonly worker: Worker;
  task: Task | null;
}

/**
 * Workers are started when there is work for them, at most `count`; idle ones do not keep the process up.
 * @param limits of each worker's memory; Node's own unless said
 */
export function analysisWorkers(count: number, limits?: ResourceLimits): AnalysisWorkers {
  const hands = new Set<Hand>();
  const queue: Task[] = [];
  const spares: ArrayBuffer[] = [];
  const leaving = new Set<Promise<unknown>>();
  let closed = false;

  function hire(): Hand {
    const hand: Hand = { worker: startWorker(limits), task: null };
    let fault: unknown = null;
    hand.worker.on('message', (answer: Answer) => {
      if (answer.kind === 'progress') return hand.task?.onProgress?.(answer.stage, answer.fraction);
      const { task } = hand;
      hand.task = null;
      hand.worker.unref();
      if (answer.kind === 'failed') {
        task?.reject(unpackError(answer.error));
      } else {
        if (answer.spare) spares.push(answer.spare);
        task?.resolve(answer.result);
      }
      deal();
    });
    hand.worker.on('error', (error) => (fault = error));
    hand.worker.on('exit', (code) => {
      hands.delete(hand);
      hand.task?.reject(died(hand.task.what, fault, code));
      hand.task = null;
      if (!closed) deal();
    });
    hands.add(hand);
    return hand;
  }

  function deal(): void {
    while (queue.length > 0) {
      const hand = [...hands].find(({ task }) => task === null) ?? (hands.size < count ? hire() : null);
      if (!hand) return;
      const task = queue.shift()!;
      hand.task = task;
      hand.worker.ref();
      hand.worker.postMessage(task.job, task.job.kind === 'section' ? [task.job.section.samples] : []);
    }
  }

  function work<Result>(task: Omit<Task, 'resolve' | 'reject'>): Promise<Result> {
    const { signal } = task;
    return new Promise<Result>((resolve, reject) => {
      if (closed) return reject(stopped());
      if (signal?.aborted) return reject(signal.reason as Error);
      const own: Task = {
        ...task,
        resolve: (result) => (signal?.removeEventListener('abort', abort), resolve(result as Result)),
        reject: (error) => (signal?.removeEventListener('abort', abort), reject(error)),
      };
      // An analysis does not look up from its work: the only way to stop it is to end its thread.
      const abort = (): void => {
        const waiting = queue.indexOf(own);
        if (waiting >= 0) queue.splice(waiting, 1);
        for (const hand of hands) if (hand.task === own) dismiss(hand);
        own.reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
      queue.push(own);
      deal();
    });
  }

  function dismiss(hand: Hand): void {
    hand.task = null;
    hands.delete(hand);
    const gone: Promise<unknown> = hand.worker.terminate().finally(() => leaving.delete(gone));
    leaving.add(gone);
  }

  return {
    recording: (path, { signal, onProgress, ...options }) => work({ what: typeof path === 'string' ? path : path.folder, signal, onProgress, job: { kind: 'recording', path, options } }),
    written: (path, { signal, onProgress, ...options }) => work({ what: path, signal, onProgress, job: { kind: 'written', path, options } }),
    seal: (folder, id) => work({ what: id, job: { kind: 'seal', folder, id } }),
    sections: {
      // One more than there are workers, so that none waits for the reader.
      atOnce: count + 1,
      analyse(section, about, signal) {
        const { start, end } = section;
        const packed = packSection(section, spares.pop());
        const job: SectionJob = { kind: 'section', section: packed, about: { ...about, trunkMetrics: about.trunkMetrics.map(({ id }) => id) } };
        return work<AnalysedSection>({ what: `samples ${start} to ${end}`, signal, job });
      },
    },
    running: () => hands.size,
    async close() {
      closed = true;
      for (const task of queue.splice(0)) task.reject(stopped());
      for (const hand of hands) {
        hand.task?.reject(stopped());
        dismiss(hand);
      }
      await Promise.all(leaving);
    },
  };
}

function stopped(): Error {
  return new AppError('INTERNAL', 'The analysis was stopped, because the program is closing.');
}

function died(what: string, fault: unknown, code: number): AppError {
  const why = fault instanceof Error ? fault.message : `exit code ${code}`;
  return new AppError('INTERNAL', `The worker that analysed ${what} ended before it was done (${why})`, {}, { cause: fault });
}

/** The bundle beside ours; from source, a thread that first learns to read TypeScript. */
function startWorker(resourceLimits?: ResourceLimits): Worker {
  const started = ((): Worker => {
    if (!import.meta.url.endsWith('.ts')) {
      // This code may stand in a chunk one folder below.
      const places = ['./analysisWorker.js', '../analysisWorker.js'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
      return new Worker(places.find((path) => existsSync(path)) ?? places[0], { execArgv: [], resourceLimits });
    }
    // `require` finds the CommonJS copy, which cannot register itself; the module stands beside it.
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
    const entry = new URL('./analysisWorker.ts', import.meta.url).href;
    return new Worker(`import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); });`, { eval: true, execArgv: [], resourceLimits });
  })();
  started.unref();
  return started;
}
