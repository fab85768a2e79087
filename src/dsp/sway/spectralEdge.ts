/**
 * Frequency below which a share of a band's power lies.
 *
 * Source: Mancini 2012, J NeuroEng Rehabil 9:59, table 2 (F95: frequency below which 95 % of the power lies).
 * Steps: sums of the density over the band's bins; between the two bins where the share is reached, a straight line.
 *
 * @param density power at bin k, which lies at k * binHz; any unit
 * @param bandHz lowest and highest frequency that count
 * @param share 0 to 1
 * @returns Hz; null when the band holds no bin or no power
 */
export function spectralEdge(density: Float64Array, binHz: number, bandHz: readonly [number, number], share: number): number | null {
  const first = Math.ceil(bandHz[0] / binHz);
  const last = Math.min(density.length - 1, Math.floor(bandHz[1] / binHz));
  let total = 0;
  for (let k = first; k <= last; k++) total += density[k];
  if (!(total > 0)) return null;
  const wanted = share * total;
  let below = 0;
  for (let k = first; k <= last; k++) {
    const above = below + density[k];
    if (above >= wanted) return k === first ? k * binHz : (k - (above - wanted) / density[k]) * binHz;
    below = above;
  }
  return last * binHz;
}
