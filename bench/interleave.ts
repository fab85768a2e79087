import type { Candidate, Outcome } from './define.ts';

/** What a candidate's rounds cost, in the order in which they were run. */
export interface Rounds {
  readonly name: string;
  readonly rounds: readonly Outcome[];
}

/**
 * Runs the candidates in turn, round by round, so that they can be compared within each round: a machine that slows down slows all of
 * them. Every other round goes through them backwards: what one leaves to be collected is not always paid by the same neighbour.
 * CPU time of this process, user and system, all threads. Rounds to warm up come first and are not counted.
 * @param candidates at least one
 * @param rounds counted rounds, at least one
 * @param onRound told before each round, 1 the first counted one
 * @throws Error for an outcome that is no number
 */
export async function interleave(candidates: readonly Candidate[], rounds = 9, onRound?: (round: number) => void): Promise<Rounds[]> {
  const outcomes = candidates.map((): Outcome[] => []);
  // Two rounds compile; a bench that asks for few rounds has long ones, in which one is enough.
  for (let round = rounds < 9 ? 0 : -1; round <= rounds; round++) {
    onRound?.(round);
    const order = round % 2 === 0 ? [...candidates.keys()].reverse() : [...candidates.keys()];
    for (const c of order) {
      const outcome = await once(candidates[c]);
      if (round > 0) outcomes[c].push(outcome);
    }
  }
  return candidates.map(({ name }, c) => ({ name, rounds: outcomes[c] }));
}

async function once({ name, run }: Candidate): Promise<Outcome> {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const outcome = typeof result === 'number' ? { cpuS: (user + system) / 1e6, sum: result } : result;
  for (const [measure, value] of Object.entries(outcome)) if (!Number.isFinite(value)) throw new Error(`"${name}" yielded ${measure} ${value}`);
  return outcome;
}
