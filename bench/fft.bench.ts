/** Fourier transforms of real signals: ours beside fft.js, scipy and FFTW; the cost of one channel. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import FFT from 'fft.js';
import { useKernels, type KernelKind } from '../src/dsp/kernels/kernels.ts';
import { pairTransform, quadTransform, type RealTransform } from '../src/dsp/kernels/realTransform.ts';
import type { Bench, Candidate, Prepared } from './define.ts';
import { Peer } from './peer.ts';
import { compiledC, FFTW_ABSENT, SCIPY_ABSENT, scipyCommand } from './peers.ts';

/** Signals that take turns; divisible by four. */
const SIGNALS = 32;
/** Samples a candidate transforms in a round, about: some 20 ms of the slowest. */
const SAMPLES = 2_000_000;

/** Spectra of all signals, re and im of each bin, one signal behind the other. */
interface Spectra {
  readonly name: string;
  readonly values: Float64Array;
  /** Largest difference from fft.js's, as a share of the highest value. */
  readonly tolerance: number;
}

export const benches: readonly Bench[] = [256, 512, 1024, 2048, 4096].map((size) => ({
  id: `fft.${size}`,
  group: 'kernels',
  title: `real Fourier transform of ${size} samples, a channel`,
  goals: [
    { candidate: 'Surefoot f64, 2 channels', over: 'fft.js', atLeast: 3.5 },
    { candidate: 'Surefoot f64, 2 channels', over: 'FFTW f64', atMost: 2.5 },
    { candidate: 'Surefoot f32, 4 channels', over: 'fft.js', atLeast: 7 },
    { candidate: 'Surefoot f32, 4 channels', over: 'FFTW f32', atMost: 1.5 },
    { candidate: 'Surefoot, TypeScript', over: 'fft.js', atLeast: 1.2 },
  ],
  prepare: () => prepare(size),
}));

async function prepare(size: number): Promise<Prepared> {
  const repeats = Math.max(1, Math.round(SAMPLES / (size * SIGNALS)));
  const signals = Array.from({ length: SIGNALS }, (_, s) => noise(size, s + 1));
  const peers = await startPeers(signals, size);
  const fftJs = byFftJs(signals, size, repeats);
  const own = [
    inChannels('Surefoot f64, 2 channels', 'wasm', pairTransform, signals, size, repeats, 1e-12),
    inChannels('Surefoot f32, 4 channels', 'wasm', quadTransform, signals.map((signal) => Float32Array.from(signal)), size, repeats, 1e-6),
    inChannels('Surefoot, TypeScript', 'typescript', pairTransform, signals, size, repeats, 1e-12),
  ];
  const asked = peers.started.flatMap(({ name, peer }) =>
    ['f64', 'f32'].map((kind): Candidate => ({ name: `${name} ${kind}`, run: () => peer.ask(`${kind} ${repeats}`) })),
  );
  return {
    candidates: [fftJs.candidate, ...own.map(({ candidate }) => candidate), ...asked],
    compare: () => {
      const expected = fftJs.spectra();
      const highest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      for (const { name, values, tolerance } of [...own.map(({ spectra }) => spectra()), ...peers.spectra]) {
        if (values.length !== expected.length) throw new Error(`${name} yielded ${values.length} values, not ${expected.length}`);
        const at = values.findIndex((value, i) => !(Math.abs(value - expected[i]) <= tolerance * highest));
        if (at >= 0) throw new Error(`${name} differs from fft.js at ${at}: ${values[at]} and ${expected[at]}`);
      }
    },
    work: { count: repeats * SIGNALS, of: 'transform' },
    absent: peers.absent,
    dispose: () => peers.started.forEach(({ peer }) => peer.stop()),
  };
}

function byFftJs(signals: readonly Float64Array[], size: number, repeats: number): { candidate: Candidate; spectra: () => Float64Array } {
  const fft = new FFT(size);
  const out = new Float64Array(2 * size);
  return {
    candidate: {
      name: 'fft.js',
      run: () => {
        let sum = 0;
        for (let repeat = 0; repeat < repeats; repeat++) {
          for (const signal of signals) {
            fft.realTransform(out, signal);
            sum += out[2];
          }
        }
        return sum;
      },
    },
    spectra: () => {
      const values = new Float64Array(SIGNALS * (size + 2));
      signals.forEach((signal, s) => {
        fft.realTransform(out, signal);
        values.set(out.subarray(0, size + 2), s * (size + 2));
      });
      return values;
    },
  };
}

/** Several signals at once, which are copied into the plan first, as the product does. */
function inChannels<Samples extends Float64Array | Float32Array>(
  name: string,
  kind: KernelKind,
  transformOf: (size: number) => RealTransform<Samples>,
  signals: readonly Samples[],
  size: number,
  repeats: number,
  tolerance: number,
): { candidate: Candidate; spectra: () => Spectra } {
  useKernels(kind);
  const plan = transformOf(size);
  const channels = plan.inputs.length;
  const from = (s: number) => {
    for (let c = 0; c < channels; c++) plan.inputs[c].set(signals[s + c]);
    plan.toSpectrum();
  };
  return {
    candidate: {
      name,
      run: () => {
        let sum = 0;
        for (let repeat = 0; repeat < repeats; repeat++) {
          for (let s = 0; s < SIGNALS; s += channels) {
            from(s);
            sum += plan.spectrum[2 * channels];
          }
        }
        return sum;
      },
    },
    spectra: () => {
      const values = new Float64Array(SIGNALS * (size + 2));
      for (let s = 0; s < SIGNALS; s += channels) {
        from(s);
        for (let i = 0; i < plan.spectrum.length; i++) values[(s + (i % channels)) * (size + 2) + Math.floor(i / channels)] = plan.spectrum[i];
      }
      return { name, values, tolerance };
    },
  };
}

/** Starts FFTW and scipy where they are; each writes the spectra of all signals first. */
async function startPeers(signals: readonly Float64Array[], size: number) {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-fft-'));
  const started: { readonly name: string; readonly peer: Peer }[] = [];
  const spectra: Spectra[] = [];
  const absent: string[] = [];
  try {
    const file = join(folder, 'signals.f64');
    await writeFile(file, Buffer.concat(signals.map((x) => Buffer.from(x.buffer))));
    const programs = [
      { name: 'scipy', command: scipyCommand('scipy_fft.py'), missing: SCIPY_ABSENT },
      { name: 'FFTW', command: compiledC('c/fftw.c', folder, ['-lfftw3', '-lfftw3f', '-lm']), missing: FFTW_ABSENT },
    ];
    for (const { name, command, missing } of programs) {
      if (command === null) {
        absent.push(missing);
        continue;
      }
      const out = join(folder, `${name}.f64`);
      started.push({ name, peer: await Peer.start(command[0], [...command.slice(1), file, String(size), String(SIGNALS), out]) });
      const bytes = await readFile(out);
      spectra.push({ name, values: new Float64Array(Uint8Array.from(bytes).buffer), tolerance: 1e-12 });
    }
    return { started, spectra, absent };
  } catch (error) {
    for (const { peer } of started) peer.stop();
    throw error;
  } finally {
    // A running program needs its file no longer.
    await rm(folder, { recursive: true });
  }
}

function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
