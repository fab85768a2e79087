import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A folder for one test, gone with it. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a script of `children/` as a process of its own; it is killed when the test ends. */
export function startChild(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'children', script), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  let wake = () => {};
  child.stderr.on('data', (data: Buffer) => { errors += data.toString(); });
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const exited = once(child, 'close').then(([code, signal]) => {
    wake();
    return { code: code as number | null, signal: signal as NodeJS.Signals | null, errors };
  });
  onTestFinished(() => { child.kill('SIGKILL'); });
  return {
    lines,
    exited,
    kill: () => child.kill('SIGKILL'),
    /** Waits until it has printed so many lines. */
    async printed(count: number): Promise<void> {
      while (lines.length < count) {
        if (child.exitCode !== null) throw new Error(`${script} ended early: ${errors}`);
        await new Promise<void>((resolve) => { wake = resolve; });
      }
    },
  };
}
