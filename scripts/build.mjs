// Makes dist/: the command line and the library (esbuild) and the dashboard (vite). Quiet when all is well.
// Plain JavaScript, because it runs at install time before anything else is there.
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Development packages are absent after `npm ci --omit=dev`: say so instead of failing with a stack. */
async function load(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return null;
  }
}

async function buildForNode(esbuild) {
  await esbuild.build({
    absWorkingDir: root,
    // The radio runs in a process of its own, long analyses in threads of their own.
    entryPoints: { main: 'src/cli/main.ts', index: 'src/index.ts', radioProcess: 'src/radioProcess.ts', analysisWorker: 'src/analysisWorker.ts' },
    outdir: 'dist/node-next',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'error',
  });
}

async function buildDashboard(vite) {
  await vite.build({ configFile: `${root}vite.config.ts`, logLevel: 'error' });
}

/** A build that fails half-way leaves the last good one in place, and nobody finds an empty folder. */
async function replaceFolder(next, target) {
  const old = `${target}-old`;
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(next, target);
  await rm(old, { recursive: true, force: true });
}

async function main() {
  const started = new Date();
  const [esbuild, vite] = await Promise.all([load('esbuild'), load('vite')]);
  if (!esbuild || !vite) {
    const missing = [esbuild ? null : 'esbuild', vite ? null : 'vite'].filter(Boolean).join(' and ');
    process.stderr.write(
      `surefoot: not built, because ${missing} (development packages) are not installed. ` +
        'Run "npm ci" without --omit=dev, or copy dist/ from a machine that built it.\n',
    );
    // As an install step this is a choice of the person who installs; asked for by name it is a failure.
    process.exitCode = process.env.npm_lifecycle_event === 'prepare' ? 0 : 1;
    return;
  }
  process.chdir(root);
  await mkdir('dist', { recursive: true });
  await rm('dist/node-next', { recursive: true, force: true });
  await buildForNode(esbuild);
  await replaceFolder('dist/node-next', 'dist/node');
  await buildDashboard(vite);
  // What changes while we build is newer than the build.
  await writeFile('dist/.built', `${started.toISOString()}\n`);
  await utimes('dist/.built', started, started);
}

main().catch((error) => {
  // esbuild and vite have printed the place of the fault already.
  process.stderr.write(`surefoot: the build failed: ${String(error.message ?? error).split('\n')[0]}\n`);
  process.exitCode = 1;
});
