import type { Candidate } from './define.ts';

/** What a candidate's rounds cost, in the order in which they were run. */
export interface Rounds {
  readonly name: string;
  /** Measures by name, `cpuS` among them. */
  readonly rounds: readonly Readonly<Record<string, number>>[];
}

export interface InterleaveOptions {
  /** Counted rounds, at least one. */
  readonly rounds?: number;
  /** Rounds before them. */
  readonly warmUp?: number;
  readonly onRound?: (round: number) => void;
}

/**
 * Runs the candidates in turn, round by round, so that they can be compared within each round: a machine that slows down slows all of
 * them. Every other round goes through them backwards: what one leaves to be collected is not always paid by the same neighbour.
 * CPU time of this process, user and system, all threads. Rounds to warm up come first and are not counted.
 * @param candidates at least one
 * @param onRound told before each round, 1 the first counted one
 * @throws Error for an outcome that is no number
 */
export async function interleave(candidates: readonly Candidate[], { rounds = 9, warmUp = 2, onRound }: InterleaveOptions = {}): Promise<Rounds[]> {
  const outcomes = candidates.map((): Record<string, number>[] => []);
  for (let round = 1 - warmUp; round <= rounds; round++) {
    onRound?.(round);
    const order = round % 2 === 0 ? [...candidates.keys()].reverse() : [...candidates.keys()];
    for (const c of order) {
      const measures = await once(candidates[c]);
      if (round > 0) outcomes[c].push(measures);
    }
  }
  return candidates.map(({ name }, c) => ({ name, rounds: outcomes[c] }));
}

async function once({ name, run }: Candidate): Promise<Record<string, number>> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const { sum, ...measures } = typeof result === 'number' ? { cpuS: (user + system) / 1e6, sum: result } : result;
  for (const [measure, value] of Object.entries({ ...measures, sum })) if (!Number.isFinite(value)) throw new Error(`"${name}" yielded ${measure} ${value}`);
  return measures;
}
