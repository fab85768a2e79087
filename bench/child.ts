import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';

/** What a whole process cost from its start to its end. */
export interface ChildRun {
  /** User and system, all threads. */
  readonly cpuS: number;
  readonly wallS: number;
  /** Most memory that was resident at any time. */
  readonly peakMb: number;
  readonly stdout: string;
}

const REPORT = new URL('reportUsage.mjs', import.meta.url).href;

/** Runs Node with these arguments to its end and tells what it cost. @throws Error where it fails, with its last line */
export async function runNode(args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}): Promise<ChildRun> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', REPORT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, ...options.env },
  });
  const ended = new Promise<{ code: number | null; wallS: number }>((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve({ code, wallS: (performance.now() - started) / 1000 }));
  });
  const [{ code, wallS }, stdout, stderr, usage] = await Promise.all([ended, text(child.stdout!), text(child.stderr!), text(child.stdio[3] as Readable)]);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}: ${stderr.trim().split('\n').at(-1)}`);
  return { ...(JSON.parse(usage) as { cpuS: number; peakMb: number }), wallS, stdout };
}
