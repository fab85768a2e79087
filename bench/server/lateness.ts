import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The clock must come round before work begins, and once more to see what held it up last. */
const SETTLES_MS = 20;
const EVERY_MS = 1;

export interface Lateness {
  /** How long this thread kept others waiting at most, ms. What other processes took meanwhile is in it. */
  readonly lateMs: number;
  /** Its own work of that kind at most, ms of CPU time: waits, and other processes, are not in it. Linux alone tells it. */
  readonly busyMs: number;
}

/** Watches the turns of this thread's event loop while it works. */
export async function lateness(work: () => Promise<unknown>): Promise<Lateness> {
  const ownCpuMs = threadCpu();
  let [lateMs, busyMs, before, cpuBefore] = [0, 0, 0, 0];
  const turn = (): void => {
    const [now, cpu] = [performance.now(), ownCpuMs.read()];
    lateMs = Math.max(lateMs, now - before - EVERY_MS);
    busyMs = Math.max(busyMs, cpu - cpuBefore);
    [before, cpuBefore] = [now, cpu];
  };
  const timer = setInterval(turn, EVERY_MS);
  try {
    await pause(SETTLES_MS);
    [lateMs, busyMs] = [0, 0];
    await work();
    await pause(SETTLES_MS);
    return { lateMs, busyMs };
  } finally {
    clearInterval(timer);
    ownCpuMs.close();
  }
}

/** CPU time of this thread, ms; 0 where the system does not tell. */
function threadCpu(): { read(): number; close(): void } {
  if (process.platform !== 'linux') return { read: () => 0, close: () => undefined };
  const file = openSync('/proc/thread-self/schedstat', 'r');
  const bytes = Buffer.alloc(64);
  return { read: () => parseInt(bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0))) / 1e6, close: () => closeSync(file) };
}
