/**
 * The host's monotonic clock, ms. On Linux it is CLOCK_MONOTONIC, on macOS and Windows the system's own counter: all of them are counted from
 * the start of the computer, so times taken in one process can be compared with those of another.
 */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
