import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-memory-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Writes a recording with some gaps, without holding it. */
async function writeRows(name: string, rows: number): Promise<string> {
  const prefix = join(folder, name);
  const channels = ['ACCEL', 'GYRO'].flatMap((type) => ['x', 'y', 'z'].map((axis) => `${type}${axis}\t${axis}\t${type}\tLowerBack\t${type === 'ACCEL' ? 'g' : 'rad/s'}\n`));
  await writeFile(`${prefix}_channels.tsv`, `name\tcomponent\ttype\ttracked_point\tunits\n${channels.join('')}`);
  await writeFile(`${prefix}_motion.json`, '{"SamplingFrequency": 100}');
  const file = await open(`${prefix}_motion.tsv`, 'w');
  const part = Array.from({ length: 5000 }, (_, i) => (i % 997 === 0 ? 'n/a\tn/a\tn/a\tn/a\tn/a\tn/a\n' : `${Math.sin(i)}\t0.98765\t-0.12345\t${i / 1000}\t-1.5\t0.00042\n`)).join('');
  for (let written = 0; written < rows; written += 5000) await file.write(part);
  await file.close();
  return `${prefix}_motion.tsv`;
}

async function peak(path: string): Promise<{ samples: number; peakMb: number }> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--max-old-space-size=64', join(import.meta.dirname, 'peakMemory.ts'), path]);
  return JSON.parse(stdout) as { samples: number; peakMb: number };
}

describe('reading a recording', () => {
  it('takes no more memory for 80 MB than for half a megabyte', async () => {
    const small = await writeRows('small', 10_000);
    const big = await writeRows('big', 1_600_000);
    expect((await stat(big)).size).toBeGreaterThan(75e6);
    const [ofSmall, ofBig] = [await peak(small), await peak(big)];
    expect(ofBig.samples).toBe(ofSmall.samples * 160);
    // The file's samples alone are 77 MB as numbers. The slack is what the garbage collector lets lie.
    expect(ofBig.peakMb - ofSmall.peakMb).toBeLessThan(40);
  });
});
