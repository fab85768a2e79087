/** Programs of other people on this machine, to be measured beside ours. None is needed: a bench says which ones are absent. */
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SCIPY_ABSENT = 'scipy (apt install python3-scipy)';
export const C_ABSENT = 'C (apt install gcc)';
export const FFTW_ABSENT = 'FFTW (apt install gcc libfftw3-dev)';

/** Debian's Python, which carries python3-scipy; another one on the path may not. */
const PYTHON = '/usr/bin/python3';

/** @param script file beside this one, such as `scipy_fft.py` @returns the command of {@link Peer.start}, or null without scipy */
export function scipyCommand(script: string): string[] | null {
  return spawnSync(PYTHON, ['-c', 'import scipy.signal']).status === 0 ? [PYTHON, fileURLToPath(new URL(script, import.meta.url))] : null;
}

/**
 * @param source file beside this one, such as `c/fftw.c`
 * @param folder where the program is put
 * @param options of the compiler, such as `-lfftw3`
 * @returns the command of {@link Peer.start}, or null without gcc or a library; what the compiler said is on stderr
 */
export function compiledC(source: string, folder: string, options: readonly string[] = ['-lm']): string[] | null {
  const program = join(folder, basename(source, '.c'));
  const file = fileURLToPath(new URL(source, import.meta.url));
  const { status } = spawnSync('gcc', ['-O3', '-march=native', file, '-o', program, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0 ? [program] : null;
}
