/** The windowed analysis beside scipy, doing the same over the same signal. `npx tsx bench/windowed.bench.ts` tells what share each stage has. */
import { Session, type Profiler } from 'node:inspector/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WindowedAnalysis } from '../src/dsp/windowed/windowedAnalysis.ts';
import type { AxisValues } from '../src/dsp/windowed/windowedAnalysis.ts';
import { simulateWalk } from '../src/simulator/index.ts';
import type { Bench } from './define.ts';
import { Peer } from './peer.ts';
import { SCIPY_ABSENT, scipyCommand } from './peers.ts';

/** Ours goes over the signal this often in a round, the batches this often: clocks are coarse. */
const REPEATS = { ours: 10, loop: 1, batched: 2, shared: 2 };
const PEERS = { loop: 'scipy, window by window', batched: 'scipy, windows in a batch', shared: 'scipy, segments shared' } as const;
/** Contacts and strides are equal; all else differs by this share of the value, or of 1 for what is smaller. */
const TOLERANCE = 1e-9;

type Axes = readonly [ap: Float64Array, v: Float64Array, ml: Float64Array];

export const benches: readonly Bench[] = [{
  id: 'windowed',
  group: 'windowed',
  title: 'windows of 10 s, one each second, of twenty minutes of walking: spectra, rhythm, contacts, harmonic ratios, sway',
  goals: [
    { candidate: 'Surefoot', over: PEERS.loop, atLeast: 25 },
    { candidate: 'Surefoot', over: PEERS.batched, atLeast: 6 },
  ],
  async prepare() {
    const axes = twentyMinutes();
    const rows = rowsOf(axes);
    const command = scipyCommand('windowed_scipy.py');
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-windowed-'));
    const [signal, results] = [join(folder, 'signal.f64'), join(folder, 'results.f64')];
    await writeFile(signal, Buffer.concat(axes.map((x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength))));
    const peer = command && await Peer.start(command[0], [...command.slice(1), signal, results]);
    const ask = async (kind: keyof typeof PEERS) => {
      const { cpuS, sum } = await peer!.ask(`${kind} ${REPEATS[kind]}`);
      return { cpuS: cpuS / REPEATS[kind], sum };
    };
    return {
      candidates: [
        ...(peer ? (['loop', 'batched', 'shared'] as const).map((kind) => ({ name: PEERS[kind], run: () => ask(kind) })) : []),
        { name: 'Surefoot', run: () => ({ cpuS: analyse(axes, REPEATS.ours) / REPEATS.ours, sum: rows.length }) },
      ],
      work: { count: rows.length, of: 'window' },
      absent: peer ? [] : [SCIPY_ABSENT],
      async compare() {
        if (!peer) return;
        const bytes = await readFile(results);
        compare(rows, new Float64Array(Uint8Array.from(bytes).buffer));
      },
      async dispose() {
        peer?.stop();
        await rm(folder, { recursive: true });
      },
    };
  },
}];

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
async function stageShares(): Promise<{ readonly stage: string; readonly share: number }[]> {
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
function compare(rows: readonly number[][], expected: Float64Array): void {
  const width = rows[0].length;
  if (expected.length !== rows.length * width) throw new Error(`scipy has ${expected.length / width} windows, not ${rows.length}`);
  for (const [w, row] of rows.entries()) {
    for (const [i, value] of row.entries()) {
      const other = expected[w * width + i];
      if (Number.isNaN(value) && Number.isNaN(other)) continue;
      const difference = Math.abs(value - other) / Math.max(1, Math.abs(other));
      if (!(difference <= TOLERANCE)) throw new Error(`window ${w} differs from scipy's in value ${i}: ${value} and ${other}`);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { stage, share } of await stageShares()) console.log(`  ${stage.padEnd(18)} ${(100 * share).toFixed(1).padStart(5)} %`);
}
