import { useKernels, type KernelKind } from '../src/dsp/kernels/kernels.ts';
import { localDivergence, nearestNeighbours } from '../src/dsp/stability/localDivergence.ts';
import type { Bench } from './define.ts';
import { compareValues, ownCandidate, startWindowPeers, walkingWindows } from './windowPeers.ts';

const WINDOWS = 8;
const SAMPLES = 1000;
const KINDS: Record<string, KernelKind> = { Surefoot: 'wasm', 'Surefoot, TypeScript': 'typescript' };

export const benches: readonly Bench[] = [{
  id: 'rosenstein',
  group: 'kernels',
  title: `local divergence of ten strides, ${SAMPLES} samples, five dimensions, followed for half a stride`,
  goals: [
    { candidate: 'Surefoot', over: 'scipy, all distances', atLeast: 20 },
    { candidate: 'Surefoot', over: 'C, all distances', atLeast: 1 },
  ],
  async prepare() {
    const windows = walkingWindows(WINDOWS, SAMPLES, 0.1);
    const asked = [
      { name: 'scipy, all distances', source: 'scipy_divergence.py', task: 'divergence' },
      { name: 'C, all distances', source: 'c/divergence.c', task: 'divergence' },
    ];
    const peers = await startWindowPeers(windows, asked, (name) => (name.startsWith('C') ? 4 : 1));
    const slopeOf = (window: Float64Array) => {
      const result = localDivergence([window]);
      if (result === null) throw new Error('a window without neighbours');
      return result.perStride;
    };
    // Slope, then the neighbours of all states: what the peers write.
    const found = (kind: KernelKind) => {
      useKernels(kind);
      return windows.map((window) => ({ slope: slopeOf(window), neighbours: [...nearestNeighbours([window]).values()] }));
    };
    return {
      candidates: [
        ...peers.candidates,
        ...Object.entries(KINDS).map(([name, kind]) =>
          ownCandidate(name, kind === 'wasm' ? 8 : 2, () => {
            useKernels(kind);
            return windows.reduce((sum, window) => sum + slopeOf(window), 0);
          }),
        ),
      ],
      compare() {
        const expected = found('wasm');
        const slopes = expected.map(({ slope }) => slope);
        const neighbours = expected.flatMap((one) => one.neighbours);
        const check = (name: string, found: readonly { slope: number; neighbours: readonly number[] }[]) => {
          compareValues(`neighbours of ${name}`, found.flatMap((one) => one.neighbours), neighbours, 0);
          compareValues(`divergence of ${name}`, found.map(({ slope }) => slope), slopes, 1e-9);
        };
        check('the TypeScript version', found('typescript'));
        for (const [name, values] of peers.results) {
          const each = values.length / WINDOWS;
          check(name, windows.map((_, w) => ({ slope: values[w * each], neighbours: [...values.subarray(w * each + 1, (w + 1) * each)] })));
        }
      },
      work: { count: WINDOWS, of: 'window' },
      absent: peers.absent,
      dispose: peers.dispose,
    };
  },
}];
