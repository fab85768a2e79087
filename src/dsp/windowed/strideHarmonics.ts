import { kernelKind, type KernelKind } from '../kernels/kernels.ts';
import type { BodyStream } from './bodyStream.ts';
import { HARMONICS } from './plan.ts';
import { openWorkspace, type Cells, type Workspace } from './workspace.ts';

/** A stride lasts from 0.6 to 2.5 s. */
export const SHORTEST_STRIDE = 60;
export const LONGEST_STRIDE = 250;

/** What a stride is folded into, and the waves of all lengths seen; one for all analyses, kept for good: five megabytes if all lengths occur. */
interface Plan {
  readonly workspace: Workspace;
  readonly tables: (Cells | null)[];
  readonly folded: Cells;
  readonly ends: Cells;
  readonly amplitudes: Cells;
}

const plans: Partial<Record<KernelKind, Plan>> = {};

function newPlan(): Plan {
  const workspace = openWorkspace(8 << 20);
  const { cells } = workspace;
  return { workspace, tables: new Array<null>(LONGEST_STRIDE + 1).fill(null), folded: cells(6 * (LONGEST_STRIDE / 2)), ends: cells(6), amplitudes: cells(6) };
}

/**
 * Harmonics 1 to 20 of a stride along three axes, by the Fourier sums of exactly the stride's samples.
 * Steps: the stride is folded about its middle, which halves the products; then all axes in one loop.
 * @param start in the stream's arrays @param length samples, from SHORTEST_STRIDE to LONGEST_STRIDE
 * @returns sums of the odd and of the even harmonics' amplitudes of ap, of v, of ml; used again by the next call
 */
export function strideHarmonics(stream: BodyStream, start: number, length: number): Float64Array {
  const { workspace, tables, folded, ends, amplitudes } = (plans[kernelKind()] ??= newPlan());
  const table = (tables[length] ??= wavesOf(length, workspace));
  fold(stream, start, length, folded.values, ends.values);
  workspace.loops.harmonics((length - 1) >> 1, table, folded, ends, amplitudes);
  return amplitudes.values;
}

/**
 * Cosines and sines of the harmonics at the stride's samples 1, 2, ... to before its middle: for harmonics 1 and 2, then 3 and 4, ...,
 * and every sample: both cosines, both sines.
 */
function wavesOf(length: number, { cells }: Workspace): Cells {
  const pairs = (length - 1) >> 1;
  const table = cells(2 * pairs * HARMONICS);
  // Harmonics go round the same angles, in larger steps.
  const cosines = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
  const sines = Float64Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * i) / length));
  for (let k = 1; k <= HARMONICS; k++) {
    let t = 4 * pairs * ((k - 1) >> 1) + ((k - 1) & 1);
    for (let n = 1, angle = k; n <= pairs; n++, t += 4, angle = (angle + k) % length) {
      table.values[t] = cosines[angle];
      table.values[t + 2] = sines[angle];
    }
  }
  return table;
}

/**
 * Samples at equal distances from a stride's ends meet the same cosine, and sines of opposite sign.
 * @param folded receives sum and difference of ap, of v, of ml for every two
 * @param ends receives the first sample, which has no like, and the middle one of an even number, of ap, of v, of ml
 */
function fold({ ap, v, ml }: BodyStream, start: number, length: number, folded: Float64Array, ends: Float64Array): void {
  let o = 0;
  let i = start + 1;
  let j = start + length - 1;
  for (; i < j; i++, j--, o += 6) {
    folded[o] = ap[i] + ap[j];
    folded[o + 1] = ap[i] - ap[j];
    folded[o + 2] = v[i] + v[j];
    folded[o + 3] = v[i] - v[j];
    folded[o + 4] = ml[i] + ml[j];
    folded[o + 5] = ml[i] - ml[j];
  }
  const middle = i === j;
  ends[0] = ap[start];
  ends[1] = middle ? ap[i] : 0;
  ends[2] = v[start];
  ends[3] = middle ? v[i] : 0;
  ends[4] = ml[start];
  ends[5] = middle ? ml[i] : 0;
}
