import { useKernels, type KernelKind } from '../src/dsp/kernels/kernels.ts';
import { sampleEntropy } from '../src/dsp/stability/sampleEntropy.ts';
import type { Bench } from './define.ts';
import { compareValues, ownCandidate, startWindowPeers, walkingWindows } from './windowPeers.ts';

const WINDOWS = 16;
const SAMPLES = 1000;
const KINDS: Record<string, KernelKind> = { Surefoot: 'wasm', 'Surefoot, TypeScript': 'typescript' };

export const benches: readonly Bench[] = [{
  id: 'sampleEntropy',
  group: 'kernels',
  title: `sample entropy of ${SAMPLES} samples, m = 2, r = 0.2 SD`,
  goals: [
    { candidate: 'Surefoot', over: 'numpy, all pairs', atLeast: 60 },
    { candidate: 'Surefoot', over: 'numpy, shared pairs', atLeast: 20 },
    { candidate: 'Surefoot', over: 'scipy, k-d tree', atLeast: 40 },
    { candidate: 'Surefoot', over: 'C, all pairs', atLeast: 1.5 },
  ],
  async prepare() {
    const windows = walkingWindows(WINDOWS, SAMPLES, 0.3);
    const matches = (kind: KernelKind) => {
      useKernels(kind);
      return windows.flatMap((window) => {
        const { shortMatches, longMatches } = sampleEntropy([window]);
        return [shortMatches, longMatches];
      });
    };
    const asked = [
      { name: 'numpy, all pairs', source: 'scipy_entropy.py', task: 'allPairs' },
      { name: 'numpy, shared pairs', source: 'scipy_entropy.py', task: 'sharedPairs' },
      { name: 'scipy, k-d tree', source: 'scipy_entropy.py', task: 'tree' },
      { name: 'C, all pairs', source: 'c/sample_entropy.c', task: 'allPairs' },
    ];
    const peers = await startWindowPeers(windows, asked, (name) => (name.startsWith('C') ? 8 : 1));
    const own = Object.entries(KINDS).map(([name, kind]) =>
      ownCandidate(name, 16, () => {
        useKernels(kind);
        return windows.reduce((sum, window) => sum + sampleEntropy([window]).longMatches, 0);
      }),
    );
    return {
      candidates: [...peers.candidates, ...own],
      compare() {
        const expected = matches('wasm');
        compareValues('matches of the TypeScript version', matches('typescript'), expected, 0);
        for (const [name, found] of peers.results) compareValues(`matches of ${name}`, found, expected, 0);
      },
      work: { count: WINDOWS, of: 'window' },
      absent: peers.absent,
      dispose: peers.dispose,
    };
  },
}];
