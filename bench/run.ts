/**
 * `npm run bench [-- GROUP or ID ...]`: ratios, measured side by side, each bench in a process of its own.
 * `--list` names them, `--rounds N`, `--json` prints what was measured for programs, `--check` compares it with bench/budget.json and exits 1
 * where something got worse, `--accept` takes it into the budget, `--write` writes bench/results.json and docs/performance.md.
 */
import { fork, execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { arch, cpus, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chosen, findBenches, type Found } from './find.ts';
import type { Told } from './one.ts';
import { acceptedBudget, budgetLine, budgetText, checkBudget, readBudget } from './report/budget.ts';
import { performancePage } from './report/page.ts';
import type { BenchResult } from './report/result.ts';
import { benchLines } from './report/table.ts';
import { writePage } from './report/write.ts';

const BUDGET = fileURLToPath(new URL('budget.json', import.meta.url));

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'boolean' }, json: { type: 'boolean' }, rounds: { type: 'string' }, check: { type: 'boolean' }, accept: { type: 'boolean' }, write: { type: 'boolean' } },
  });
  if (values.rounds !== undefined && !/^[1-9]\d*$/.test(values.rounds)) throw new Error(`--rounds ${values.rounds}: a whole number from 1 is expected`);
  const failures: string[] = [];
  const found = await findBenches((why) => {
    failures.push(why);
    console.error(`bench: ${why}`);
  });
  const asked = chosen(found, positionals);
  if (values.list) {
    for (const { bench } of asked) console.log(`${bench.group.padEnd(9)} ${bench.id.padEnd(27)} ${bench.title}`);
    return 0;
  }
  const print = (line: string) => {
    if (!values.json) console.log(line);
  };
  const measured = about();
  print(`Node ${measured.node}, ${measured.machine}; CPU time, medians of rounds in which all take turns`);
  const results: BenchResult[] = [];
  for (const [i, one] of asked.entries()) {
    if (!process.stderr.isTTY) console.error(`${i + 1} of ${asked.length}: ${one.bench.id}`);
    try {
      const result = { ...await inChild(one, values.rounds), measured };
      print(['', ...benchLines(result)].join('\n'));
      // What no page can show must not take the others' results with it.
      performancePage([result], []);
      results.push(result);
    } catch (error) {
      failures.push(one.bench.id);
      console.error(`bench: ${(error as Error).message}`);
    }
  }
  if (values.json) console.log(JSON.stringify(results));
  if (values.write) for (const file of await writePage(results, found.map(({ bench }) => bench.id))) print(`\nwritten: ${file}`);

  let isWorse = false;
  if (values.check || values.accept) {
    const budget = readBudget(await readFile(BUDGET, 'utf8'));
    const checked = checkBudget(results, budget);
    if (values.accept) await writeFile(BUDGET, budgetText(acceptedBudget(checked, budget)));
    else for (const one of checked) (one.state === 'worse' ? console.error : print)(budgetLine(one));
    isWorse = !values.accept && checked.some(({ state }) => state === 'worse');
  }
  if (failures.length > 0) console.error(`bench: not measured: ${failures.join(', ')}`);
  return isWorse || failures.length > 0 ? 1 : 0;
}

async function inChild({ bench, file }: Found, rounds?: string): Promise<Omit<BenchResult, 'measured'>> {
  const { id, group, title, goals = [] } = bench;
  const child = fork(fileURLToPath(new URL('one.ts', import.meta.url)), [file, id, rounds ?? ''], { execArgv: ['--import', 'tsx'] });
  const told = await new Promise<Told>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Told));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${id} ended before its time (${signal ?? code}); its own words are above`)));
  });
  return { id, group, title, goals, ...told };
}

function about(): BenchResult['measured'] {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', cwd: fileURLToPath(new URL('..', import.meta.url)) }).trim();
  return { date: new Date().toISOString().slice(0, 10), commit, node: process.versions.node, machine: `${platform()} ${arch()}, ${cpus().length} x ${cpus()[0].model.trim()}` };
}
