import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';
import { neighboursWasm } from './neighbours.wasm.ts';
import { findNearestScalar, multiplyDistancesScalar } from './neighboursScalar.ts';
import { FOLLOWED, squaredDistance, type States } from './neighbourStates.ts';

/** Samples lie roughly within ±7300: any turn of five of them stays within ±16384, whose differences fit into 16 bits. */
const ROUGH_RANGE = 14_600;
/** Beyond this the squares of the signal itself are too small for a number; then nothing is rough, and all is measured exactly. */
const HIGHEST_SCALE = 1e140;
/** States of one round of the search: room before the columns and behind them. */
const ROUND = 16;
const COUNTS = 256;
const WORK = 144;

/** Nearest state (Euclidean) of every state more than a stride away, of equals the earliest; -1 without any. @param nearest at least `states.count` long */
export function findNearest(states: States, nearest: Int32Array): void {
  if (kernelKind() === 'typescript') return findNearestScalar(states, nearest);
  const { run, at, columnBytes, ...kernel } = wasmWith(states);
  const { middle, scale } = rangeOf(states);
  run.findNearest(states.count, at.x, at.starts, at.clock, middle, scale, at.columns, columnBytes, at.place, at.order, at.keys, at.rough, at.nearest);
  nearest.set(kernel.nearest.subarray(0, states.count));
}

/**
 * Adds up the logarithms of the distances between states and their neighbours, 0 to 50 samples later.
 * Distances are multiplied while a product can hold them, so that one logarithm serves many. Distances of 0 have none and are left out.
 * @param sums one a delay of 0 to 50 samples, added to
 * @param counts how many distances each sum has, added to
 */
export function addLogDistances(states: States, nearest: Int32Array, sums: Float64Array, counts: Int32Array): void {
  const { products, multiply } = kernelKind() === 'typescript' ? scalarProducts(states, nearest) : wasmProducts(states, nearest);
  let pairs = 0;
  for (let state = 0; state < states.count; state++) if (nearest[state] >= 0) pairs++;
  for (let k = 0; k <= FOLLOWED; k++) counts[k] += pairs;
  for (let state = 0; state < states.count; state++) {
    products.fill(1);
    state = multiply(state);
    for (let k = 0; k <= FOLLOWED; k++) sums[k] += 0.5 * Math.log(products[k]);
    // A state that did not fit is taken by itself.
    if (state === states.count) break;
    for (let k = 0; k <= FOLLOWED; k++) {
      const squared = squaredDistance(states.x, states.starts[state] + k, states.starts[nearest[state]] + k);
      if (squared === 0) counts[k]--;
      else sums[k] += 0.5 * Math.log(squared);
    }
  }
}

interface Products {
  readonly products: Float64Array;
  /** Multiplies onto the products from a state on. @returns the first state that does not fit */
  readonly multiply: (from: number) => number;
}

const ownProducts = new Float64Array(FOLLOWED + 1);

function scalarProducts(states: States, nearest: Int32Array): Products {
  return { products: ownProducts, multiply: (from) => multiplyDistancesScalar(from, states, nearest, ownProducts) };
}

function wasmProducts(states: States, nearest: Int32Array): Products {
  const { run, at, ...kernel } = wasmWith(states);
  kernel.nearest.set(nearest.subarray(0, states.count));
  return { products: kernel.products, multiply: (from) => run.multiplyDistances(from, states.count, at.x, at.starts, at.nearest, at.products, at.work) };
}

/** What makes a sample rough: less the middle, times the scale. */
function rangeOf({ x, samples }: States): { readonly middle: number; readonly scale: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < samples; i++) {
    if (x[i] < least) least = x[i];
    if (x[i] > most) most = x[i];
  }
  const fitting = ROUGH_RANGE / (most - least);
  return { middle: least / 2 + most / 2, scale: fitting < HIGHEST_SCALE ? fitting : 0 };
}

/** assembly/neighbours.ts; pointers are bytes. */
interface NeighbourFunctions {
  findNearest(
    states: number, x: number, starts: number, clock: number, middle: number, scale: number,
    columns: number, columnBytes: number, place: number, order: number, keys: number, rough: number, nearest: number,
  ): void;
  multiplyDistances(from: number, states: number, x: number, starts: number, nearest: number, products: number, work: number): number;
}

let module: WebAssembly.Module | null = null;
/** Made for the most samples seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

function startWasm(samples: number) {
  const { run, memory } = startKernel<NeighbourFunctions>((module ??= compileKernel(neighboursWasm)));
  // Each column begins on 16 bytes.
  const columnBytes = 16 * Math.ceil((samples + 2 * ROUND) / 4);
  const columns = (count: number) => memory.reserve(count * columnBytes);
  const at = {
    // Samples are read two at a time, and squared four at a time.
    x: memory.reserve(8 * (samples + 1)),
    starts: columns(1),
    clock: columns(1),
    nearest: columns(1),
    place: columns(1),
    order: columns(1),
    keys: columns(1),
    rough: columns(3),
    columns: memory.reserve(5 * columnBytes + 4 * COUNTS),
    products: memory.reserve(8 * (FOLLOWED + 1)),
    work: memory.reserve(8 * WORK),
  };
  const numbers = (pointer: number) => memory.i32(pointer, samples);
  const views = { x: memory.f64(at.x, samples), starts: numbers(at.starts), clock: numbers(at.clock), nearest: numbers(at.nearest) };
  return { run, at, samples, columnBytes, ...views, products: memory.f64(at.products, FOLLOWED + 1) };
}

/** The kernel with these states in its memory. */
function wasmWith({ count, x, samples, starts, clock }: States) {
  if (wasm === null || wasm.samples < samples) wasm = startWasm(samples);
  wasm.x.set(x.subarray(0, samples));
  wasm.starts.set(starts.subarray(0, count));
  wasm.clock.set(clock.subarray(0, count));
  return wasm;
}
