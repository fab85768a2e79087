import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const kernels = fileURLToPath(new URL('../../../../src/dsp/kernels/', import.meta.url));
const script = fileURLToPath(new URL('../../../../scripts/build-kernels.mjs', import.meta.url));
const names = readdirSync(`${kernels}assembly`).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));

test.each(names)('the module %s was compiled from the source beside it', async (name) => {
  const module = (await import(`${kernels}${name}.wasm.ts`)) as Record<string, string>;
  const hash = createHash('sha256').update(readFileSync(`${kernels}assembly/${name}.ts`));
  // A kernel written in parts has a folder of its name.
  const parts = existsSync(`${kernels}assembly/${name}`) ? readdirSync(`${kernels}assembly/${name}`).sort() : [];
  for (const part of parts) hash.update(readFileSync(`${kernels}assembly/${name}/${part}`));
  expect(module[`${name}Source`], 'run "npm run kernels"').toBe(hash.digest('hex'));
});

test('there is no module without a source', () => {
  const modules = readdirSync(kernels).filter((file) => file.endsWith('.wasm.ts')).map((file) => file.slice(0, -'.wasm.ts'.length));
  expect(modules.sort()).toEqual(names.sort());
});

test('every source compiles to the very bytes of its module', (context) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  // 2: the compiler could not be fetched, which says nothing about the modules.
  if (status === 2) context.skip(stderr.trim());
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').sort()).toEqual(names.map((name) => `${name}: unchanged`).sort());
  expect(status).toBe(0);
});
