import { kernelKind } from '../kernels/kernels.ts';
import { compileKernel, startKernel } from '../kernels/memory.ts';
import { windowedWasm } from '../kernels/windowed.wasm.ts';
import type { Loops } from './loops.ts';
import { scalarLoops } from './scalarLoops.ts';
import { wasmLoops, type WindowedFunctions } from './wasmLoops.ts';

/** An array and, where the loops are WebAssembly, its place in their memory, in bytes. */
export interface Cells {
  readonly values: Float64Array;
  readonly at: number;
}

/** What an analysis computes with: the loops, and arrays that these can reach. */
export interface Workspace {
  readonly loops: Loops;
  /** An array of zeros, for good. */
  readonly cells: (length: number) => Cells;
}

let compiledModule: WebAssembly.Module | null = null;

/** A workspace with a memory of its own, on the kernels now in use. @param bytes for all its arrays; what is not touched takes no memory */
export function openWorkspace(bytes: number): Workspace {
  if (kernelKind() === 'typescript') return { loops: scalarLoops, cells: (length) => ({ values: new Float64Array(length), at: 0 }) };
  const { run, memory } = startKernel<WindowedFunctions>((compiledModule ??= compileKernel(windowedWasm)));
  // All of it at once: a memory that grew later would leave its arrays empty.
  memory.reserve(bytes);
  memory.clear();
  let used = 0;
  return {
    loops: wasmLoops(run),
    cells: (length) => {
      used += 8 * length + 16;
      if (used > bytes) throw new RangeError(`the windowed analysis needs more than the ${bytes} bytes it has`);
      const at = memory.reserve(8 * length);
      return { values: memory.f64(at, length), at };
    },
  };
}
