import { ascending } from '../stability/ascending.ts';
import { DELAY, FOLLOWED, SAMPLES_PER_STRIDE, SPAN, squaredDistance, type States } from './neighbourStates.ts';

/**
 * Nearest state of every state in TypeScript. States sorted by their first value: the search goes outwards and stops where that
 * value alone is further away than the best.
 */
export function findNearestScalar(states: States, nearest: Int32Array): void {
  const { count, x, starts, clock } = states;
  if (room.states < count) room = reserve(count);
  const { first, place, c0, c1, c2, c3, c4 } = room;
  for (let state = 0; state < count; state++) first[state] = x[starts[state]];
  const order = ascending(first, count);
  // The five values of each state, in that order: the search reads them one after the other.
  for (let p = 0; p < count; p++) {
    const i = starts[order[p]];
    place[order[p]] = p;
    c0[p] = x[i];
    c1[p] = x[i + DELAY];
    c2[p] = x[i + 2 * DELAY];
    c3[p] = x[i + 3 * DELAY];
    c4[p] = x[i + 4 * DELAY];
  }
  let found = -1;
  for (let state = 0; state < count; state++) {
    // What follows the neighbour of the state before is a good first guess, and prunes most of the search.
    const guess = found + 1;
    found = -1;
    let best = Infinity;
    if (guess > 0 && guess < count && Math.abs(clock[state] - clock[guess]) > SAMPLES_PER_STRIDE) {
      const squared = squaredDistance(x, starts[state], starts[guess]);
      if (squared < Infinity) [best, found] = [squared, guess];
    }
    const p = place[state];
    const [a0, a1, a2, a3, a4] = [c0[p], c1[p], c2[p], c3[p], c4[p]];
    for (let direction = 1; direction >= -1; direction -= 2) {
      for (let q = p + direction; q >= 0 && q < count; q += direction) {
        let squared = (c0[q] - a0) * (c0[q] - a0);
        if (squared > best) break;
        squared += (c1[q] - a1) * (c1[q] - a1);
        if (squared > best) continue;
        squared += (c2[q] - a2) * (c2[q] - a2);
        if (squared > best) continue;
        squared += (c3[q] - a3) * (c3[q] - a3);
        if (squared > best) continue;
        squared += (c4[q] - a4) * (c4[q] - a4);
        if (squared > best) continue;
        const other = order[q];
        if (Math.abs(clock[state] - clock[other]) <= SAMPLES_PER_STRIDE) continue;
        if (squared < best || (squared === best && other < found)) {
          best = squared;
          found = other;
        }
      }
    }
    nearest[state] = found;
  }
}

let room = reserve(0);

function reserve(states: number) {
  const column = () => new Float64Array(states);
  return { states, first: column(), place: new Int32Array(states), c0: column(), c1: column(), c2: column(), c3: column(), c4: column() };
}

/** Products outside this range are left to the caller. */
const LOWEST = 1e-250;
const HIGHEST = 1e250;

const squares = new Float64Array(SPAN + FOLLOWED + 1);
const next = new Float64Array(FOLLOWED + 1);

/**
 * Multiplies the squared distances of states and their neighbours, 0 to 50 samples later, onto 51 products.
 * @returns the first state whose distances would bring a product out of range, not multiplied; the count of states when there is none
 */
export function multiplyDistancesScalar(from: number, { count, x, starts }: States, nearest: Int32Array, products: Float64Array): number {
  for (let state = from; state < count; state++) {
    if (nearest[state] < 0) continue;
    const [a, b] = [starts[state], starts[nearest[state]]];
    // Every sample's square serves five distances.
    for (let k = 0; k < squares.length; k++) squares[k] = (x[a + k] - x[b + k]) * (x[a + k] - x[b + k]);
    for (let k = 0; k <= FOLLOWED; k++) {
      const squared = squares[k] + squares[k + DELAY] + squares[k + 2 * DELAY] + squares[k + 3 * DELAY] + squares[k + 4 * DELAY];
      const product = products[k] * squared;
      if (!(product > LOWEST && product < HIGHEST)) return state;
      next[k] = product;
    }
    products.set(next);
  }
  return count;
}
