import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealRecording } from '../../../../src/export/seal.ts';
import { findRecordings, openRecording } from '../../../../src/ingest/index.ts';
import { fileSession, recoverSessions } from '../../../../src/ingest/rawLog/recover.ts';
import type { Seal } from '../../../../src/ingest/rawLog/recover.ts';
import { rawLogWriter } from '../../../../src/ingest/rawLog/writer.ts';
import type { RawEntry } from '../../../../src/ingest/rawLog/entries.ts';
import { readAll } from '../../../readAll.ts';
import { dotLog } from '../../../support/dotLog.ts';
import type { DotSession } from '../../../support/dotLog.ts';
import { logBytes } from '../../../support/rawLogBytes.ts';

let folder: string;
let live: string;
let dataset: string;
const seal: Seal = (recording) => sealRecording(recording, dataset);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-recover-'));
  live = join(folder, 'live');
  dataset = join(folder, 'dataset');
  await mkdir(live);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const KILLS = 8;
const walk: DotSession = { sensors: [{ site: 'lowerBack', seed: 1 }], seconds: 10 };

async function put(name: string, session: DotSession): Promise<string> {
  const path = join(live, `${name}.sfraw`);
  await writeFile(path, logBytes(dotLog({ ...session, header: { sessionId: name, ...session.header } })).bytes);
  return path;
}

describe('recovering sessions', () => {
  it('files an interrupted recording away, says so in a sentence, and has nothing to do the next time', async () => {
    const path = await put('a', { ...walk, seconds: 190, isStopped: false });
    await truncate(path, (await readFile(path)).length - 10);
    const [one, ...more] = await recoverSessions(live, seal);
    expect(more).toEqual([]);
    expect(one.message).toMatch(/^The recording of 2026-03-14 \d\d:\d\d was interrupted; 00:03:10 of it were recovered\.$/);
    expect(one.filed).toMatchObject({ sessionId: 'a', recovered: true, patientId: null, durationS: expect.closeTo(190, 0) as number });
    expect((await readAll(await openRecording(one.filed!.motionPath))).trailer.findings).toMatchObject([{ code: 'RECORDING_INTERRUPTED' }]);
    expect(await readdir(live)).toEqual([]);
    expect(await recoverSessions(live, seal)).toEqual([]);
    expect(await recoverSessions(join(folder, 'nowhere'), seal)).toEqual([]);
  });

  it('files a recording away that had been stopped, with whose it is', async () => {
    await put('a', { ...walk, header: { patientId: 'p1', protocol: 'quietWalk' } });
    const [{ message, filed }] = await recoverSessions(live, seal);
    expect(message).toMatch(/had been stopped but not yet filed away; all 00:00:10 of it are there now\.$/);
    expect(filed).toMatchObject({ recovered: false, patientId: 'p1', protocol: 'quietWalk', startedAt: expect.stringMatching(/^2026-03-14T14:02:11/) as string });
  });

  it('leaves a session alone that runs, and refuses to file it away', async () => {
    const [first, ...rest] = dotLog(walk);
    if (first.kind !== 'header') throw new Error('a log begins with its header');
    const path = join(live, 'running.sfraw');
    const log = await rawLogWriter(path, first.header);
    const hand = (entry: RawEntry): void => void (entry.kind === 'packet' ? log.packet(entry.packet) : entry.kind === 'mark' && log.mark(entry.mark));
    rest.forEach(hand);
    await log.flush();
    expect(await recoverSessions(live, seal)).toEqual([]);
    await expect(fileSession(path, seal)).rejects.toMatchObject({ code: 'CONFLICT' });
    await log.close();
    expect(await readdir(live)).toEqual(['running.sfraw']);
    expect(await fileSession(path, seal)).toMatchObject({ sessionId: 'session1', recovered: false });
    expect(await readdir(live)).toEqual([]);
  });

  it('keeps a log that cannot be filed away yet, and files it away once it can', async () => {
    await put('a', { ...walk, isStopped: false });
    await writeFile(join(folder, 'dataset'), 'in the way');
    const [{ message, filed }] = await recoverSessions(live, seal);
    expect(filed).toBeNull();
    expect(message).toMatch(/cannot be filed away yet: .*a file stands where a folder is needed.* It is kept and tried again at the next start\.$/);
    await rm(join(folder, 'dataset'));
    expect(await recoverSessions(live, seal)).toMatchObject([{ filed: { sessionId: 'a' } }]);
  });

  it('lets no log stand in the way of another: empty ones go, unreadable ones are put aside', async () => {
    await writeFile(join(live, 'a.sfraw'), '');
    await put('b', { ...walk, sensors: [{ ...walk.sensors[0], isLost: () => true }] });
    const damaged = logBytes(dotLog(walk)).bytes;
    damaged[60] ^= 1;
    await writeFile(join(live, 'c.sfraw'), damaged);
    await put('d', walk);
    await writeFile(join(live, 'e.sfraw.lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: 'elsewhere', birth: null }));
    const recovered = await recoverSessions(live, seal);
    expect(recovered.map(({ filed }) => filed?.sessionId ?? null)).toEqual([null, null, null, 'd']);
    expect(recovered[0].message).toContain('there was nothing to recover');
    expect(recovered[1].message).toContain('before any sensor had sent a sample');
    expect(recovered[2].message).toMatch(/cannot be read: c\.sfraw byte \d+: .* It is kept as .*c\.sfraw\.damaged\.$/);
    expect(await readdir(live)).toEqual(['c.sfraw.damaged', 'e.sfraw.lock']);
  });

  it('takes no session whose id would lead out of its folder', async () => {
    await writeFile(join(live, 'a.sfraw'), logBytes(dotLog({ ...walk, header: { sessionId: '../../away' } })).bytes);
    const [{ message, filed }] = await recoverSessions(live, seal);
    expect([filed, message]).toEqual([null, expect.stringContaining('the header\'s "sessionId" is not what it should be') as string]);
    expect(await readdir(live)).toEqual(['a.sfraw.damaged']);
  });

  it('tells a fault of the software and goes on with the next log', async () => {
    await put('a', walk);
    await put('b', walk);
    const faulty: Seal = (recording) => (recording.session.id === 'a' ? Promise.reject(new TypeError('bug')) : seal(recording));
    const recovered = await recoverSessions(live, faulty);
    expect(recovered.map(({ filed }) => filed?.sessionId ?? null)).toEqual([null, 'b']);
    expect(recovered[0].message).toMatch(/something is wrong in the software \(bug\)\. It is kept and tried again at the next start\.$/);
    expect(await readdir(live)).toEqual(['a.sfraw']);
  });

  it('that is killed at any moment shows nothing half-written, and the next start has the recording once and whole', async () => {
    const kept = join(folder, 'kept.sfraw');
    const path = await put('a', { sensors: [{ site: 'lowerBack', seed: 1 }, { site: 'leftFoot', seed: 2 }], seconds: 60, isStopped: false });
    await copyFile(path, kept);
    const script = fileURLToPath(new URL('sealProcess.ts', import.meta.url));
    const run = async (killAfterMs: number | null): Promise<number> => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, live, dataset], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const begunMs = performance.now();
      const ended = once(child, 'close');
      child.stdout.resume();
      if (killAfterMs !== null) {
        await Promise.race([after(killAfterMs), ended]);
        child.kill('SIGKILL');
      }
      await ended;
      return performance.now() - begunMs;
    };
    const wholeMs = await run(null);
    const [motionPath] = await findRecordings(dataset);
    const whole = await readAll(await openRecording(motionPath));
    for (let i = 0; i < KILLS; i++) {
      await rm(dataset, { recursive: true });
      await copyFile(kept, path);
      await run(((i + Math.random()) / KILLS) * wholeMs);
      for (const found of await findRecordings(dataset).catch(() => [])) expect(await readAll(await openRecording(found))).toEqual(whole);
      await recoverSessions(live, seal);
      expect(await findRecordings(dataset)).toEqual([motionPath]);
      expect(await readAll(await openRecording(motionPath))).toEqual(whole);
      expect(await readdir(live)).toEqual([]);
      const hidden = (await readdir(dataset, { recursive: true })).filter((name) => name.endsWith('.tmp') && !/\.(participants|dataset_description|sub-P17_scans)\./.test(name));
      expect(hidden).toEqual([]);
    }
  });
});
