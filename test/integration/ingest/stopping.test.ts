import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/ingest/index.ts';
import { readAll } from '../../readAll.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-stopping-'));
  path = join(folder, 'walk_motion.tsv');
  await writeFile(path, '1\t2\t3\n'.repeat(200_000));
  await writeFile(join(folder, 'walk_channels.tsv'), `name\tcomponent\ttype\ttracked_point\tunits\n${['x', 'y', 'z'].map((axis) => `a\t${axis}\tACCEL\tL5\tg\n`).join('')}`);
  await writeFile(join(folder, 'walk_motion.json'), '{"SamplingFrequency": 100}');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Whether this process still has the file open, as far as the system tells (Linux only). */
async function isOpen(): Promise<boolean> {
  const links = await Promise.all((await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return links.includes(path);
}

describe('stopping in the middle of a recording', () => {
  it('ends with the reason of the caller, having read only a part', async () => {
    const stop = new AbortController();
    const reason = new Error('the page was closed');
    const told: number[] = [];
    const reading = readAll(await openRecording(path), {
      signal: stop.signal,
      onProgress(read, total) {
        told.push(read / total);
        stop.abort(reason);
      },
    });
    await expect(reading).rejects.toBe(reason);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeLessThan(0.5);
  });

  it.runIf(process.platform === 'linux')('closes the file, whether aborted or left', async () => {
    for await (const block of (await openRecording(path)).blocks()) {
      expect(block.length).toBe(4096);
      expect(await isOpen()).toBe(true);
      break;
    }
    expect(await isOpen()).toBe(false);
  });
});

describe('a recording in g and without gyroscope', () => {
  it('comes in m/s² in blocks of at most 4096 samples', async () => {
    const { blocks, trailer, header } = await readAll(await openRecording(path));
    expect(blocks.map(({ length }) => length)).toEqual([...new Array<number>(48).fill(4096), 200_000 - 48 * 4096]);
    expect(blocks.map(({ startSample }) => startSample)).toEqual(Array.from({ length: 49 }, (_, i) => i * 4096));
    expect([blocks[0].acc.x[0], blocks[0].acc.y[0], blocks[0].acc.z[0]]).toEqual([9.80665, 2 * 9.80665, 3 * 9.80665]);
    expect(blocks[0].gyr).toBeNull();
    expect([trailer.sampleCount, header.participant, header.device]).toEqual([200_000, null, null]);
  });
});
