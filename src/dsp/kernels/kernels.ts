/** What runs the heavy inner loops: WebAssembly, or the same steps in TypeScript. */
export type KernelKind = 'wasm' | 'typescript';

/**
 * The smallest module that needs what the kernels need: one function () -> v128 that is `i8x16.popcnt(i8x16.splat(0))`.
 * `popcnt` came with the final form of SIMD, so an engine with an early draft of it is not taken for one that has it.
 */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // magic, version 1
  ...[1, 5, 1, 0x60, 0, 1, 0x7b], // types: () -> v128
  ...[3, 2, 1, 0], // functions: one, of type 0
  ...[10, 10, 1, 8, 0, 0x41, 0, 0xfd, 0x0f, 0xfd, 0x62, 0x0b], // code: i32.const 0; i8x16.splat; i8x16.popcnt; end
);

/** Asked for once; nothing before the first kernel is used costs anything. */
let inUse: KernelKind | null = null;

/** What kernels run on now: WebAssembly where its SIMD is there and pages may compile it, else TypeScript. */
export function kernelKind(): KernelKind {
  inUse ??= wasmUsable() ? 'wasm' : 'typescript';
  return inUse;
}

/**
 * Sets what all kernels run on from the next call on. For tests, comparisons and engines whose WebAssembly misbehaves: results
 * are the same to the last bit (f64).
 * @throws RangeError when WebAssembly is asked for where its SIMD is missing
 */
export function useKernels(kind: KernelKind): void {
  if (kind === 'wasm' && !wasmUsable()) throw new RangeError('WebAssembly kernels need an engine with WebAssembly SIMD that permits compiling; use "typescript" here');
  inUse = kind;
}

/** A page whose content security policy forbids compiling throws at the first module, whatever the engine can do. */
function wasmUsable(): boolean {
  if (typeof WebAssembly !== 'object' || !WebAssembly.validate(SIMD_PROBE)) return false;
  try {
    return new WebAssembly.Module(SIMD_PROBE) instanceof WebAssembly.Module;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return false;
    throw error;
  }
}
