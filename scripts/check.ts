// npm run check: types, lint, import rules, fixtures, unit tests. Meant to be run before every commit.
import { availableParallelism } from 'node:os';
import { runChecks, staticChecks, unitTests } from './checks.ts';

const started = performance.now();
const results = await runChecks([...staticChecks.slice(0, 1), unitTests, ...staticChecks.slice(1)], Math.max(2, Math.min(4, availableParallelism())));
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
const seconds = ((performance.now() - started) / 1000).toFixed(1);

process.stdout.write(failed.length === 0 ? `\nAll ${results.length} checks passed in ${seconds} s.\n` : `\nFailed after ${seconds} s: ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
