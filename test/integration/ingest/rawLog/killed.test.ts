import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockLog } from '../../../../src/ingest/rawLog/lock.ts';
import { readWhole, wrongPackets } from './packets.ts';
import { writerChild } from './writerChild.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-killed-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('a log whose process is killed', () => {
  it('holds everything handed over until a second before, in order, byte by byte, at twenty random moments', async () => {
    const lifetimes = Array.from({ length: 20 }, () => 300 + Math.random() * 2500);
    const kill = async (lifetimeMs: number, i: number): Promise<void> => {
      const path = join(folder, `${i}.sfraw`);
      const child = writerChild(path, 600);
      await child.hears(() => true);
      await after(lifetimeMs);
      child.process.kill('SIGKILL');
      const killedMs = performance.now();
      await child.ended;
      const promised = Math.max(0, ...child.said.filter(({ atMs }) => atMs <= killedMs - 1000).map(({ words }) => words.handed));
      const { entries, end } = await readWhole(path);
      const packets = entries.filter(({ kind }) => kind === 'packet').length;
      expect({ i, lifetimeMs, kept: packets >= promised, wrong: wrongPackets(entries), complete: end.complete, damage: end.damage.bytes })
        .toEqual({ i, lifetimeMs, kept: true, wrong: [], complete: false, damage: 0 });
      // Whoever comes next finds that nobody works on it any more.
      const lock = await lockLog(path);
      expect(lock).not.toBeNull();
      await lock!.release();
    };
    // Four at a time: the machine must keep up with 600 packets a second of each.
    for (let i = 0; i < lifetimes.length; i += 4) await Promise.all(lifetimes.slice(i, i + 4).map((lifetimeMs, k) => kill(lifetimeMs, i + k)));
  });

  it('is told from a log whose process runs', async () => {
    const path = join(folder, 'running.sfraw');
    const child = writerChild(path, 60);
    await child.hears(() => true);
    expect(await lockLog(path)).toBeNull();
    child.process.stdin.write('close\n');
    const { handed } = await child.hears(({ closed }) => closed === true);
    await child.ended;
    const { entries, end } = await readWhole(path);
    expect(end).toMatchObject({ complete: true, tornBytes: 0 });
    expect(entries).toHaveLength(handed + 2);
    const lock = await lockLog(path);
    expect(lock).not.toBeNull();
    await lock!.release();
  });
});
