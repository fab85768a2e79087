/**
 * `npm run profile -- PATH [options of analyze]`: where the time of `surefoot analyze` goes, function by function.
 * `--top N` asks for more lines, `--keep FOLDER` keeps the profile for a browser's developer tools. docs/profiling.md tells how to read it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcePlaces } from './profiling/places.ts';
import { joinSummaries, summariseProfile, type CpuProfile, type FunctionTime } from './profiling/summary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const args = process.argv.slice(2);
const top = Number(taken('--top') ?? 25);
const keep = taken('--keep');
if (args.length === 0 || !(top >= 1)) {
  console.error('usage: npm run profile -- PATH [options of analyze] [--top N] [--keep FOLDER]');
  process.exit(2);
}

const built = spawnSync(process.execPath, [join(root, 'scripts/ensure-built.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'surefoot-profile-'));
try {
  const run = spawnSync(process.execPath, ['--cpu-prof', '--cpu-prof-dir', folder, '--cpu-prof-interval', '250', join(root, 'bin/surefoot'), 'analyze', ...args, '--json'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (run.status !== 0) process.exitCode = run.status ?? 1;
  else report(folder);
} finally {
  rmSync(folder, { recursive: true });
}

function report(from: string): void {
  const place = sourcePlaces(root);
  const files = readdirSync(from).filter((file) => file.endsWith('.cpuprofile'));
  const { busyMs, functions } = joinSummaries(files.map((file) => summariseProfile(JSON.parse(readFileSync(join(from, file), 'utf8')) as CpuProfile, place)));
  console.log(`${ms(busyMs)} ms in JavaScript and WebAssembly, ${files.length === 1 ? 'one thread' : `${files.length} threads`}; start-up and garbage collection included`);
  const list = (title: string, ordered: readonly FunctionTime[]) => {
    console.log(`\n${title}\n      self            with callees     function`);
    for (const { name, selfMs, inclusiveMs } of ordered.slice(0, top)) console.log(`${column(selfMs)}  ${column(inclusiveMs)}     ${name}`);
  };
  const column = (value: number) => `${ms(value).padStart(8)} ms ${((100 * value) / busyMs).toFixed(1).padStart(5)} %`;
  list('Most time in its own code', functions);
  list('Most time with all it calls', [...functions].sort((a, b) => b.inclusiveMs - a.inclusiveMs));
  if (keep) {
    cpSync(from, keep, { recursive: true });
    console.log(`\nkept in ${keep}: load it in the Performance panel of a Chromium browser's developer tools`);
  }
}

function ms(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}

/** Takes an option of ours and its value out of the arguments. */
function taken(option: string): string | undefined {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}
