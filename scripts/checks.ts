import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface Check {
  readonly name: string;
  /** A script of node_modules/.bin and its arguments. */
  readonly command: readonly [tool: string, ...args: string[]];
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Everything that can be said about the tree without running its larger tests. The slowest first. */
export const staticChecks: readonly Check[] = [
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'import rules', command: ['depcruise', 'src', '--config', '.dependency-cruiser.mjs'] },
  { name: 'fixtures', command: ['tsx', 'scripts/check-fixtures.ts'] },
];

export const unitTests: Check = { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit', '--silent=passed-only'] };

/** Runs checks side by side, at most `atOnce`, and tells of each as it ends. A failing one shows its output. */
export async function runChecks(checks: readonly Check[], atOnce: number): Promise<CheckResult[]> {
  const waiting = [...checks];
  const results: CheckResult[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await runCheck(check);
      results.push(result);
      if (!result.ok) process.stdout.write(`\n${result.output.trim()}\n\n`);
      process.stdout.write(`${result.ok ? 'ok    ' : 'FAILED'}  ${result.name.padEnd(14)} ${result.seconds.toFixed(1)} s\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, checks.length) }, lane));
  return results;
}

function runCheck({ name, command: [tool, ...args] }: Check): Promise<CheckResult> {
  const started = performance.now();
  const bin = `${root}node_modules/.bin/${tool}`;
  if (!existsSync(bin)) return Promise.resolve({ name, ok: false, seconds: 0, output: `${tool} is not installed; run "npm ci" first.` });
  return new Promise((resolve, reject) => {
    const child = spawn(bin, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ name, ok: code === 0, seconds: (performance.now() - started) / 1000, output }));
  });
}
