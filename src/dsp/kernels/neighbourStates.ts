/** State space of Bruijn 2013: five delayed copies, a tenth of a stride apart at 100 samples a stride. */
export const SAMPLES_PER_STRIDE = 100;
export const DIMENSIONS = 5;
export const DELAY = 10;
export const SPAN = (DIMENSIONS - 1) * DELAY;
/** Divergence is followed, and its slope fitted, over the first half stride. */
export const FOLLOWED = SAMPLES_PER_STRIDE / 2;

/** States of a signal in time: five values each, ten samples apart, and a path of fifty samples ahead. */
export interface States {
  readonly count: number;
  /** The signal's pieces behind one another. */
  readonly x: Float64Array;
  readonly samples: number;
  /** Of every state its first sample. */
  readonly starts: Int32Array;
  /** Of every state its time: that sample, and another stride for every piece before. States at most a stride apart are no neighbours. */
  readonly clock: Int32Array;
}

/** Squared distance of the states that start at two samples, added in the order of the delays. */
export function squaredDistance(x: Float64Array, i: number, j: number): number {
  let squared = 0;
  for (let d = 0; d <= SPAN; d += DELAY) {
    const difference = x[i + d] - x[j + d];
    squared += difference * difference;
  }
  return squared;
}
