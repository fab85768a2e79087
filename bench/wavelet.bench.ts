import { gaussianDerivative } from '../src/dsp/filters/gaussian.ts';
import { useKernels, type KernelKind } from '../src/dsp/kernels/kernels.ts';
import type { Bench } from './define.ts';
import { compareValues, ownCandidate, startWindowPeers, walkingWindows } from './windowPeers.ts';

const SIGNALS = 4;
const RATE_HZ = 100;
/** Ten minutes. */
const SAMPLES = 60_000;
/** As for the contacts of the feet. */
const SIGMA_S = 0.05;
const KINDS: Record<string, KernelKind> = { Surefoot: 'wasm', 'Surefoot, TypeScript': 'typescript' };

export const benches: readonly Bench[] = [{
  id: 'wavelet',
  group: 'kernels',
  title: `derivative of a Gaussian, ${SIGMA_S} s, over ten minutes at ${RATE_HZ} Hz`,
  goals: [
    { candidate: 'Surefoot', over: 'Surefoot, TypeScript', atLeast: 3 },
    { candidate: 'Surefoot', over: 'scipy, folded', atLeast: 1.5 },
    { candidate: 'Surefoot', over: 'C, folded', atMost: 2.5 },
  ],
  async prepare() {
    const signals = walkingWindows(SIGNALS, SAMPLES, 0.2);
    const derivatives = (kind: KernelKind) => {
      useKernels(kind);
      return signals.map((signal) => gaussianDerivative(signal, SIGMA_S, RATE_HZ));
    };
    const asked = [
      { name: 'scipy, folded', source: 'scipy_wavelet.py', task: 'derivative' },
      { name: 'C, folded', source: 'c/wavelet.c', task: 'derivative' },
    ];
    const peers = await startWindowPeers(signals, asked, (name) => (name.startsWith('C') ? 8 : 2));
    return {
      candidates: [
        ...peers.candidates,
        ...Object.entries(KINDS).map(([name, kind]) => ownCandidate(name, kind === 'wasm' ? 8 : 2, () => derivatives(kind).reduce((sum, [value]) => sum + value, 0))),
      ],
      compare() {
        const expected = derivatives('wasm');
        derivatives('typescript').forEach((values, s) => compareValues('the TypeScript version', values, expected[s], 0));
        for (const [name, values] of peers.results) {
          expected.forEach((one, s) => compareValues(name, values.subarray(s * SAMPLES, (s + 1) * SAMPLES), one, 1e-12));
        }
      },
      work: { count: SIGNALS, of: 'signal' },
      absent: peers.absent,
      dispose: peers.dispose,
    };
  },
}];
