const PAGE_BYTES = 65536;
/** Lanes of SIMD are read and written in pieces of 16 bytes. */
const ALIGNMENT = 16;

/** A WebAssembly kernel with a memory of its own. */
export interface Kernel<Functions> {
  /** What its source in `assembly/` exports. Pointers are bytes from the start of its memory. */
  readonly run: Functions;
  readonly memory: KernelMemory;
}

/** A compiled module; instances share its code. */
export function compileKernel(base64: string): WebAssembly.Module {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return new WebAssembly.Module(bytes);
}

/** An instance with an empty memory. Kernels import nothing. Synchronous: a few kilobytes compile in about a millisecond. */
export function startKernel<Functions>(module: WebAssembly.Module): Kernel<Functions> {
  const { exports } = new WebAssembly.Instance(module);
  return { run: exports as Functions, memory: new KernelMemory(exports.memory as WebAssembly.Memory) };
}

/**
 * A kernel's memory, given out once from the front. Kernels hold no data of their own (the build sees to that), so all of it is
 * the host's.
 *
 * Reserve everything, then make the views: a memory that grows leaves views of it empty.
 */
export class KernelMemory {
  readonly #memory: WebAssembly.Memory;
  #used = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** @returns pointer to that many bytes, zeroed unless `clear` gave them back before, aligned to 16 */
  reserve(bytes: number): number {
    const pointer = this.#used;
    this.#used = pointer + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    return pointer;
  }

  /** Gives everything back. The memory keeps its size: buffers that must be longer next time are reserved anew from its front. */
  clear(): void {
    this.#used = 0;
  }

  f64(pointer: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, pointer, length);
  }

  f32(pointer: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, pointer, length);
  }

  i32(pointer: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, pointer, length);
  }
}
