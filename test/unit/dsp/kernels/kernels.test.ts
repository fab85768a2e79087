import { afterEach, describe, expect, test, vi } from 'vitest';
import { fftWasm } from '../../../../src/dsp/kernels/fft.wasm.ts';
import type * as kernels from '../../../../src/dsp/kernels/kernels.ts';
import { compileKernel, startKernel } from '../../../../src/dsp/kernels/memory.ts';

const switchFile = new URL('../../../../src/dsp/kernels/kernels.ts', import.meta.url).href;
let copies = 0;

/** A copy of the switch that has not been asked yet; the one that other tests use stays as it is. */
const freshSwitch = async () => (await import(/* @vite-ignore */ `${switchFile}?copy=${++copies}`)) as typeof kernels;

afterEach(() => vi.unstubAllGlobals());

describe('the switch of all kernels', () => {
  test('is WebAssembly where its SIMD is there', async () => {
    const { kernelKind } = await freshSwitch();
    expect(kernelKind()).toBe('wasm');
  });

  test('stays where it was put', async () => {
    const { kernelKind, useKernels } = await freshSwitch();
    useKernels('typescript');
    expect(kernelKind()).toBe('typescript');
    useKernels('wasm');
    expect(kernelKind()).toBe('wasm');
  });

  const real = WebAssembly;
  const poorer: readonly [engine: string, WebAssembly: unknown][] = [
    ['without WebAssembly', undefined],
    ['without SIMD', { validate: () => false }],
    ['whose page forbids compiling', {
      CompileError: real.CompileError,
      validate: (bytes: Uint8Array<ArrayBuffer>) => real.validate(bytes),
      Module: class {
        constructor() {
          throw new real.CompileError('blocked by the content security policy');
        }
      },
    }],
  ];
  test.each(poorer)('is TypeScript in an engine %s, and WebAssembly cannot be asked for', async (_, engine) => {
    vi.stubGlobal('WebAssembly', engine);
    const { kernelKind, useKernels } = await freshSwitch();
    expect(kernelKind()).toBe('typescript');
    expect(() => useKernels('wasm')).toThrow(RangeError);
    expect(kernelKind()).toBe('typescript');
  });
});

describe("a kernel's memory", () => {
  const memory = () => startKernel(compileKernel(fftWasm)).memory;

  test('gives out pieces that do not overlap and begin at multiples of 16', () => {
    const given = memory();
    const pieces = [1, 16, 17, 100_000, 3].map((bytes) => ({ bytes, at: given.reserve(bytes) }));
    for (const [i, { at }] of pieces.entries()) {
      expect(at % 16).toBe(0);
      if (i > 0) expect(at).toBeGreaterThanOrEqual(pieces[i - 1].at + pieces[i - 1].bytes);
    }
  });

  test('grows to what is reserved, zeroed', () => {
    const given = memory();
    const values = given.f64(given.reserve(8 * 50_000), 50_000);
    expect(values.every((value) => value === 0)).toBe(true);
  });

  test('is given out anew from its front once it is cleared', () => {
    const given = memory();
    const first = given.reserve(64);
    given.reserve(64);
    given.clear();
    expect(given.reserve(8)).toBe(first);
  });

  test('is not shared between two starts of one module', () => {
    const module = compileKernel(fftWasm);
    const [a, b] = [startKernel(module).memory, startKernel(module).memory].map((given) => given.f64(given.reserve(8), 1));
    a[0] = 7;
    expect(b[0]).toBe(0);
  });
});
