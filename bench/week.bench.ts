import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportPacked } from '../src/export/packed.ts';
import { openRecording } from '../src/ingest/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { simulateWear } from '../src/simulator/wear/wear.ts';
import { runNode } from './child.ts';
import type { Bench, Outcome } from './define.ts';
import { gunzipAndScan, sumFloats, writeLoadFiles } from './load/files.ts';
import { repeated } from './week/repeated.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const HOUR_S = 3600;
const WEEK_HOURS = 168;
/** A whole day from midnight to midnight stands for a week: recordings are analysed in sections of at most 20 minutes. */
const hours = Number(process.env.SUREFOOT_BENCH_HOURS ?? 24);

/** From the file to the document, beside the least that anybody must do to see the same numbers. */
const cpu: Bench = {
  id: 'week.cpu',
  group: 'endToEnd',
  title: `${hours} hours of daily life at 100 Hz, six axes, from file to document (SUREFOOT_BENCH_HOURS=168 measures a week)`,
  rounds: hours > 24 ? 3 : 9,
  goals: [
    { candidate: 'Surefoot, packed', over: 'gunzip and scan of CSV.gz', atMost: 1 },
    { candidate: 'Surefoot, packed', over: 'read and sum of f32 columns', atMost: 20 },
    { candidate: 'reading packed', over: 'Surefoot, packed', atMost: 0.1 },
  ],
  async prepare() {
    const files = await writeLoadFiles(simulateWear({ seed: 1, durationS: hours * HOUR_S }));
    const analysed = async (path: string) => (await analyzeRecording(await openRecording(path), { traces: false })).document;
    const samples = async () => {
      let found = 0;
      for await (const { length } of (await openRecording(files.packed)).blocks({ transient: true })) found += length;
      return found;
    };
    return {
      candidates: [
        { name: 'gunzip and scan of CSV.gz', run: () => gunzipAndScan(files.csvGz) },
        { name: 'read and sum of f32 columns', run: () => sumFloats(files.f32) },
        { name: 'reading packed', run: samples },
        { name: 'Surefoot, packed', run: async () => (await analysed(files.packed)).strides.length },
        { name: 'Surefoot, CSV', run: async () => (await analysed(files.csv)).strides.length },
      ],
      work: { count: files.rows, of: 'frame' },
      async compare() {
        const [packed, csv] = [await analysed(files.packed), await analysed(files.csv)];
        // A format writes the person in its own order.
        const same = (document: typeof packed) => JSON.stringify({ ...document, participant: null, recording: { ...document.recording, path: '', sha256: '' } });
        if (same(packed) !== same(csv)) throw new Error('packed and CSV make different documents');
        // The time on the charger has its rows too.
        const rows = await gunzipAndScan(files.csvGz);
        const wanted = Math.round(packed.recording.durationS * packed.recording.sampleRateHz);
        if (rows !== wanted) throw new Error(`the table has ${rows} rows, the recording lasts ${wanted} samples`);
      },
      dispose: () => files.dispose(),
    };
  },
};

/** Packed files of one hour, so many times over, for processes of the bundle. */
async function repeatedHours(times: readonly number[]) {
  if (spawnSync(process.execPath, [at('../scripts/ensure-built.mjs')], { stdio: 'inherit' }).status !== 0) throw new Error('the bundle could not be built');
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-week-'));
  const hour = simulateWear({ seed: 2, durationS: HOUR_S, startS: 10 * HOUR_S });
  const paths = await Promise.all(times.map(async (count) => {
    const path = join(folder, `${count}.sfpk`);
    await exportPacked(path, repeated(hour, count));
    return path;
  }));
  return { paths, dispose: () => rm(folder, { recursive: true }) };
}

/** Whole processes of the bundle: an hour, the same hour ten times over, and a week of it. */
const memory: Bench = {
  id: 'week.memory',
  group: 'scaling',
  title: 'memory of a whole process: an hour, the same hour ten times and 168 times over',
  rounds: 3,
  goals: [
    { candidate: 'a week', over: 'an hour', measure: 'peakMb', atMost: 1.1 },
    { candidate: 'a week', measure: 'peakMb', atMost: 200 },
  ],
  async prepare() {
    const { paths: [one, ten, week], dispose } = await repeatedHours([1, 10, WEEK_HOURS]);
    const oneThread = async (path: string): Promise<Outcome> => {
      const { cpuS, wallS, peakMb, stdout } = await runNode([at('week/analyse.mjs'), path]);
      const { strides, collections, durationS } = JSON.parse(stdout) as { strides: number; collections: number; durationS: number };
      return { cpuS, wallS, peakMb, collections, collectionsPerHour: (HOUR_S * collections) / durationS, sum: strides };
    };
    return {
      candidates: [
        { name: 'an hour', run: () => oneThread(one) },
        { name: 'ten hours', run: () => oneThread(ten) },
        { name: 'a week', run: () => oneThread(week) },
      ],
      async compare() {
        const [few, many] = [(await oneThread(one)).sum, (await oneThread(ten)).sum];
        if (!(Math.abs(many / few / 10 - 1) < 0.02)) throw new Error(`ten hours have ${many} strides, one of them ${few}`);
      },
      dispose,
    };
  },
};

/** The command with two workers, beside itself with one thread. */
const workersMemory: Bench = {
  id: 'week.memory.workers',
  group: 'scaling',
  title: 'memory of `analyze` with two workers: an hour, and the same hour 168 times over',
  rounds: 3,
  goals: [
    { candidate: 'a week', over: 'an hour', measure: 'peakMb', atMost: 1.1 },
    { candidate: 'a week', measure: 'peakMb', atMost: 200 },
  ],
  async prepare() {
    const { paths: [hour, week], dispose } = await repeatedHours([1, WEEK_HOURS]);
    const analysed = (path: string, workers: number) => async (): Promise<Outcome> => {
      const { cpuS, wallS, peakMb, stdout } = await runNode([at('../bin/surefoot'), 'analyze', path, '--json', '--workers', String(workers)]);
      return { cpuS, wallS, peakMb, sum: stdout.length };
    };
    return {
      candidates: [
        { name: 'an hour', run: analysed(hour, 2) },
        { name: 'a week, one thread', run: analysed(week, 1) },
        { name: 'a week', run: analysed(week, 2) },
      ],
      async compare() {
        if ((await analysed(hour, 1)()).sum !== (await analysed(hour, 2)()).sum) throw new Error('two workers write another document than one thread');
      },
      dispose,
    };
  },
};

export const benches: readonly Bench[] = [cpu, memory, workersMemory];
