import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { performancePage } from './page.ts';
import { speedSvg } from './plot.ts';
import type { BenchResult } from './result.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Writes results, page and plot. Benches that were not run this time keep their earlier result.
 * @param ids all benches that there are, in their order: results of others are let go
 * @returns paths of what was written
 * @throws Error where earlier results that would stay are another machine's
 */
export async function writePage(results: readonly BenchResult[], ids: readonly string[]): Promise<string[]> {
  const kept = joined(await earlier(), results, ids);
  const files = {
    'bench/results.json': `[\n${kept.map((result) => JSON.stringify(result)).join(',\n')}\n]\n`,
    'docs/performance.md': performancePage(kept, ids.filter((id) => !kept.some((one) => one.id === id))),
    'docs/images/performance.svg': speedSvg(kept),
  };
  await mkdir(at('docs/images'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(at(path), text);
  return Object.keys(files);
}

/** New results in place of earlier ones, in the order of `ids`. @throws Error where results of two machines would stand beside each other */
export function joined(earlier: readonly BenchResult[], results: readonly BenchResult[], ids: readonly string[]): BenchResult[] {
  const kept = ids.flatMap((id) => results.find((one) => one.id === id) ?? earlier.find((one) => one.id === id) ?? []);
  for (const { id, measured } of kept) {
    const { machine, node } = kept[0].measured;
    if (measured.machine !== machine || measured.node !== node) {
      throw new Error(`${kept[0].id} was measured on ${machine} with Node ${node}, ${id} on ${measured.machine} with Node ${measured.node}: run all benches with --write`);
    }
  }
  return kept;
}

async function earlier(): Promise<BenchResult[]> {
  try {
    return JSON.parse(await readFile(at('bench/results.json'), 'utf8')) as BenchResult[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
