// AssemblyScript. Sample entropy: samples by rank, and matches of patterns among ranks, eight patterns a vector.
// ../entropy.ts counts the same in TypeScript: change both. Counts are whole numbers, so their order does not matter.
import { sortSamples } from './entropy/sort';

/** Patterns of one vector; as many more are read behind a column. */
const LANES = 8;

// @ts-ignore: decorator
@inline
function at16(column: usize, index: i32): usize {
  return column + ((<usize>index) << 1);
}

/** For every rank the lowest and the highest one within the tolerance. */
function findTolerated(samples: i32, sorted: usize, r: f64, low: usize, high: usize): void {
  let above = 0;
  for (let rank = 0; rank < samples; rank++) {
    const value = load<f64>(sorted + ((<usize>rank) << 3));
    // The first rank whose tolerance reaches another one is the lowest within that one's.
    for (; above < samples && load<f64>(sorted + ((<usize>above) << 3)) - value <= r; above++) store<u16>(at16(low, above), <u16>rank);
    store<u16>(at16(high, rank), <u16>(above - 1));
  }
}

/** Counts pairs of patterns that match with two samples, and those that still match with the third. */
function countMatches(patterns: i32, ends: usize, second: usize, third: usize, low: usize, high: usize, counts: usize): void {
  const lanes = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  let short = i32x4.splat(0);
  let long = i32x4.splat(0);
  for (let p = 0; p < patterns; p++) {
    const end = load<i32>(ends + ((<usize>p) << 2));
    const rank2 = (<usize>load<u16>(at16(second, p))) << 1;
    const rank3 = (<usize>load<u16>(at16(third, p))) << 1;
    const low2 = v128.load16_splat(low + rank2);
    const low3 = v128.load16_splat(low + rank3);
    // From low to high in one comparison: what lies below low wraps round to a large number.
    const width2 = i16x8.sub(v128.load16_splat(high + rank2), low2);
    const width3 = i16x8.sub(v128.load16_splat(high + rank3), low3);
    // A match is -1. No lane counts beyond 65536 / 8, so none overflows before the pattern is done.
    let shortHere = i16x8.splat(0);
    let longHere = i16x8.splat(0);
    for (let q = p + 1; q < end; q += LANES) {
      let match = i16x8.le_u(i16x8.sub(v128.load(at16(second, q)), low2), width2);
      if (q + LANES > end) match = v128.and(match, i16x8.lt_s(lanes, i16x8.splat(<i16>(end - q))));
      shortHere = i16x8.sub(shortHere, match);
      match = v128.and(match, i16x8.le_u(i16x8.sub(v128.load(at16(third, q)), low3), width3));
      longHere = i16x8.sub(longHere, match);
    }
    short = i32x4.add(short, i32x4.extadd_pairwise_i16x8_u(shortHere));
    long = i32x4.add(long, i32x4.extadd_pairwise_i16x8_u(longHere));
  }
  v128.store(counts, short);
  v128.store(counts, long, 16);
}

/**
 * Counts pairs of patterns of two samples that match within a tolerance, and those that still match with a third sample.
 * Those within the tolerance of a sample have ranks without a gap, so whole numbers of 16 bits tell what matches; patterns stand
 * in the order of their first sample, so that only those behind one another can.
 * @param samples at most 65536
 * @param x the samples, f64; overwritten
 * @param starts 1 where a pattern starts, a byte a sample: no pattern may reach beyond the last sample
 * @param room see `roomFor` in ../entropy.ts
 * @param counts eight numbers: four parts of the pairs that match with two samples, then four of those with three
 */
export function matches(samples: i32, x: usize, starts: usize, r: f64, room: usize, columnBytes: usize, counts: usize): void {
  const order = room;
  const rankOf = order + columnBytes;
  const low = rankOf + columnBytes;
  const high = low + columnBytes;
  const second = high + columnBytes;
  const third = second + columnBytes;
  const firstRank = third + columnBytes;
  // Patterns whose first sample lies below a rank; later the first pattern out of tolerance. Numbers of 32 bits: there may be 65536.
  const below = firstRank + columnBytes;
  const ends = below + 2 * columnBytes;
  const sorted = ends + 2 * columnBytes;
  sortSamples(samples, x, order, sorted, rankOf, low);
  for (let rank = 0; rank < samples; rank++) store<u16>(at16(rankOf, load<u16>(at16(order, rank))), <u16>rank);
  findTolerated(samples, sorted, r, low, high);
  let place = 0;
  for (let rank = 0; rank < samples; rank++) {
    store<i32>(below + ((<usize>rank) << 2), place);
    const i = load<u16>(at16(order, rank));
    // Written in any case, and kept where a pattern starts: there is no telling before.
    store<u16>(at16(firstRank, place), <u16>rank);
    store<u16>(at16(second, place), load<u16>(at16(rankOf, i + 1)));
    store<u16>(at16(third, place), load<u16>(at16(rankOf, i + 2)));
    place += <i32>load<u8>(starts + <usize>i);
  }
  store<i32>(below + ((<usize>samples) << 2), place);
  for (let p = 0; p < place; p++) {
    const reach = <i32>load<u16>(at16(high, load<u16>(at16(firstRank, p)))) + 1;
    store<i32>(ends + ((<usize>p) << 2), load<i32>(below + ((<usize>reach) << 2)));
  }
  countMatches(place, ends, second, third, low, high, counts);
}
