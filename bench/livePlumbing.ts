import { bufferCount, filter, from, groupBy, map, mergeMap, Subject } from 'rxjs';
import type { ImuBlock, SensorAxes } from '../src/model/index.ts';
import { windows } from '../src/pipeline/live/windows.ts';
import type { Candidate } from './define.ts';

const SENSORS = 50;
const RATE_HZ = 100;
const SECONDS = 40;
const NOTIFICATION = 10;
const LENGTH = 10 * RATE_HZ;
const HOP = RATE_HZ;
export const FRAMES = SENSORS * RATE_HZ * SECONDS;

const sites = Array.from({ length: SENSORS }, (_, s) => `sensor${s}`);
const signal = Array.from({ length: 6 }, (_, axis) => Float64Array.from({ length: RATE_HZ * SECONDS }, (_, i) => Math.sin(i / (7 + axis)) + 0.1 * Math.sin(i * (axis + 1.3))));

/** The signal as decoded notifications of ten frames: what decoding costs is in neither version. */
const notifications = Array.from({ length: (RATE_HZ * SECONDS) / NOTIFICATION }, (_, n) => {
  const [ax, ay, az, gx, gy, gz] = signal.map((axis) => axis.slice(n * NOTIFICATION, (n + 1) * NOTIFICATION));
  return { acc: { x: ax, y: ay, z: az }, gyr: { x: gx, y: gy, z: gz } };
});
type Notification = (typeof notifications)[number];

/** Notifications of all sensors in turn, as a radio hands them over. */
function eachNotification(take: (sensor: number, notification: Notification, n: number) => void): void {
  for (const [n, notification] of notifications.entries()) for (let sensor = 0; sensor < SENSORS; sensor++) take(sensor, notification, n);
}

function rms(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return Math.sqrt(sum / x.length);
}

/** Ours: one emission a notification, struct of arrays, the newest samples of each sensor in one piece. Each round goes on where the one before ended. */
function blocksToWindows(): () => number {
  const blocks = new Subject<ImuBlock<SensorAxes>>();
  let [total, start] = [0, 0];
  blocks.pipe(windows()).subscribe(({ columns }) => (total += rms(columns[1])));
  return () => {
    eachNotification((sensor, { acc, gyr }, n) => {
      blocks.next({ site: sites[sensor], sampleRateHz: RATE_HZ, startSample: start + n * NOTIFICATION, length: NOTIFICATION, acc, gyr });
    });
    start += RATE_HZ * SECONDS;
    return total;
  };
}

interface Frame { readonly site: string; readonly ax: number; readonly ay: number; readonly az: number; readonly gx: number; readonly gy: number; readonly gz: number }

/** The plain version: an object a frame, grouped by sensor and buffered by RxJS's own operators. */
function framesToWindows(): () => number {
  const frames = new Subject<readonly Frame[]>();
  let total = 0;
  frames.pipe(
    mergeMap((some) => from(some)),
    groupBy(({ site }) => site),
    mergeMap((own) => own.pipe(bufferCount(LENGTH, HOP), filter((window) => window.length === LENGTH))),
    map((window) => rms(Float64Array.from(window, ({ ay }) => ay))),
  ).subscribe((value) => (total += value));
  return () => {
    eachNotification((sensor, { acc, gyr }) => {
      const some: Frame[] = [];
      for (let i = 0; i < NOTIFICATION; i++) some.push({ site: sites[sensor], ax: acc.x[i], ay: acc.y[i], az: acc.z[i], gx: gyr.x[i], gy: gyr.y[i], gz: gyr.z[i] });
      frames.next(some);
    });
    return total;
  };
}

/** From the edge of RxJS to windows of ten seconds each second, with an RMS of one axis as the only work on them. */
export const plumbingBench: { title: string; candidates: Candidate[] } = {
  title: `live plumbing, ${SENSORS} sensors, notifications of ${NOTIFICATION} six-axis frames, ${FRAMES / 1000} k frames`,
  candidates: [
    { name: 'object a frame', run: framesToWindows() },
    { name: 'blocks', run: blocksToWindows() },
  ],
};

/** Both versions must agree before they are compared. @throws Error where they differ */
export function checkPlumbing(): void {
  const [ours, plain] = [blocksToWindows()(), framesToWindows()()];
  if (ours !== plain) throw new Error(`windows differ: ${ours} and ${plain}`);
}
