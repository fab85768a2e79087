import { median } from '../src/dsp/summary.ts';

export interface Candidate {
  readonly name: string;
  /** One round of work; returns something that depends on all of it, so that nothing is optimised away. */
  readonly run: () => number | Promise<number>;
}

export interface Timing {
  readonly name: string;
  /** Median CPU time of a round, ms. */
  readonly cpuMs: number;
  /** Median over rounds of this candidate's CPU time over the first one's in the same round. */
  readonly ratio: number;
}

/**
 * Runs the candidates in turn, round by round, and compares them within each round: a machine that slows down slows all of them.
 * CPU time of this process, user and system. The first round warms up and is not counted.
 * @param candidates the first is the reference
 */
export async function interleave(candidates: readonly Candidate[], rounds = 9): Promise<Timing[]> {
  const cpuMs = candidates.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [c, candidate] of candidates.entries()) {
      const before = process.cpuUsage();
      const result = await candidate.run();
      const { user, system } = process.cpuUsage(before);
      if (!Number.isFinite(result)) throw new Error(`${candidate.name} yielded ${result}`);
      if (round > 0) cpuMs[c].push((user + system) / 1000);
    }
  }
  return candidates.map(({ name }, c) => ({
    name,
    cpuMs: median(cpuMs[c]),
    ratio: median(cpuMs[c].map((ms, round) => ms / cpuMs[0][round])),
  }));
}
