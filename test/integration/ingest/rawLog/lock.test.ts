import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockLog } from '../../../../src/ingest/rawLog/lock.ts';

let folder: string;
let log: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-lock-'));
  log = join(folder, 'a.sfraw');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const leave = (owner: object | string): Promise<void> => writeFile(`${log}.lock`, typeof owner === 'string' ? owner : JSON.stringify(owner));
const isFree = async (): Promise<boolean> => {
  const lock = await lockLog(log);
  await lock?.release();
  return lock !== null;
};
/** Sets the lock's time back. */
const age = async (seconds: number): Promise<void> => {
  const then = Date.now() / 1000 - seconds;
  await utimes(`${log}.lock`, then, then);
};

describe('the lock of a log', () => {
  it('is had by one only, and by the next once it is released', async () => {
    const [first, second] = await Promise.all([lockLog(log), lockLog(log)]);
    expect([first, second].filter((lock) => lock !== null)).toHaveLength(1);
    expect(await isFree()).toBe(false);
    await (first ?? second)!.release();
    expect(await isFree()).toBe(true);
  });

  it('is left over when its process has ended', async () => {
    // Beyond the largest number that Linux gives to a process.
    await leave({ pid: 2 ** 22 + 1, host: hostname(), birth: null });
    expect(await isFree()).toBe(true);
  });

  it('is left over when another process has its number by now', async ({ skip }) => {
    if (process.platform !== 'linux') skip('only Linux tells when a process began');
    const lock = await lockLog(log);
    const own = JSON.parse(await readFile(`${log}.lock`, 'utf8')) as object;
    await lock!.release();
    await leave(own);
    expect(await isFree()).toBe(false);
    await leave({ ...own, birth: 'an earlier boot 4711' });
    expect(await isFree()).toBe(true);
  });

  it('of another machine or container counts while it or its log is fresh', async () => {
    await leave({ pid: process.pid, host: 'elsewhere', birth: null });
    expect(await isFree()).toBe(false);
    await age(120);
    await writeFile(log, 'a packet came just now');
    expect(await isFree()).toBe(false);
    await utimes(log, 0, 0);
    expect(await isFree()).toBe(true);
  });

  it('that is still being written counts, and one that was cut off does not', async () => {
    await leave('{"pid": 1');
    expect(await isFree()).toBe(false);
    await age(60);
    expect(await isFree()).toBe(true);
  });
});
