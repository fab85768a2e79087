import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Said {
  readonly handed: number;
  readonly failed?: string;
  readonly closed?: boolean;
  readonly message?: string;
}

/** A process that writes a log, and what it says as it does. */
export interface WriterChild {
  readonly process: ChildProcessWithoutNullStreams;
  readonly said: { readonly atMs: number; readonly words: Said }[];
  /** Resolves with the first thing said from now on for which `holds`. */
  hears(holds: (words: Said) => boolean): Promise<Said>;
  readonly ended: Promise<number | null>;
}

const script = fileURLToPath(new URL('writerProcess.ts', import.meta.url));

/** @param wrap words before the command, such as a shell that sets a limit */
export function writerChild(path: string, packetsPerSecond: number, wrap: readonly string[] = []): WriterChild {
  const [command, ...args] = [...wrap, process.execPath, '--import', 'tsx', script, path, String(packetsPerSecond)];
  const child = spawn(command, args, { stdio: 'pipe' });
  const said: WriterChild['said'] = [];
  const listeners = new Set<(words: Said) => void>();
  let errors = '';
  child.stderr.on('data', (data: Buffer) => { errors += data.toString(); });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const words = JSON.parse(line) as Said;
    said.push({ atMs: performance.now(), words });
    for (const listener of listeners) listener(words);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return {
    process: child,
    said,
    ended,
    hears: (holds) => new Promise((resolve, reject) => {
      listeners.add((words) => { if (holds(words)) resolve(words); });
      void ended.then((code) => reject(new Error(`the writer ended (${String(code)}) without a word: ${errors}`)));
    }),
  };
}
