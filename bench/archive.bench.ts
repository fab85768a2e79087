import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKept, placeOf, sealKept } from '../src/archive.ts';
import { writeBidsMotion } from '../src/export/bidsMotion.ts';
import { exportPacked } from '../src/export/packed.ts';
import { openRecording, recordingFiles } from '../src/ingest/index.ts';
import type { RecordingReader } from '../src/model/index.ts';
import { FolderRecordingStore } from '../src/store/recordings/folderRecordingStore.ts';
import type { Bench, Outcome } from './define.ts';
import { walking } from './walking.ts';

const HOUR_SAMPLES = 360_000;
/** What a sensor of 16 bits counts in: 8 g and 2000 deg/s over 32768. */
const ACC_STEP = (8 * 9.80665) / 32768;
const GYR_STEP = 2000 / 32768;

/** An hour of six axes as a sensor counts it, written as the recorder writes it. */
async function hourOfCounts(folder: string): Promise<string> {
  const hour = walking(6);
  const [sensor] = hour.sensors;
  const [block] = sensor.blocks;
  const counted = ({ x, y, z }: typeof block.acc, step: number) => {
    const column = (values: Float64Array) => values.subarray(0, HOUR_SAMPLES).map((value) => Math.round(value / step) * step);
    return { x: column(x), y: column(y), z: column(z) };
  };
  const cut = { ...block, length: HOUR_SAMPLES, acc: counted(block.acc, ACC_STEP), gyr: block.gyr && counted(block.gyr, GYR_STEP) };
  return (await writeBidsMotion(folder, { ...hour, sensors: [{ ...sensor, blocks: [cut] }] })).motionPath;
}

/** Sum over every value in millionths, whole numbers: tells that all were read, in whatever pieces. */
async function sumOf(reader: RecordingReader): Promise<number> {
  let sum = 0;
  for await (const { acc, gyr } of reader.blocks()) for (const column of [...Object.values(acc), ...Object.values(gyr ?? {})] as Float64Array[]) for (const value of column) sum += Math.round(value * 1e6);
  return sum;
}

async function measured(work: () => Promise<{ sum: number; mb: number }>): Promise<Outcome> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ...done, cpuS: (user + system) / 1e6, wallS: (performance.now() - wall) / 1000 };
}

/** The archive of a clinic: its size, and what sealing and reading cost. */
export const benches: readonly Bench[] = [{
  id: 'archive.hour',
  group: 'endToEnd',
  title: 'an hour of six axes at 100 Hz in the archive: sealed as Parquet and proved, read back; beside reading its table, and packing it',
  goals: [
    { candidate: 'seal', atMost: 1 },
    { candidate: 'seal', measure: 'mb', atMost: 2.5 },
    { candidate: 'read sealed', atMost: 0.5 },
  ],
  async prepare() {
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
    const table = await hourOfCounts(join(folder, 'dataset'));
    const files = await recordingFiles(table);
    let store = await FolderRecordingStore.open(join(folder, '0'));
    let id = '';
    let rounds = 0;
    const fresh = async (): Promise<void> => {
      store = await FolderRecordingStore.open(join(folder, String(++rounds)));
      ({ id } = await store.put('bidsMotion', files));
    };
    const megabytes = async (path: string): Promise<number> => (await stat(path)).size / 1e6;
    const seal = async (): Promise<Outcome> => {
      await fresh();
      return measured(async () => {
        const outcome = await sealKept(store, id);
        if (!outcome.sealed) throw new Error(outcome.why);
        return { sum: outcome.bytesAfter, mb: outcome.bytesAfter / 1e6 };
      });
    };
    return {
      candidates: [
        { name: 'read table', run: () => measured(async () => ({ sum: await sumOf(await openRecording(table)), mb: await megabytes(table) })) },
        { name: 'seal', run: seal },
        { name: 'read sealed', run: () => measured(async () => ({ sum: await sumOf(await openKept(await placeOf(store, id))), mb: (await store.get(id))!.sealed!.bytes / 1e6 })) },
        {
          name: 'pack',
          run: () => measured(async () => {
            const path = join(folder, 'hour.sfpk');
            await exportPacked(path, await openRecording(table));
            const mb = await megabytes(path);
            return { sum: mb, mb };
          }),
        },
      ],
      async compare() {
        await seal();
        const [sealed, plain] = [await sumOf(await openKept(await placeOf(store, id))), await sumOf(await openRecording(table))];
        if (sealed !== plain) throw new Error(`the sealed recording sums to ${sealed}, its table to ${plain}`);
      },
      dispose: () => rm(folder, { recursive: true }),
    };
  },
}];
