import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repeated } from '../../../bench/week/repeated.ts';
import { exportPacked } from '../../../src/export/packed.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-hours-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Peak {
  readonly strides: number;
  readonly documentMb: number;
  readonly peakMb: number;
}

async function peakOf(hours: number): Promise<Peak> {
  const path = join(folder, `${hours}.sfpk`);
  await exportPacked(path, repeated(simulateWear({ seed: 2, durationS: 3600, startS: 10 * 3600 }), hours));
  // A small nursery: what is dropped is collected soon, so that the peak is what is held.
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--max-old-space-size=128', '--max-semi-space-size=2', join(import.meta.dirname, 'peakOfAnalysis.ts'), path]);
  return JSON.parse(stdout) as Peak;
}

/** An object takes more room than its text. */
const HEAP_PER_TEXT = 6;
/** What the garbage collector lets lie: twelve hours of samples would be 200 MB as numbers. */
const SLACK_MB = 30;

describe('analysing a recording', () => {
  it('takes no more memory for twelve hours than for one, but for the document itself', async () => {
    const [one, twelve] = [await peakOf(1), await peakOf(12)];
    expect(twelve.strides).toBeGreaterThan(11 * one.strides);
    expect(twelve.peakMb).toBeLessThan(1.1 * one.peakMb + HEAP_PER_TEXT * (twelve.documentMb - one.documentMb) + SLACK_MB);
  }, 120_000);
});
