// AssemblyScript. Matches of sample entropy among ranks, eight patterns a vector.
// ../entropy.ts counts the same in TypeScript: change both. Counts are whole numbers, so their order does not matter.

/**
 * Counts pairs of patterns that match with two samples, and those that still match with the third.
 * Patterns stand in the order of their first sample; ranks, `low` and `high` are unsigned numbers of 16 bits.
 * @param ends for every pattern the first one behind it whose first sample no longer matches, i32
 * @param second, third ranks of every pattern's second and third sample, with room for 7 more
 * @param low, high for every rank the lowest and the highest one within the tolerance
 * @param counts eight numbers: four parts of the pairs that match with two samples, then four of those with three
 */
export function countMatches(patterns: i32, ends: usize, second: usize, third: usize, low: usize, high: usize, counts: usize): void {
  const lanes = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  let short = i32x4.splat(0);
  let long = i32x4.splat(0);
  for (let p = 0; p < patterns; p++) {
    const end = load<i32>(ends + ((<usize>p) << 2));
    const rank2 = (<usize>load<u16>(second + ((<usize>p) << 1))) << 1;
    const rank3 = (<usize>load<u16>(third + ((<usize>p) << 1))) << 1;
    const low2 = v128.load16_splat(low + rank2);
    const low3 = v128.load16_splat(low + rank3);
    // From low to high in one comparison: what lies below low wraps round to a large number.
    const width2 = i16x8.sub(v128.load16_splat(high + rank2), low2);
    const width3 = i16x8.sub(v128.load16_splat(high + rank3), low3);
    // A match is -1. No lane counts beyond 65536 / 8, so none overflows before the pattern is done.
    let shortHere = i16x8.splat(0);
    let longHere = i16x8.splat(0);
    for (let q = p + 1; q < end; q += 8) {
      const at = (<usize>q) << 1;
      let match = i16x8.le_u(i16x8.sub(v128.load(second + at), low2), width2);
      if (q + 8 > end) match = v128.and(match, i16x8.lt_s(lanes, i16x8.splat(<i16>(end - q))));
      shortHere = i16x8.sub(shortHere, match);
      match = v128.and(match, i16x8.le_u(i16x8.sub(v128.load(third + at), low3), width3));
      longHere = i16x8.sub(longHere, match);
    }
    short = i32x4.add(short, i32x4.extadd_pairwise_i16x8_u(shortHere));
    long = i32x4.add(long, i32x4.extadd_pairwise_i16x8_u(longHere));
  }
  v128.store(counts, short);
  v128.store(counts, long, 16);
}
