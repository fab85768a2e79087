import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findRecordings, openRecording } from '../../../src/ingest/index.ts';
import { readAll } from '../../readAll.ts';

const folder = process.env['SUREFOOT_VALIDATION_DATA'];

describe.skipIf(!folder)('recordings of real people (SUREFOOT_VALIDATION_DATA)', () => {
  it('all open, with gravity at rest and every row on the grid', async () => {
    const paths = await findRecordings(folder!);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const { header, blocks, trailer } = await readAll(await openRecording(path));
      const text = await readFile(path, 'utf8');
      const rows = text.trimEnd().split('\n').map((line) => line.split('\t'));
      expect(trailer, path).toEqual({ sampleCount: rows.length, sha256: createHash('sha256').update(text).digest('hex') });

      // Everything is read again here in the plainest way there is.
      const [names, ...channels] = (await readFile(path.replace('_motion.tsv', '_channels.tsv'), 'utf8')).trimEnd().split('\n').map((line) => line.split('\t'));
      const of = (channel: readonly string[], name: string): string => channel[names.indexOf(name)];
      for (const { site, trackedPoint } of header.sensors) {
        const columnsOf = (type: string): number[] => ['x', 'y', 'z'].map((axis) => channels.findIndex((channel) => of(channel, 'tracked_point') === trackedPoint && of(channel, 'type') === type && of(channel, 'component') === axis));
        const [acc, gyr] = [columnsOf('ACCEL'), columnsOf('GYRO').filter((column) => column >= 0)];
        const factor = of(channels[acc[0]], 'units') === 'g' ? 9.80665 : 1;
        const complete = rows.flatMap((row, i) => ([...acc, ...gyr].some((column) => row[column] === 'n/a') ? [] : [i]));
        const own = blocks.filter((block) => block.site === site);
        expect(own.flatMap(({ startSample, length }) => Array.from({ length }, (_, i) => startSample + i)), `${path} ${site}`).toEqual(complete);
        expect(own.flatMap((block) => Array.from(block.acc.y)), `${path} ${site}`).toEqual(complete.map((row) => Number(rows[row][acc[1]]) * factor));
        const norms = own.flatMap(({ acc: { x, y, z } }) => Array.from(x, (_, i) => Math.hypot(x[i], y[i], z[i]))).sort((one, other) => one - other);
        expect(norms[norms.length >> 1], `${path} ${site}: median of the acceleration`).toBeGreaterThan(8.5);
        expect(norms[norms.length >> 1], `${path} ${site}: median of the acceleration`).toBeLessThan(11);
      }
    }
  });
});
