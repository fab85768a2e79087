import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawLogWriter } from '../../../../src/ingest/rawLog/writer.ts';
import { header } from '../../../support/rawLogBytes.ts';
import { payloadOf, readWhole, wrongPackets } from './packets.ts';
import { writerChild } from './writerChild.ts';

let folder: string;
let isMounted = false;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-full-'));
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]).status === 0;
});
afterEach(async () => {
  if (isMounted) spawnSync('umount', ['-l', folder]);
  await rm(folder, { recursive: true });
});

describe('a log on a full disk', () => {
  it('keeps what was written, holds the rest in memory, and goes on without a loss once there is room', async ({ skip }) => {
    if (!isMounted) skip('a tiny file system can only be mounted by root');
    const path = join(folder, 'session.sfraw');
    await writeFile(join(folder, 'ballast'), Buffer.alloc(128 * 1024));
    const log = await rawLogWriter(path, header);
    let n = 0;
    const hand = (count: number): void => {
      for (const end = n + count; n < end; n++) log.packet({ sensor: 0, channel: n % 3, arrivalMs: n, payload: payloadOf(n) });
    };
    hand(500);
    await log.flush();
    hand(4000);
    await expect(log.failed).resolves.toMatchObject({ code: 'UNWRITABLE', message: expect.stringMatching(/session\.sfraw: the disk is full; free some space\.$/) as string });
    await expect(log.flush()).rejects.toMatchObject({ code: 'UNWRITABLE' });
    const during = await readWhole(path);
    expect(wrongPackets(during.entries)).toEqual([]);
    expect(during.entries.length).toBeGreaterThan(500);
    expect(during.end).toMatchObject({ complete: false, damage: { bytes: 0 } });

    await rm(join(folder, 'ballast'));
    hand(100);
    spawnSync('mount', ['-o', 'remount,size=4m', folder]);
    log.mark({ mark: 'stopped', timeMs: n });
    await log.close();
    const { entries, end } = await readWhole(path);
    expect(end).toMatchObject({ complete: true, tornBytes: 0, damage: { bytes: 0 } });
    expect(entries).toHaveLength(n + 2);
    expect(wrongPackets(entries)).toEqual([]);
  });

  it('says when memory too was full, and how many packets were not kept', async ({ skip }) => {
    if (!isMounted) skip('a tiny file system can only be mounted by root');
    const path = join(folder, 'session.sfraw');
    const log = await rawLogWriter(path, header, { maxPendingBytes: 512 * 1024 });
    const hand = (count: number): void => {
      for (let i = 0; i < count; i++) log.packet({ sensor: 0, channel: 0, arrivalMs: i, payload: new Uint8Array(100) });
    };
    hand(20_000);
    await log.failed;
    hand(10);
    spawnSync('mount', ['-o', 'remount,size=16m', folder]);
    await log.flush();
    hand(1);
    await log.close();
    const { entries } = await readWhole(path);
    const kept = entries.filter(({ kind }) => kind === 'packet').length;
    const notices = entries.flatMap((entry) => (entry.kind === 'mark' && entry.mark.mark === 'notice' ? [entry.mark] : []));
    expect(kept).toBeLessThan(20_011);
    expect(notices).toMatchObject([{ code: 'PACKETS_NOT_KEPT', severity: 'problem', message: `${20_011 - kept} packets were not kept: the disk had no room for too long.` }]);
  });

  it('ends with what to do when there is no room to the last', async ({ skip }) => {
    if (process.platform === 'win32') skip('limits of file sizes are set by a POSIX shell');
    const path = join(isMounted ? tmpdir() : folder, `limit-${process.pid}.sfraw`);
    try {
      // 64 blocks of 512 or 1024 bytes: the log may not grow beyond.
      const child = writerChild(path, 3000, ['sh', '-c', 'ulimit -f 64; exec "$0" "$@"']);
      const { failed, handed } = await child.hears((words) => words.failed !== undefined);
      expect(failed).toMatch(/\.sfraw: the file may not grow further here; raise the limit or choose another folder\.$/);
      child.process.stdin.write('close\n');
      const last = await child.hears(({ closed }) => closed !== undefined);
      await child.ended;
      expect(last).toMatchObject({ closed: false, message: expect.stringMatching(/choose another folder\. The last \d+ kB could not be written; everything before them is kept\.$/) as string });
      const { entries, end } = await readWhole(path);
      expect(end.complete).toBe(false);
      expect(wrongPackets(entries)).toEqual([]);
      expect(entries.length).toBeGreaterThan(300);
      expect(entries.length).toBeLessThanOrEqual(handed + 1);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    } finally {
      await rm(path, { force: true });
    }
  });
});
