import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The tests of the built program must not run against yesterday's build. */
export default function ensureBuilt(): void {
  const script = fileURLToPath(new URL('../scripts/ensure-built.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed: ${stderr}`);
}
