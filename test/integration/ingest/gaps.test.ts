import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/ingest/index.ts';
import { readAll } from '../../readAll.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-gaps-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const triple = (type: string, unit: string, point: string): string[] => ['x', 'y', 'z'].map((axis) => `${type}${axis}\t${axis}\t${type}\t${point}\t${unit}`);

/** Runs of samples by site, as [start, length], and the number of rows on the grid. */
async function runsOf(channels: readonly string[], rows: readonly string[]): Promise<{ runs: Record<string, [number, number][]>; sampleCount: number }> {
  const path = join(folder, 'walk_motion.tsv');
  await writeFile(path, rows.map((row) => `${row.replaceAll(' ', '\t')}\n`).join(''));
  await writeFile(join(folder, 'walk_channels.tsv'), ['name\tcomponent\ttype\ttracked_point\tunits', ...channels, ''].join('\n'));
  await writeFile(join(folder, 'walk_motion.json'), '{"SamplingFrequency": 100}');
  const { blocks, trailer } = await readAll(await openRecording(path));
  const runs: Record<string, [number, number][]> = {};
  for (const { site, startSample, length } of blocks) (runs[site] ??= []).push([startSample, length]);
  return { runs, sampleCount: trailer.sampleCount };
}

describe('a gap', () => {
  it('is of one sensor, whichever of its channels is missing, and of no other', async () => {
    const channels = [...triple('ACCEL', 'm/s^2', 'L5'), ...triple('GYRO', 'deg/s', 'L5'), ...triple('ACCEL', 'g', 'LeftFoot')];
    expect(await runsOf(channels, ['1 2 3 4 5 6 7 8 9', '1 2 3 4 n/a 6 7 8 9', '1 2 3 4 5 6 7 8 n/a', 'n/a n/a n/a n/a n/a n/a n/a n/a n/a', '1 2 3 4 5 6 7 8 9'])).toEqual({
      runs: { lowerBack: [[0, 1], [2, 1], [4, 1]], leftFoot: [[0, 2], [4, 1]] },
      sampleCount: 5,
    });
  });

  it('is not made by a channel that is not used', async () => {
    const channels = [...triple('MAGN', 'uT', 'L5'), ...triple('ACCEL', 'm/s^2', 'L5')];
    expect((await runsOf(channels, ['n/a n/a n/a 1 2 3', 'weak n/a n/a 1 2 3'])).runs).toEqual({ lowerBack: [[0, 2]] });
  });

  it('at the end of the file is counted in its length', async () => {
    expect(await runsOf(triple('ACCEL', 'g', 'L5'), ['1 2 3', 'n/a n/a n/a', 'n/a n/a n/a'])).toEqual({ runs: { lowerBack: [[0, 1]] }, sampleCount: 3 });
  });

  it('is where the clock of the file jumps, though no row says n/a', async () => {
    const channels = ['latency\tn/a\tLATENCY\tn/a\ts', ...triple('ACCEL', 'g', 'L5')];
    expect(await runsOf(channels, ['0.00 1 2 3', '0.01 1 2 3', '0.05 1 2 3', '0.06 1 2 3'])).toEqual({ runs: { lowerBack: [[0, 2], [5, 2]] }, sampleCount: 7 });
  });
});
