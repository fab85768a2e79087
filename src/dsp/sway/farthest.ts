/**
 * Largest distance between any two points of a trajectory.
 *
 * Source: Andrew 1979, Inf Process Lett 9:216 (convex hull): the two farthest points are corners of the hull, which has few of them.
 * @param a, b places, columns of equal length, at least one
 */
export function farthest(a: Float64Array, b: Float64Array): number {
  const order = Array.from(a.keys()).sort((i, k) => a[i] - a[k] || b[i] - b[k]);
  const corners = [...halfHull(a, b, order), ...halfHull(a, b, order.reverse())];
  let most = 0;
  for (const i of corners) for (const k of corners) most = Math.max(most, Math.hypot(a[i] - a[k], b[i] - b[k]));
  return most;
}

/** Corners on one side, in the order of the points. */
function halfHull(a: Float64Array, b: Float64Array, order: readonly number[]): number[] {
  const corners: number[] = [];
  for (const i of order) {
    while (corners.length >= 2) {
      const [o, m] = [corners[corners.length - 2], corners[corners.length - 1]];
      if ((a[m] - a[o]) * (b[i] - b[o]) - (b[m] - b[o]) * (a[i] - a[o]) > 0) break;
      corners.pop();
    }
    corners.push(i);
  }
  return corners;
}
