import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { openRecording } from '../src/ingest/index.ts';
import type { RecordingData } from '../src/model/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { simulateWear } from '../src/simulator/wear/wear.ts';
import { WornColumns } from '../src/simulator/wear/worn.ts';
import { memoryReader } from '../test/support/memoryReader.ts';
import type { Bench, Outcome } from './define.ts';
import { gunzip, gunzipAndScan, splitRows, sumFloats, writeLoadFiles } from './load/files.ts';
import { walking } from './walking.ts';

const MINUTES = 30;

/** As the analysis reads. */
async function samples(path: string): Promise<number> {
  let found = 0;
  for await (const { length } of (await openRecording(path)).blocks({ transient: true })) found += length;
  return found;
}

async function perByte({ size }: Stats, run: () => Promise<number>): Promise<Outcome> {
  const before = process.cpuUsage();
  const sum = await run();
  const { user, system } = process.cpuUsage(before);
  return { cpuS: (user + system) / 1e6, nsPerByte: (1e3 * (user + system)) / size, sum };
}

/** Sum of every value, to compare forms of the same recording. */
async function sums(path: string): Promise<number[]> {
  const found = [0, 0, 0, 0, 0, 0];
  for await (const { acc, gyr } of (await openRecording(path)).blocks()) {
    for (const [c, column] of [acc.x, acc.y, acc.z, gyr!.x, gyr!.y, gyr!.z].entries()) for (const value of column) found[c] += value;
  }
  return found;
}

const formats: Bench = {
  id: 'load.formats',
  group: 'load',
  title: `reading ${MINUTES} minutes of six axes at 100 Hz, checksum and checks included`,
  goals: [
    { candidate: 'Surefoot, CSV', over: 'CSV, split into objects', atLeast: 8 },
    // 200 MB a second.
    { candidate: 'Surefoot, CSV', measure: 'nsPerByte', atMost: 5 },
    { candidate: 'Surefoot, packed', over: 'Surefoot, CSV', atMost: 0.25 },
  ],
  async prepare() {
    const files = await writeLoadFiles(simulateWear({ seed: 1, durationS: 60 * MINUTES, startS: 9 * 3600 }));
    return {
      candidates: [
        { name: 'CSV, split into objects', run: () => splitRows(files.csv) },
        { name: 'gunzip of CSV.gz', run: () => gunzip(files.csvGz) },
        { name: 'gunzip and scan of CSV.gz', run: () => gunzipAndScan(files.csvGz) },
        { name: 'Surefoot, CSV', run: async () => perByte(await stat(files.csv), () => samples(files.csv)) },
        { name: 'Surefoot, packed', run: () => samples(files.packed) },
        { name: 'read and sum of f32 columns', run: () => sumFloats(files.f32) },
      ],
      work: { count: files.rows, of: 'frame' },
      async compare() {
        const [csv, packed] = [await sums(files.csv), await sums(files.packed)];
        if (csv.some((sum, c) => sum !== packed[c])) throw new Error(`CSV and packed differ: ${csv.join(' ')} and ${packed.join(' ')}`);
        const counts = [await splitRows(files.csv), await gunzipAndScan(files.csvGz), await samples(files.csv), await samples(files.packed)];
        if (counts.some((count) => count !== files.rows)) throw new Error(`rows differ: ${counts.join(' ')}`);
        const [floats, all] = [await sumFloats(files.f32), csv.reduce((a, b) => a + b, 0)];
        if (!(Math.abs(floats / all - 1) < 1e-6)) throw new Error(`the f32 columns add up to ${floats}, the table to ${all}`);
      },
      dispose: () => files.dispose(),
    };
  },
};

/** As a sensor of 16 bits writes it: the simulated walk itself has all digits of its doubles, which no packing makes small. */
function asWritten(recording: RecordingData): RecordingData {
  const worn = new WornColumns(1);
  for (const { blocks } of recording.sensors) {
    for (const { acc, gyr, length } of blocks) for (const [kind, columns] of [acc, gyr!].entries()) for (const column of [columns.x, columns.y, columns.z]) worn.read(column, length, kind as 0 | 1);
  }
  return recording;
}

/** What loading is of the whole analysis, where there is something to analyse. */
const share: Bench = {
  id: 'load.share',
  group: 'load',
  title: `reading ${MINUTES} minutes of walking, beside their analysis`,
  goals: [{ candidate: 'reading packed', over: 'packed, to the document', atMost: 0.1 }],
  async prepare() {
    const files = await writeLoadFiles(memoryReader(asWritten(walking(MINUTES / 10))));
    const strides = async (path: string) => (await analyzeRecording(await openRecording(path), { traces: false })).document.strides.length;
    return {
      candidates: [
        { name: 'packed, to the document', run: () => strides(files.packed) },
        { name: 'reading packed', run: () => samples(files.packed) },
        { name: 'CSV, to the document', run: () => strides(files.csv) },
        { name: 'reading CSV', run: () => samples(files.csv) },
      ],
      work: { count: files.rows, of: 'frame' },
      async compare() {
        const [packed, csv] = [await strides(files.packed), await strides(files.csv)];
        if (packed !== csv || !(packed > MINUTES * 40)) throw new Error(`packed shows ${packed} strides, CSV ${csv}`);
      },
      dispose: () => files.dispose(),
    };
  },
};

export const benches: readonly Bench[] = [formats, share];
