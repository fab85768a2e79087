/** First of `count` places at which something holds; `count` where it holds nowhere. Once it holds it must go on holding. */
export function firstWhere(count: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// The two that follow are asked for every stride and contact: they search on their own, as a closure would be compiled anew (docs/profiling.md).

/** Index of the first of some rising numbers that is not below a limit; their count where all are. */
export function firstFrom(rising: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] >= limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first of some rising numbers above a limit; their count where none is. */
export function firstAbove(rising: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
