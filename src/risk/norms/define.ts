import type { Circumstances, NormResult, Participant, Source } from '../../model/index.ts';

export type Person = Pick<Participant, 'ageYears' | 'sex'>;

/** How the value came about, as far as a norm must know. */
export interface Taken {
  /** Protocol id; absent for an entered answer. */
  readonly protocol?: string;
  readonly circumstances: Circumstances;
  /** Of a speed: from steady straight strides, with neither start nor turn in it. */
  readonly steady?: boolean;
  /** The hands were used in the chair stand: its score is 0, whatever was counted. */
  readonly handsUsed?: boolean;
  /** The test is stopped after so long: a value as large was cut off there. */
  readonly stoppedAtS?: number;
}

/** One published norm or cut-off. */
export interface Norm {
  readonly id: string;
  /** Metrics and answers it speaks of, as ids. */
  readonly outcomes: readonly string[];
  readonly source: Source;
  /** @returns null where it has nothing to say of this kind of value at all */
  compare(value: number, person: Person, taken: Taken): Pick<NormResult, 'status' | 'text'> | null;
}

/** Keeps a norm's type; every norm is one entry of `index.ts`. */
export function defineNorm(norm: Norm): Norm {
  return norm;
}
