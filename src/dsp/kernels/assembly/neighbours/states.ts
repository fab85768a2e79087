// The states of ../neighbours.ts: where they lie, how far apart they are. The sizes are those of ../../neighbourStates.ts.

/** Bytes from one value of a state to the next: ten samples. */
export const DELAY: usize = 80;

/** Squared distance of the states at two samples, added in the order of the delays. */
// @ts-ignore: decorator
@inline
export function squaredDistance(a: usize, b: usize): f64 {
  let difference = load<f64>(a) - load<f64>(b);
  let squared = difference * difference;
  difference = load<f64>(a + DELAY) - load<f64>(b + DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 2 * DELAY) - load<f64>(b + 2 * DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 3 * DELAY) - load<f64>(b + 3 * DELAY);
  squared += difference * difference;
  difference = load<f64>(a + 4 * DELAY) - load<f64>(b + 4 * DELAY);
  return squared + difference * difference;
}

/** First sample of a state. */
// @ts-ignore: decorator
@inline
export function sampleOf(state: i32, x: usize, starts: usize): usize {
  return x + (<usize>load<i32>(starts + ((<usize>state) << 2)) << 3);
}
