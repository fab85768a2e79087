import { kernelKind } from './kernels.ts';
import { compileKernel, startKernel } from './memory.ts';
import { neighboursWasm } from './neighbours.wasm.ts';
import { findNearestScalar, multiplyDistancesScalar } from './neighboursScalar.ts';
import { DELAY, FOLLOWED, squaredDistance, type States } from './neighbourStates.ts';

/** Rough values lie within ±10000: five squared differences of twice that just fit into 32 bits. */
const ROUGH_RANGE = 20_000;
/** Beyond this the squares of the signal itself are too small for a number; then nothing is rough, and all is measured exactly. */
const HIGHEST_SCALE = 1e140;
/** States of one round of the search, and room behind the columns. */
const ROUND = 8;
const WORK = 144;

/** Nearest state (Euclidean) of every state more than a stride away, of equals the earliest; -1 without any. @param nearest at least `states.count` long */
export function findNearest(states: States, nearest: Int32Array): void {
  if (kernelKind() === 'typescript') return findNearestScalar(states, nearest);
  const { run, at, ...kernel } = wasmWith(states);
  const scale = roughen(states, kernel.values, kernel.rough, kernel.column);
  run.findNearest(states.count, at.x, at.starts, at.clock, at.rough, 4 * kernel.column, scale, at.nearest);
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

/** Fills the columns: each value of a state within ±10000, two of 16 bits a number. @param values room for the samples @returns rough units in one of the signal's */
function roughen({ count, x, samples, starts }: States, values: Int32Array, rough: Int32Array, column: number): number {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < samples; i++) {
    if (x[i] < least) least = x[i];
    if (x[i] > most) most = x[i];
  }
  const middle = least / 2 + most / 2;
  const fitting = ROUGH_RANGE / (most - least);
  const scale = fitting < HIGHEST_SCALE ? fitting : 0;
  for (let i = 0; i < samples; i++) values[i] = Math.floor((x[i] - middle) * scale + 0.5);
  for (let state = 0; state < count; state++) {
    const i = starts[state];
    rough[state] = (values[i] & 0xffff) | (values[i + DELAY] << 16);
    rough[column + state] = (values[i + 2 * DELAY] & 0xffff) | (values[i + 3 * DELAY] << 16);
    rough[2 * column + state] = values[i + 4 * DELAY] & 0xffff;
  }
  return scale;
}

/** assembly/neighbours.ts; pointers are bytes. */
interface NeighbourFunctions {
  findNearest(states: number, x: number, starts: number, clock: number, rough: number, columnBytes: number, scale: number, nearest: number): void;
  multiplyDistances(from: number, states: number, x: number, starts: number, nearest: number, products: number, work: number): number;
}

let module: WebAssembly.Module | null = null;
/** Made for the most samples seen. */
let wasm: ReturnType<typeof startWasm> | null = null;

function startWasm(samples: number) {
  const { run, memory } = startKernel<NeighbourFunctions>((module ??= compileKernel(neighboursWasm)));
  // Each column begins on 16 bytes.
  const column = Math.ceil((samples + ROUND) / 4) * 4;
  const perSample = () => memory.reserve(4 * samples);
  const at = {
    x: memory.reserve(8 * samples),
    starts: perSample(),
    clock: perSample(),
    nearest: perSample(),
    rough: memory.reserve(3 * 4 * column),
    products: memory.reserve(8 * (FOLLOWED + 1)),
    work: memory.reserve(8 * WORK),
  };
  const numbers = (pointer: number) => memory.i32(pointer, samples);
  const views = { x: memory.f64(at.x, samples), starts: numbers(at.starts), clock: numbers(at.clock), nearest: numbers(at.nearest), values: new Int32Array(samples) };
  return { run, at, samples, column, ...views, rough: memory.i32(at.rough, 3 * column), products: memory.f64(at.products, FOLLOWED + 1) };
}

/** The kernel with these states in its memory. */
function wasmWith({ count, x, samples, starts, clock }: States) {
  if (wasm === null || wasm.samples < samples) wasm = startWasm(samples);
  wasm.x.set(x.subarray(0, samples));
  wasm.starts.set(starts.subarray(0, count));
  wasm.clock.set(clock.subarray(0, count));
  return wasm;
}
