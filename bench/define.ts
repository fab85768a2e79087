/**
 * The shape of a bench. To add one, write `bench/<name>.bench.ts` that exports `benches: readonly Bench[]`: it is found by its file's name.
 * Each bench runs in a process of its own, so that no bench changes how another one's code is compiled.
 */
export const GROUPS = ['kernels', 'windowed', 'endToEnd', 'live', 'load', 'store', 'scaling', 'start'] as const;
export type Group = (typeof GROUPS)[number];

/**
 * What one round of a candidate cost, where it was not this process that paid: a peer's answer, a child's resources.
 * `sum` depends on all of the work. Further measures are named with their unit: `wallS`, `peakMb`, `p99Ms`.
 */
export interface Outcome {
  readonly cpuS: number;
  readonly sum: number;
  readonly [measure: string]: number;
}

export interface Candidate {
  readonly name: string;
  /**
   * One round of work, best 5 to 100 ms long (repeat small work inside). Returns a number that depends on all of the work, so that
   * nothing is optimised away, and the CPU time of this process is taken around it; or an outcome that brings its own costs.
   */
  readonly run: () => number | Outcome | Promise<number | Outcome>;
}

/**
 * What is wanted of one candidate. With `over`, the ratio of the two in the same round, median of rounds; without, the measure itself.
 * `atLeast`: so many times as fast (the other's cost over its own). `atMost`: its own cost over the other's, or its own measure.
 */
export type Goal = {
  readonly candidate: string;
  readonly over?: string;
  /** A measure of the outcome, if it is not CPU time. */
  readonly measure?: string;
} & ({ readonly atLeast: number; readonly atMost?: never } | { readonly atMost: number; readonly atLeast?: never });

export interface Prepared {
  /** The first is the reference of the table: the plain version, or the one that everybody knows. */
  readonly candidates: readonly Candidate[];
  /** Compares what the candidates yield, value by value, before anything is timed. @throws Error that names what differs */
  readonly compare: () => void | Promise<void>;
  /** Pieces of work in a round, the same for every candidate: the table also tells the cost of one. */
  readonly work?: { readonly count: number; readonly of: string };
  /** Peers that are not on this machine, each with what to install: "scipy (apt install python3-scipy)". Goals over them are not judged. */
  readonly absent?: readonly string[];
  /** Stops peers, removes folders; called in any case. */
  readonly dispose?: () => void | Promise<void>;
}

export interface Bench {
  /** Dotted camelCase, unique: `fft.1024`, `sampleEntropy`, `week.memory`. */
  readonly id: string;
  readonly group: Group;
  /** One line for the table: what is done to how much. */
  readonly title: string;
  readonly goals?: readonly Goal[];
  /** Rounds that are enough, where one takes long; 9 otherwise. `--rounds` goes before it. */
  readonly rounds?: number;
  /** Rounds before the counted ones; 2 otherwise, which compile. None where each round is a process of its own. */
  readonly warmUp?: number;
  readonly prepare: () => Promise<Prepared>;
}
