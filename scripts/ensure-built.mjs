// Builds when dist/ is missing or older than what it is made from.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['src', 'vite.config.ts', 'tsconfig.json', 'package.json', 'scripts/build.mjs'];

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  // The folder's own time counts too: it changes when a file in it is removed.
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(`${path}/${name}`)), stats.mtimeMs);
}

const stamp = `${root}dist/.built`;
// An installed copy may come without src/: then dist/ is all there is.
const stale = !existsSync(stamp) || sources.some((source) => newest(`${root}${source}`) > statSync(stamp).mtimeMs);
if (stale) {
  const built = spawnSync(process.execPath, [`${root}scripts/build.mjs`], { cwd: root, stdio: 'inherit' });
  process.exitCode = built.status ?? 1;
}
