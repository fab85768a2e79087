/**
 * `npm run profile:optimised -- FILE`: what V8 makes machine code for again and again while one recording is analysed over and over.
 * `--rounds N` asks for other than 20; the first half only warms up. docs/profiling.md tells what to do about it.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { optimisedAnew } from './profiling/optimised.ts';
import { sourcePlaces } from './profiling/places.ts';

const FLAGS = ['--trace-opt', '--log-code', '--no-logfile-per-isolate', '--logfile=-'];
const root = fileURLToPath(new URL('..', import.meta.url));

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
if (positionals.length !== 1 || !(Number.isInteger(rounds) && rounds >= 2)) {
  console.error('usage: npm run profile:optimised -- FILE [--rounds N], N at least 2');
  process.exit(2);
}
if (spawnSync(process.execPath, [join(root, 'scripts/ensure-built.mjs')], { stdio: 'inherit' }).status !== 0) process.exit(1);

const from = Math.floor(rounds / 2);
const folder = mkdtempSync(join(tmpdir(), 'surefoot-optimised-'));
try {
  // A file: through a pipe the engine's lines and the program's would run into each other.
  const log = join(folder, 'log');
  const run = spawnSync(process.execPath, [...FLAGS, join(root, 'scripts/profiling/rounds.mjs'), String(rounds), positionals[0]], { stdio: ['ignore', openSync(log, 'w'), 'inherit'] });
  if (run.status === 0) report(await logged(log));
  else process.exitCode = run.status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

/** The lines that are looked at; the whole log is some hundred megabytes. */
async function logged(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface(createReadStream(path))) if (/^(round |code-creation,JS|\[completed compiling)/.test(line)) lines.push(line);
  return lines;
}

function report(lines: readonly string[]): void {
  const found = optimisedAnew(lines, from, sourcePlaces(root));
  const perRound = (sum: number) => (sum / (rounds - from)).toFixed(1);
  const total = (of: 'times' | 'ms') => perRound(found.reduce((sum, one) => sum + one[of], 0));
  console.log(`a round after the first ${from}: ${total('times')} functions optimised, ${total('ms')} ms`);
  for (const { name, times, ms } of found) console.log(`${perRound(ms).padStart(8)} ms ${perRound(times).padStart(6)} times  ${name}`);
}
