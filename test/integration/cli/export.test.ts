import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, surefoot } from './surefoot.ts';

const recordings = join(root, 'fixtures/recordings');
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-cli-export-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('surefoot export', () => {
  it('writes a whole folder, and the analysis of what it wrote finds the same walk', () => {
    const { status, stdout, stderr } = surefoot(['export', recordings, '--to', 'csv', '--out', folder]);
    expect([status, stderr]).toEqual([0, '']);
    const [first] = stdout.trimEnd().split('\n');
    const metrics = (path: string) => (JSON.parse(surefoot(['analyze', path, '--json', '--height-cm', '170']).stdout.split('\n')[0]) as { metrics: unknown }).metrics;
    expect(metrics(first)).toEqual(metrics(recordings));
  });

  it('tells in one line that it would write over a recording', () => {
    surefoot(['export', recordings, '--to', 'bids', '--out', folder]);
    const { status, stderr } = surefoot(['export', recordings, '--to', 'bids', '--out', folder]);
    expect([status, stderr.split('\n')[0]]).toEqual([2, expect.stringMatching(/exists already; choose another folder with --out, or add --replace/)]);
    expect(surefoot(['export', recordings, '--to', 'bids', '--out', folder, '--replace']).status).toBe(0);
  });

  it.each([[['--out', 'x'], '--to'], [['--to', 'bids'], '--out'], [['--to', 'xml', '--out', 'x'], 'bids, csv']])('refuses %j', (args, remedy) => {
    const { status, stderr } = surefoot(['export', recordings, ...args]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(remedy)]);
  });
});
