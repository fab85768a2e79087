/** One bench in a process of its own: `one.ts FILE ID [ROUNDS]`, started by run.ts, which hears what was measured. */
import { writeSync } from 'node:fs';
import type { Bench } from './define.ts';
import { benchesOf } from './find.ts';
import { interleave, type Rounds } from './interleave.ts';

/** What the child tells its parent. */
export interface Told {
  readonly candidates: readonly Rounds[];
  readonly work: { readonly count: number; readonly of: string } | null;
  readonly absent: readonly string[];
}

async function measure(bench: Bench, rounds: number): Promise<Told> {
  const progress = (what: string) => writeSync(2, process.stderr.isTTY ? `\r\x1b[K${bench.id}: ${what}` : '');
  progress('preparing');
  const prepared = await bench.prepare();
  try {
    progress('comparing');
    await prepared.compare();
    const candidates = await interleave(prepared.candidates, { rounds, warmUp: bench.warmUp, onRound: (round) => progress(round > 0 ? `round ${round} of ${rounds}` : 'warming up') });
    progress('');
    return { candidates: candidates.map(short), work: prepared.work ?? null, absent: prepared.absent ?? [] };
  } finally {
    await prepared.dispose?.();
  }
}

/** Five digits are more than a clock is worth. */
function short({ name, rounds }: Rounds): Rounds {
  return { name, rounds: rounds.map((measures) => Object.fromEntries(Object.entries(measures).map(([key, value]) => [key, Number(value.toPrecision(5))]))) };
}

const [file, id, rounds] = process.argv.slice(2);
const bench = (await benchesOf(file)).find((one) => one.id === id);
if (!bench) throw new Error(`bench/${file} has no bench "${id}"`);
const told = await measure(bench, rounds ? Number(rounds) : bench.rounds ?? 9);
if (!process.send) console.log(JSON.stringify(told));
else process.send(told, () => process.disconnect());
