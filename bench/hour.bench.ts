import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../src/dsp/summary.ts';
import type { RecordingData } from '../src/model/index.ts';
import { analyzeRecording } from '../src/pipeline/offline.ts';
import { simulateWalk } from '../src/simulator/index.ts';
import { memoryReader } from '../test/support/memoryReader.ts';

/** Debian's Python, which carries python3-scipy; another one on the path may not. */
const PYTHON = '/usr/bin/python3';
const ROUNDS = 3;

export interface HourResult {
  readonly surefootCpuS: number;
  /** Null where python3-scipy is absent. */
  readonly scipyLoopCpuS: number | null;
  /** Our CPU time over the loop's, median of rounds run in turn. */
  readonly ratio: number | null;
}

/** An hour of six-axis walking through the whole analysis, against a plain window loop of scipy over its acceleration. */
export async function hourBench(): Promise<HourResult> {
  const walk = hourOfWalking();
  const folder = await mkdtemp(join(tmpdir(), 'surefoot-bench-'));
  try {
    const file = join(folder, 'hour.f64');
    const [block] = walk.sensors[0].blocks;
    await writeFile(file, Buffer.concat([block.acc.x, block.acc.y, block.acc.z].map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength))));
    const rounds: { surefoot: number; scipy: number | null }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = process.cpuUsage();
      await analyzeRecording(memoryReader(walk));
      const { user, system } = process.cpuUsage(before);
      rounds.push({ surefoot: (user + system) / 1e6, scipy: await scipyLoop(file, walk.sampleRateHz) });
    }
    const scipy = rounds.flatMap((r) => r.scipy ?? []);
    const complete = scipy.length === rounds.length;
    return {
      surefootCpuS: median(rounds.map((r) => r.surefoot)),
      scipyLoopCpuS: complete ? median(scipy) : null,
      ratio: complete ? median(rounds.map((r) => r.surefoot / r.scipy!)) : null,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Ten simulated minutes, six times over: the cost does not depend on the seed. */
function hourOfWalking(): RecordingData {
  const { recording } = simulateWalk({ seed: 1, subject: 'hour', task: 'walk', course: { lengthM: 20, until: { seconds: 600 }, turnDirection: 'alternating', turnDurationS: 2 } });
  const back = recording.sensors.find((s) => s.site === 'lowerBack')!;
  const [block] = back.blocks;
  const repeat = (column: Float64Array) => {
    const out = new Float64Array(6 * column.length);
    for (let k = 0; k < 6; k++) out.set(column, k * column.length);
    return out;
  };
  const columns = (c: typeof block.acc) => ({ x: repeat(c.x), y: repeat(c.y), z: repeat(c.z) });
  const long = { ...block, length: 6 * block.length, acc: columns(block.acc), gyr: block.gyr && columns(block.gyr) };
  return { ...recording, sensors: [{ ...back, blocks: [long] }] };
}

async function scipyLoop(file: string, rateHz: number): Promise<number | null> {
  const script = fileURLToPath(new URL('scipy_windows.py', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(PYTHON, [script, file, String(rateHz)]);
    return Number(stdout.split(' ')[0]);
  } catch (error) {
    console.error(`The scipy loop was not run: ${(error as Error).message.split('\n').at(-2) ?? ''}`);
    return null;
  }
}
