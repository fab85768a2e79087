/** The windowed analysis beside scipy, doing the same over the same signal. By itself: `npx tsx bench/windowed.bench.ts [--stages]`. */
import { spawnSync } from 'node:child_process';
import { Session, type Profiler } from 'node:inspector/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WindowedAnalysis } from '../src/dsp/windowed/windowedAnalysis.ts';
import type { AxisValues } from '../src/dsp/windowed/windowedAnalysis.ts';
import { median } from '../src/dsp/summary.ts';
import { simulateWalk } from '../src/simulator/index.ts';
import { Peer } from './peer.ts';

const ROUNDS = 9;
/** Ours goes over the signal this often in a round, the batches this often: clocks are coarse. */
const REPEATS = { ours: 10, loop: 1, batched: 2, shared: 2 };
const PEERS = ['loop', 'batched', 'shared'] as const;
/** Contacts and strides are equal; all else differs by this share of the value, or of 1 for what is smaller. */
const TOLERANCE = 1e-9;
const PYTHON = '/usr/bin/python3';

export interface WindowedTiming {
  readonly name: string;
  /** Median CPU time of a window, µs. */
  readonly cpuUs: number;
  /** Its CPU time over ours in the same round, median: how many times as fast we are. */
  readonly timesOurs: number;
}

export interface WindowedResult {
  readonly windows: number;
  /** Largest difference from scipy over all values compared; null where python3-scipy is absent, and then there is ours alone. */
  readonly largestDifference: number | null;
  readonly timings: readonly WindowedTiming[];
}

type Axes = readonly [ap: Float64Array, v: Float64Array, ml: Float64Array];

/** Twenty minutes of walking with turns; all values are compared before anything is timed. @throws Error where they differ */
export async function windowedBench(): Promise<WindowedResult> {
  const axes = twentyMinutes();
  const rows = rowsOf(axes);
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-windowed-'));
  let peer: Peer | null = null;
  try {
    let largestDifference: number | null = null;
    if (spawnSync(PYTHON, ['-c', 'import scipy.signal']).status === 0) {
      const [signal, results] = [join(folder, 'signal.f64'), join(folder, 'results.f64')];
      await writeFile(signal, Buffer.concat(axes.map((x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength))));
      peer = await Peer.start(PYTHON, [fileURLToPath(new URL('windowed_scipy.py', import.meta.url)), signal, results]);
      const bytes = await readFile(results);
      largestDifference = compare(rows, new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
    }
    return { windows: rows.length, largestDifference, timings: await timed(axes, rows.length, peer) };
  } finally {
    peer?.stop();
    await rm(folder, { recursive: true });
  }
}

async function timed(axes: Axes, windows: number, peer: Peer | null): Promise<WindowedTiming[]> {
  const names = ['ours', ...(peer ? PEERS : [])] as const;
  const cpuUs = names.map((): number[] => []);
  // The first two rounds compile and warm up.
  for (let round = -2; round < ROUNDS; round++) {
    for (const [n, name] of names.entries()) {
      const repeats = REPEATS[name];
      const cpuS = name === 'ours' ? analyse(axes, repeats) : (await peer!.ask(`${name} ${repeats}`)).cpuS;
      if (round >= 0) cpuUs[n].push((1e6 * cpuS) / (repeats * windows));
    }
  }
  return names.map((name, n) => ({ name, cpuUs: median(cpuUs[n]), timesOurs: median(cpuUs[n].map((us, round) => us / cpuUs[0][round])) }));
}

/** @returns CPU seconds */
function analyse([ap, v, ml]: Axes, repeats: number): number {
  const before = process.cpuUsage();
  let sum = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const analysis = new WindowedAnalysis((f) => {
      sum += f.f50Hz.v + f.autocorrelationV[50] + f.harmonicRatio.ap + f.path;
    });
    analysis.push(ap, v, ml);
    analysis.finish();
  }
  const { user, system } = process.cpuUsage(before);
  if (sum === 0) throw new Error('the windowed analysis yielded nothing');
  return (user + system) / 1e6;
}

/** A walker's lower back; its sensor's x points up, y to the right, z forward. */
function twentyMinutes(): Axes {
  const { recording } = simulateWalk({ seed: 1, subject: 'twentyminutes', task: 'walk', course: { lengthM: 20, until: { seconds: 1200 }, turnDirection: 'alternating', turnDurationS: 2 } });
  const [{ acc }] = recording.sensors.find((s) => s.site === 'lowerBack')!.blocks;
  return [acc.z, acc.x, acc.y];
}

/** The files of src/dsp/windowed that are stages; what they call is theirs. */
const STAGES = ['blockFilter', 'waveletPasses', 'contacts', 'strideRatios', 'segmentSpectra', 'lagSums', 'hopSums', 'windowedAnalysis'];

/** What share of the time each stage takes, by the profiler's samples. */
export async function stageShares(): Promise<{ readonly stage: string; readonly share: number }[]> {
  const axes = twentyMinutes();
  analyse(axes, 10);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  analyse(axes, 100);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return sharesOf(profile);
}

/** A sample belongs to the innermost stage on its stack. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): { stage: string; share: number }[] {
  const stageOf = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (node: Profiler.ProfileNode, inherited: string) => {
    const file = basename(node.callFrame.url, '.ts');
    const stage = STAGES.includes(file) ? file : inherited;
    stageOf.set(node.id, stage);
    for (const child of node.children ?? []) visit(byId.get(child)!, stage);
  };
  visit(nodes[0], 'everything else');
  const times = new Map<string, number>();
  for (const [i, id] of samples.entries()) times.set(stageOf.get(id)!, (times.get(stageOf.get(id)!) ?? 0) + timeDeltas[i]);
  const total = [...times.values()].reduce((a, b) => a + b, 0);
  return [...times].map(([stage, time]) => ({ stage, share: time / total })).sort((a, b) => b.share - a.share);
}

const inOrder = ({ ap, v, ml }: AxisValues) => [ap, v, ml];

/** One row a window, as windowed_scipy.py writes them. */
function rowsOf([ap, v, ml]: Axes): number[][] {
  const rows: number[][] = [];
  const analysis = new WindowedAnalysis((f) => {
    const spectra = [f.f50Hz, f.f95Hz, f.centroidHz].flatMap(inOrder);
    const contacts = [f.initialContacts, f.finalContacts, f.strides];
    rows.push([...spectra, ...contacts, ...inOrder(f.harmonicRatio), ...inOrder(f.rms), f.ellipseArea, f.path, ...f.autocorrelationV, ...f.autocorrelationAp]);
  });
  analysis.push(ap, v, ml);
  analysis.finish();
  return rows;
}

/** @throws Error where a value differs */
function compare(rows: readonly number[][], expected: Float64Array): number {
  const width = rows[0].length;
  if (expected.length !== rows.length * width) throw new Error(`scipy has ${expected.length / width} windows, not ${rows.length}`);
  let largest = 0;
  for (const [w, row] of rows.entries()) {
    for (const [i, value] of row.entries()) {
      const other = expected[w * width + i];
      if (Number.isNaN(value) && Number.isNaN(other)) continue;
      const difference = Math.abs(value - other) / Math.max(1, Math.abs(other));
      if (!(difference <= TOLERANCE)) throw new Error(`window ${w} differs from scipy's in value ${i}: ${value} and ${other}`);
      largest = Math.max(largest, difference);
    }
  }
  return largest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--stages')) {
    for (const { stage, share } of await stageShares()) console.log(`  ${stage.padEnd(18)} ${(100 * share).toFixed(1).padStart(5)} %`);
    process.exit();
  }
  const { windows, largestDifference, timings } = await windowedBench();
  console.log(`${windows} windows of 10 s; CPU time a window, medians of ${ROUNDS} interleaved rounds`);
  console.log(largestDifference === null ? 'not compared: python3-scipy is absent' : `largest difference from scipy ${largestDifference.toExponential(1)}`);
  for (const t of timings) console.log(`  ${t.name.padEnd(10)} ${t.cpuUs.toFixed(1).padStart(8)} us ${t.timesOurs.toFixed(1).padStart(7)} x ours`);
}
