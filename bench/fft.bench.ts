/** Fourier transforms: ours beside fft.js, FFTW and scipy, one channel's cost. By itself: `npx tsx bench/fft.bench.ts [size ...]`. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import FFT from 'fft.js';
import { useKernels } from '../src/dsp/kernels/kernels.ts';
import { pairTransform, quadTransform } from '../src/dsp/kernels/realTransform.ts';
import { median } from '../src/dsp/summary.ts';
import { Peer } from './peer.ts';

const ROUNDS = 9;
/** Signals a round, transformed one after the other; divisible by four. */
const SIGNALS = 32;
/** Samples a candidate transforms in a round, about: some 20 ms of the slowest. */
const SAMPLES = 2_000_000;

export interface FftTiming {
  readonly name: string;
  /** Median CPU time of one channel's transform, µs. */
  readonly cpuUs: number;
  /** fft.js's CPU time over this one's in the same round, median: how many times as fast. */
  readonly timesFftJs: number;
  /** This one's CPU time over FFTW's of the same precision in the same round, median; null without FFTW. */
  readonly overFftw: number | null;
}

export interface FftResult {
  readonly size: number;
  readonly timings: readonly FftTiming[];
}

interface Runner {
  readonly name: string;
  readonly single: boolean;
  /** @returns CPU seconds of `rounds` times all signals */
  readonly run: (rounds: number) => number | Promise<number>;
}

/** One size; spectra of all of them are compared value by value before they are timed. @throws Error where they differ */
export async function fftBench(size: number): Promise<FftResult> {
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-fft-'));
  const peers: Peer[] = [];
  try {
    const signals = Array.from({ length: SIGNALS }, (_, s) => noise(size, s + 1));
    const reference = signals.map(transformByFftJs(size));
    const runners = ownRunners(size, signals, reference);
    const file = join(folder, 'signals.f64');
    await writeFile(file, Buffer.concat(signals.map((x) => Buffer.from(x.buffer))));
    const programs = { scipy: pythonCommand(), FFTW: compiledFftw(folder) };
    for (const [name, command] of Object.entries(programs)) {
      if (command === null) continue;
      const spectra = join(folder, `${name}.f64`);
      const peer = await Peer.start(command[0], [...command.slice(1), file, String(size), String(SIGNALS), spectra]);
      peers.push(peer);
      const bytes = await readFile(spectra);
      const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      reference.forEach((bins, s) => compare(name, bins, values.subarray(s * bins.length, (s + 1) * bins.length), 1e-12));
      for (const kind of ['f64', 'f32']) runners.push({ name: `${name} ${kind}`, single: kind === 'f32', run: async (rounds) => (await peer.ask(`${kind} ${rounds}`)).cpuS });
    }
    return { size, timings: await timed(runners, Math.max(1, Math.round(SAMPLES / (size * SIGNALS))), size) };
  } finally {
    for (const peer of peers) peer.stop();
    await rm(folder, { recursive: true });
  }
}

async function timed(runners: readonly Runner[], repeats: number, size: number): Promise<FftTiming[]> {
  const cpuUs = runners.map((): number[] => []);
  // The first two rounds compile and warm up.
  for (let round = -2; round < ROUNDS; round++) {
    for (const [r, runner] of runners.entries()) {
      const cpuS = await runner.run(repeats);
      if (round >= 0) cpuUs[r].push((1e6 * cpuS) / (repeats * SIGNALS));
    }
  }
  const ratio = (of: number, over: number) => median(cpuUs[of].map((us, round) => us / cpuUs[over][round]));
  const index = (name: string) => runners.findIndex((runner) => runner.name === name);
  if (index('fft.js') !== 0) throw new Error(`the reference of size ${size} comes first`);
  return runners.map(({ name, single }, r) => {
    const fftw = index(single ? 'FFTW f32' : 'FFTW f64');
    return { name, cpuUs: median(cpuUs[r]), timesFftJs: ratio(0, r), overFftw: fftw < 0 ? null : ratio(r, fftw) };
  });
}

/** Candidates of this process; each copies its signals into the plan, as the product does. */
function ownRunners(size: number, signals: readonly Float64Array[], reference: readonly Float64Array[]): Runner[] {
  const fftJs = new FFT(size);
  const out = new Float64Array(2 * size);
  const singles = signals.map((signal) => Float32Array.from(signal));
  let sum = 0;
  const runners: Runner[] = [];
  const add = (name: string, single: boolean, all: () => void) => {
    runners.push({
      name,
      single,
      run: (rounds) => {
        const before = process.cpuUsage();
        for (let round = 0; round < rounds; round++) all();
        const { user, system } = process.cpuUsage(before);
        if (!Number.isFinite(sum)) throw new Error(`${name} yielded ${sum}`);
        return (user + system) / 1e6;
      },
    });
  };
  add('fft.js', false, () => {
    for (const signal of signals) {
      fftJs.realTransform(out, signal);
      sum += out[2];
    }
  });
  for (const kind of ['wasm', 'typescript'] as const) {
    useKernels(kind);
    const pair = pairTransform(size);
    const quad = quadTransform(size);
    const twoAt = (s: number) => {
      for (let c = 0; c < 2; c++) pair.inputs[c].set(signals[s + c]);
      pair.toSpectrum();
    };
    const fourAt = (s: number) => {
      for (let c = 0; c < 4; c++) quad.inputs[c].set(singles[s + c]);
      quad.toSpectrum();
    };
    for (let s = 0; s < SIGNALS; s += 2) {
      twoAt(s);
      for (let c = 0; c < 2; c++) compare(`f64 in ${kind}`, reference[s + c], channel(pair.spectrum, 2, c), 1e-12);
    }
    for (let s = 0; s < SIGNALS; s += 4) {
      fourAt(s);
      for (let c = 0; c < 4; c++) compare(`f32 in ${kind}`, reference[s + c], channel(quad.spectrum, 4, c), 1e-6);
    }
    add(`f64 pair, ${kind}`, false, () => {
      for (let s = 0; s < SIGNALS; s += 2) {
        twoAt(s);
        sum += pair.spectrum[4];
      }
    });
    if (kind === 'wasm') {
      add('f32 four, wasm', true, () => {
        for (let s = 0; s < SIGNALS; s += 4) {
          fourAt(s);
          sum += quad.spectrum[8];
        }
      });
    }
  }
  useKernels('wasm');
  return runners;
}

/** @throws Error where the spectra differ by more than a share of the highest value */
function compare(name: string, expected: Float64Array, found: ArrayLike<number>, tolerance: number): void {
  const highest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expected.forEach((value, i) => {
    if (!(Math.abs(value - found[i]) <= tolerance * highest)) throw new Error(`spectrum of ${name} differs at ${i}: ${found[i]} and ${value}`);
  });
}

/** re, im of one channel. */
function channel(spectrum: ArrayLike<number>, channels: number, c: number): Float64Array {
  return Float64Array.from({ length: spectrum.length / channels }, (_, i) => spectrum[channels * i + c]);
}

function transformByFftJs(size: number): (signal: Float64Array) => Float64Array {
  const fft = new FFT(size);
  const out = new Float64Array(2 * size);
  return (signal) => {
    fft.realTransform(out, signal);
    return out.slice(0, size + 2);
  };
}

function noise(size: number, seed: number): Float64Array {
  let state = (seed * 2654435761) >>> 0;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Debian's Python with scipy, or null. */
function pythonCommand(): string[] | null {
  const python = '/usr/bin/python3';
  return spawnSync(python, ['-c', 'import scipy.fft']).status === 0 ? [python, fileURLToPath(new URL('scipy_fft.py', import.meta.url))] : null;
}

/** FFTW's program, compiled here, or null without gcc and libfftw3-dev. */
function compiledFftw(folder: string): string[] | null {
  const program = join(folder, 'fftw');
  const source = fileURLToPath(new URL('c/fftw.c', import.meta.url));
  return spawnSync('gcc', ['-O3', '-march=native', source, '-o', program, '-lfftw3', '-lfftw3f', '-lm']).status === 0 ? [program] : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  for (const size of sizes.length > 0 ? sizes : [256, 512, 1024, 2048, 4096]) {
    const { timings } = await fftBench(size);
    console.log(`\nreal transform of ${size} samples; one channel, CPU time, medians of ${ROUNDS} interleaved rounds`);
    for (const t of timings) {
      const fftw = t.overFftw === null ? '' : `${t.overFftw.toFixed(2).padStart(8)} x FFTW's time`;
      console.log(`  ${t.name.padEnd(20)} ${t.cpuUs.toFixed(2).padStart(8)} us ${t.timesFftJs.toFixed(2).padStart(8)} x as fast as fft.js ${fftw}`);
    }
  }
}
