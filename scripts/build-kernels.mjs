// Compiles src/dsp/kernels/assembly/*.ts (AssemblyScript) to WebAssembly, and writes each module as base64 beside that folder.
//   npm run kernels                  all of them
//   npm run kernels -- fft           some of them, by name
//   npm run kernels -- --check       writes nothing; ends with 1 where a module is not what its source compiles to
// The compiler is no dependency of the project: it is fetched into a temporary folder, in one fixed version, because another
// version makes other bytes. Where it cannot be fetched the script ends with 2.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = [
  '-O3',
  '--converge',
  '--runtime', 'stub',
  // Kernels check nothing: their callers in TypeScript do, once a call.
  '--noAssert',
  '--use', 'abort=',
  '--enable', 'simd',
  '--initialMemory', '1',
];

const kernels = fileURLToPath(new URL('../src/dsp/kernels/', import.meta.url));
const sources = join(kernels, 'assembly');

const fail = (message, code) => {
  process.stderr.write(`kernels: ${message}\n`);
  process.exitCode = code;
};
const firstLine = (text) => text.trim().split('\n')[0].replace(/^npm error /, '');

/** @returns the compiler's script, or null where it cannot be had */
function fetchCompiler(folder) {
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error', '--fetch-retries', '1', '--fetch-timeout', '30000', COMPILER];
  const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status === 0) return join(folder, 'node_modules/assemblyscript/bin/asc.js');
  fail(`${COMPILER} could not be fetched with npm: ${error?.message ?? firstLine(stderr)}`, 2);
  return null;
}

/** Of `<name>.ts` and, where it is written in parts, of the files of the folder of its name, sorted. */
function sourceSha256(name) {
  const hash = createHash('sha256').update(readFileSync(join(sources, `${name}.ts`)));
  const parts = existsSync(join(sources, name)) ? readdirSync(join(sources, name)).sort() : [];
  for (const part of parts) hash.update(readFileSync(join(sources, name, part)));
  return hash.digest('hex');
}

/** The text of `<name>.wasm.ts`, or null where the source does not compile. */
function compiled(name, compiler, folder) {
  const source = join(sources, `${name}.ts`);
  const out = join(folder, `${name}.wasm`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, source, '-o', out, ...OPTIONS], { encoding: 'utf8' });
  if (status !== 0) {
    fail(`assembly/${name}.ts does not compile:\n${(stderr || stdout).trim()}`, 1);
    return null;
  }
  const bytes = readFileSync(out);
  // The host lays out a kernel's memory by itself (memory.ts), from its first byte on.
  if (new WebAssembly.Module(bytes) && holdsData(bytes)) {
    fail(`assembly/${name}.ts holds static data (a string, an array literal); hand it in from TypeScript instead`, 1);
    return null;
  }
  const sha256 = sourceSha256(name);
  return [
    `// Compiled from assembly/${name}.ts by "npm run kernels" (${COMPILER}); ${bytes.length} bytes. Not edited by hand.`,
    `/** SHA-256 of the source this was compiled from. */`,
    `export const ${name}Source = '${sha256}';`,
    `/** The WebAssembly module, base64. */`,
    `export const ${name}Wasm =\n  '${bytes.toString('base64')}';`,
    '',
  ].join('\n');
}

/** Whether a module has a data section (id 11). */
function holdsData(bytes) {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (id === 11) return true;
    at += size;
  }
  return false;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function main(args) {
  const check = args.includes('--check');
  const all = readdirSync(sources).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
  const asked = args.filter((arg) => arg !== '--check');
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) return fail(`there is no assembly/${unknown[0]}.ts; there are ${all.join(', ')}`, 1);
  const folder = mkdtempSync(join(tmpdir(), 'surefoot-kernels-'));
  try {
    const compiler = fetchCompiler(folder);
    if (compiler === null) return undefined;
    for (const name of asked.length > 0 ? asked : all) {
      const text = compiled(name, compiler, folder);
      if (text === null) continue;
      const file = join(kernels, `${name}.wasm.ts`);
      const same = read(file) === text;
      if (check && !same) fail(`${name}.wasm.ts is not what assembly/${name}.ts compiles to; run "npm run kernels"`, 1);
      if (!check && !same) writeFileSync(file, text);
      process.stdout.write(`${name}: ${same ? 'unchanged' : check ? 'differs' : 'written'}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return undefined;
}

main(process.argv.slice(2));
