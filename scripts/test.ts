// npm test: the checks, then every test of every kind. On Debian as root it first installs what the tests need.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runChecks, staticChecks } from './checks.ts';

interface VitestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** @returns false when a component that is required here could not be installed. */
function setUpMachine(): boolean {
  const setup = `${root}scripts/setup-debian.sh`;
  const missing = (): string => (process.platform === 'win32' ? '' : spawnSync('bash', [setup, '--list'], { encoding: 'utf8' }).stdout.trim());
  if (missing() === '') return true;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    spawnSync('bash', [setup], { stdio: 'inherit' });
  }
  const still = missing();
  if (still === '') return true;
  const required = process.env.CI === 'true';
  say(`Missing on this machine (package: what for):\n${still}\n${required ? 'With CI=true that is a failure.' : 'The tests that need it will be skipped and counted.'}\n`);
  return !required;
}

/** Runs all vitest projects and returns what vitest itself counted, or null when it could not even do that. */
function runTests(): VitestResult | null {
  const folder = mkdtempSync(join(tmpdir(), 'surefoot-test-'));
  const report = join(folder, 'result.json');
  try {
    spawnSync(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root, stdio: 'inherit' });
    return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as VitestResult) : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const machineReady = setUpMachine();
const built = spawnSync(process.execPath, [`${root}scripts/ensure-built.mjs`], { cwd: root, stdio: 'inherit' }).status === 0;
const checks = await runChecks(staticChecks, Math.max(2, Math.min(4, availableParallelism())));
say('');
const tests = runTests();

const failedChecks = [
  ...checks.filter(({ ok }) => !ok).map(({ name }) => name),
  ...(built ? [] : ['build']),
  ...(machineReady ? [] : ['missing components']),
  ...(tests?.success === false && tests.numFailedTests === 0 ? ['test files that could not run'] : []),
];
say(failedChecks.length === 0 ? `\nChecks: all ${checks.length} passed.` : `\nChecks that failed: ${failedChecks.join(', ')}.`);
if (tests === null) {
  say('vitest ended without a result; its output above says why.');
} else {
  say(`${tests.numPassedTests} passed, ${tests.numFailedTests} failed, ${tests.numPendingTests + tests.numTodoTests} skipped`);
}
process.exitCode = failedChecks.length === 0 && tests?.success === true ? 0 : 1;
