import { Subject } from 'rxjs';
import { pairTransform } from '../src/dsp/kernels/realTransform.ts';
import { signalSd } from '../src/dsp/summary.ts';
import { horizontalSway } from '../src/dsp/sway/horizontalSway.ts';
import type { ImuBlock, SensorAxes } from '../src/model/index.ts';
import type { LiveWindow } from '../src/pipeline/live/sensorWindows.ts';
import { waitingWindows } from '../src/pipeline/live/waitingWindows.ts';
import { windows } from '../src/pipeline/live/windows.ts';

const RATE_HZ = 100;
const NOTIFICATION = 10;
const NOTIFICATION_MS = (1000 * NOTIFICATION) / RATE_HZ;
const WINDOW_S = 10;
/** Shares no factor with the numbers of sensors: a radio hears them in an order of its own, not in that of their windows. */
const STRIDE = 619;

export interface SensorsResult {
  readonly sensors: number;
  readonly windows: number;
  /** CPU time of this process over wall time, %: the simulated radio, the pipeline and the collection of garbage. */
  readonly cpuPct: number;
  /** From the moment a window's last sample was due at the radio to its result, ms. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly dropped: number;
}

export interface SensorsRun {
  readonly sensors: number;
  /** Windows of the k-th sensor k/n of a hop later, or all at once. */
  readonly hops: 'staggered' | 'aligned';
  readonly hopS?: number;
  readonly seconds: number;
  readonly read: (window: LiveWindow) => number;
}

/** A light reading of one window: power spectrum of each axis (1024 points, Hann), RMS of each about its mean, and sway (filter, path, spectrum of 4096 points). */
export function lightReading(): (window: LiveWindow) => number {
  const transform = pairTransform(1024);
  const taper = Float64Array.from({ length: WINDOW_S * RATE_HZ }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (WINDOW_S * RATE_HZ)));
  const put = (channel: number, axis: Float64Array): void => {
    const input = transform.inputs[channel];
    for (let i = 0; i < taper.length; i++) input[i] = taper[i] * axis[i];
    input.fill(0, taper.length);
  };
  return ({ columns: [x, y, z], sampleRateHz }) => {
    put(0, x);
    put(1, y);
    transform.toPower();
    let sum = transform.power[34] + transform.power[35];
    put(0, z);
    transform.toPower();
    sum += transform.power[34] + signalSd(x) + signalSd(y) + signalSd(z);
    return sum + horizontalSway({ x, y, z }, sampleRateHz)!.rmsMps2;
  };
}

/**
 * Simulated sensors of six axes at 100 Hz in real time: each sends ten frames ten times a second, the sensors' notifications spread
 * evenly. Ten seconds are sent at once before the clock starts, so that every window is full and the code is warm.
 */
export async function liveSensors({ sensors, hops, hopS = 1, seconds, read }: SensorsRun): Promise<SensorsResult> {
  const sites = Array.from({ length: sensors }, (_, s) => `sensor${s}`);
  const place = new Map(sites.map((site, s) => [site, s]));
  const blocks = new Subject<ImuBlock<SensorAxes>>();
  const latencies: number[] = [];
  let [dropped, result, startedMs] = [0, 0, Infinity];
  /** The sensor that sends as the so-manieth within each tenth of a second, and the other way round. */
  const order = Array.from({ length: sensors }, (_, turn) => (turn * STRIDE) % sensors);
  const turnOf = new Map(order.map((sensor, turn) => [sensor, turn]));
  /** When a notification is due, ms after the start; the first ten seconds lie before it. */
  const dueMs = (sensor: number, notification: number) => (notification - (WINDOW_S * 1000) / NOTIFICATION_MS + turnOf.get(sensor)! / sensors) * NOTIFICATION_MS;

  const subscription = blocks.pipe(
    windows({ lengthS: WINDOW_S, hopS, phaseOf: (site) => (hops === 'staggered' ? place.get(site)! / sensors : 0) }),
    waitingWindows({ capacity: Math.max(8, 2 * sensors), onDropped: () => dropped++ }),
  ).subscribe((window) => {
    result += read(window);
    const due = startedMs + dueMs(place.get(window.site)!, Math.ceil(window.end / NOTIFICATION) - 1);
    if (due >= startedMs && due < startedMs + 1000 * seconds) latencies.push(performance.now() - due);
  });

  const signal = standing();
  const decoded = signal.map(() => new Float64Array(NOTIFICATION));
  const [acc, gyr] = [{ x: decoded[0], y: decoded[1], z: decoded[2] }, { x: decoded[3], y: decoded[4], z: decoded[5] }];
  const send = (sensor: number, notification: number): void => {
    const from = (sensor + notification * NOTIFICATION) % (signal[0].length - NOTIFICATION);
    for (let axis = 0; axis < 6; axis++) for (let i = 0; i < NOTIFICATION; i++) decoded[axis][i] = signal[axis][from + i];
    blocks.next({ site: sites[sensor], sampleRateHz: RATE_HZ, startSample: notification * NOTIFICATION, length: NOTIFICATION, acc, gyr });
  };
  let sent = 0;
  const next = (): [sensor: number, notification: number] => [order[sent % sensors], Math.floor(sent / sensors)];
  const sendNext = (): void => {
    send(...next());
    sent++;
  };
  while (sent < (sensors * WINDOW_S * 1000) / NOTIFICATION_MS) sendNext();
  // What waits from that burst is read before the clock starts.
  for (let turn = 0; turn < 3 * sensors + 100; turn++) await new Promise((resolve) => setImmediate(resolve));

  dropped = 0;
  const before = process.cpuUsage();
  startedMs = performance.now();
  await new Promise<void>((resolve) => {
    const pump = (): void => {
      const now = performance.now() - startedMs;
      while (dueMs(...next()) <= now) sendNext();
      if (now < 1000 * seconds) setTimeout(pump, 1);
      else resolve();
    };
    pump();
  });
  const { user, system } = process.cpuUsage(before);
  const cpuPct = (100 * (user + system)) / 1000 / (performance.now() - startedMs);
  // The last ones that were due.
  for (let turn = 0; turn < 2 * sensors + 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  subscription.unsubscribe();
  if (!Number.isFinite(result) || latencies.length === 0) throw new Error(`${sensors} sensors yielded ${latencies.length} windows and ${result}`);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))];
  return { sensors, windows: latencies.length, cpuPct, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1), dropped };
}

/** Half a minute of a made-up trunk that sways, six axes. */
function standing(): Float64Array[] {
  return Array.from({ length: 6 }, (_, axis) => Float64Array.from({ length: 30 * RATE_HZ }, (_, i) => {
    const t = i / RATE_HZ;
    return (axis === 1 ? 9.81 : 0) + 0.05 * Math.sin(2 * Math.PI * 0.41 * t + axis) + 0.02 * Math.sin(2 * Math.PI * 1.3 * t) + 0.004 * Math.sin(i * i * (axis + 1));
  }));
}
