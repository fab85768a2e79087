import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { GROUPS, type Bench } from './define.ts';

/** A bench and the file that declares it. */
export interface Found {
  readonly bench: Bench;
  readonly file: string;
}

/**
 * All benches of `*.bench.ts` beside this file, in the order of the groups.
 * @param onUnusable told why a file yields none; the others are benches all the same
 * @throws Error for an id given twice
 */
export async function findBenches(onUnusable: (why: string) => void): Promise<Found[]> {
  const files = (await readdir(fileURLToPath(new URL('.', import.meta.url)))).filter((file) => file.endsWith('.bench.ts')).sort();
  const found: Found[] = [];
  for (const file of files) {
    try {
      for (const bench of await benchesOf(file)) found.push({ bench, file });
    } catch (error) {
      onUnusable((error as Error).message);
    }
  }
  for (const [i, { bench, file }] of found.entries()) {
    const first = found.findIndex((other) => other.bench.id === bench.id);
    if (first < i) throw new Error(`bench/${file}: the id "${bench.id}" is bench/${found[first].file}'s already`);
  }
  return found.sort((a, b) => GROUPS.indexOf(a.bench.group) - GROUPS.indexOf(b.bench.group));
}

/** @throws Error where the file exports no benches */
export async function benchesOf(file: string): Promise<readonly Bench[]> {
  const { benches } = (await import(new URL(file, import.meta.url).href)) as { benches?: readonly Bench[] };
  if (!Array.isArray(benches)) throw new Error(`bench/${file} exports no "benches"; bench/README.md has an example`);
  return benches as readonly Bench[];
}

/**
 * Those that a person asked for: groups, ids, or what an id starts with; all without a word.
 * @throws Error for a word that fits nothing, with what there is
 */
export function chosen(found: readonly Found[], words: readonly string[]): Found[] {
  const fits = ({ bench: { id, group } }: Found, word: string) => group === word || id === word || id.startsWith(`${word}.`);
  for (const word of words) {
    if (!found.some((one) => fits(one, word))) throw new Error(`no bench or group is called "${word}"; groups: ${GROUPS.join(', ')}; benches: ${found.map(({ bench }) => bench.id).join(', ')}`);
  }
  return words.length === 0 ? [...found] : found.filter((one) => words.some((word) => fits(one, word)));
}
