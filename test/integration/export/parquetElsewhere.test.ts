import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportParquet } from '../../../src/export/parquet.ts';
import type { ImuBlock, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

/** A Python that has them is named so; Debian has neither. */
const PYTHON = process.env.SUREFOOT_PARQUET_PYTHON ?? 'python3';
const has = (module: string): boolean => spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0;

const block = (site: string, startSample: number, length: number): ImuBlock<SensorAxes> => {
  const column = (k: number) => Float64Array.from({ length }, (_, i) => Math.round(Math.round(1000 * Math.sin(k + i / 7)) * 0.0023942 * 1e6) / 1e6);
  return { site, sampleRateHz: 100, startSample, length, acc: { x: column(1), y: column(2), z: column(3) }, gyr: { x: column(4), y: column(5), z: column(6) } };
};
/** Two sensors, a gap of both and one of one alone. */
const recording: RecordingData = {
  subject: '01', task: 'walk', sampleRateHz: 100, events: [],
  sensors: [
    { site: 'lowerBack', trackedPoint: 'lowerBack', blocks: [block('lowerBack', 10, 700), block('lowerBack', 1500, 1200)] },
    { site: 'leftFoot', trackedPoint: 'leftFoot', blocks: [block('leftFoot', 0, 500), block('leftFoot', 1500, 1200)] },
  ],
};

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-elsewhere-'));
  path = join(folder, 'walk.parquet');
  await exportParquet(path, memoryReader(recording));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a recording as Parquet', () => {
  test.for(['pyarrow', 'duckdb'])('is read by %s: every sample by the formula of its metadata, gaps as gaps', (reader, { skip }) => {
    if (!has(reader)) skip(`${PYTHON} has no ${reader}; name one that has with SUREFOOT_PARQUET_PYTHON`);
    const { status, stdout, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, 'readParquet.py'), path, reader], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const read = JSON.parse(stdout) as { rows: number; first: number; last: number; rateHz: number; sums: Record<string, { samples: number; sum: number }> };
    expect(read).toMatchObject({ rows: 710 + 1200, first: 0, last: 2699, rateHz: 100 });
    for (const { site, blocks } of recording.sensors) {
      const values = blocks.flatMap(({ acc }) => [...acc.y]);
      expect(read.sums[`${site}_acc_y`].samples).toBe(values.length);
      // The scale is the step without the file's rounding to 1e-6.
      expect(Math.abs(read.sums[`${site}_acc_y`].sum - values.reduce((sum, value) => sum + value, 0)) / values.length).toBeLessThan(1e-6);
    }
  });
});
