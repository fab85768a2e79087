import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findRecordings } from '../src/ingest/index.ts';
import { runNode } from './child.ts';
import type { Bench, Outcome } from './define.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each round is a process of its own, from its start to its end. */
const analyze: Bench = {
  id: 'start.analyze',
  group: 'start',
  title: 'the command line on a bundled recording of a minute, from its start to its end',
  goals: [{ candidate: 'analyze a minute', measure: 'wallS', atMost: 0.5 }],
  warmUp: 1,
  async prepare() {
    if (spawnSync(process.execPath, [at('../scripts/ensure-built.mjs')], { stdio: 'inherit' }).status !== 0) throw new Error('the bundle could not be built');
    const [path] = (await findRecordings(at('../fixtures/recordings'))).filter((file) => file.includes('minuteWalk'));
    const bin = at('../bin/surefoot');
    const outcome = async (args: string[]): Promise<Outcome> => {
      const { cpuS, wallS, peakMb, stdout } = await runNode(args);
      return { cpuS, wallS, peakMb, sum: stdout.length };
    };
    return {
      candidates: [
        { name: 'Node alone', run: () => outcome(['-e', '0']) },
        { name: 'surefoot --version', run: () => outcome([bin, '--version']) },
        { name: 'analyze a minute', run: () => outcome([bin, 'analyze', path, '--json']) },
      ],
      async compare() {
        const { stdout } = await runNode([bin, 'analyze', path, '--json']);
        const { recording, metrics } = JSON.parse(stdout) as { recording: { durationS: number }; metrics: unknown[] };
        if (!(recording.durationS > 60) || metrics.length === 0) throw new Error(`${path} is not a minute of walking: ${recording.durationS} s, ${metrics.length} metrics`);
      },
    };
  },
};

/** Compiling is part of it: nothing has run before. */
const firstWindow: Bench = {
  id: 'start.firstWindow',
  group: 'start',
  title: 'first heavy window of a fresh process: sample entropy, local divergence, wavelets of 10 s at 100 Hz',
  goals: [{ candidate: 'wasm', measure: 'cpuS', atMost: 0.015 }],
  warmUp: 0,
  async prepare() {
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
    const outfile = join(folder, 'firstWindow.mjs');
    await build({ entryPoints: [at('start/firstWindow.ts')], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'error' });
    const first = async (kind: string): Promise<Outcome> => {
      const [cpuS, sum] = (await runNode([outfile, kind])).stdout.split(' ').map(Number);
      return { cpuS, sum };
    };
    return {
      candidates: ['typescript', 'wasm'].map((name) => ({ name, run: () => first(name) })),
      async compare() {
        const [scalar, wasm] = [await first('typescript'), await first('wasm')];
        if (scalar.sum !== wasm.sum) throw new Error(`the window yields ${scalar.sum} in TypeScript and ${wasm.sum} in WebAssembly`);
      },
      dispose: () => rm(folder, { recursive: true }),
    };
  },
};

export const benches: readonly Bench[] = [analyze, firstWindow];
