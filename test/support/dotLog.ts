import { CHANNEL } from '../../src/ingest/sensors/movellaDot/gatt.ts';
import type { RawEntry, SessionHeader, SessionMark } from '../../src/ingest/rawLog/entries.ts';
import type { Site } from '../../src/model/index.ts';

/** One simulated Movella DOT: what it measures and how its packets come. */
export interface DotSensor {
  readonly site: Site;
  readonly seed: number;
  /** How much faster its clock runs than the host's, parts per million. */
  readonly skewPpm?: number;
  /** Whether the packet of a sample never arrives. */
  readonly isLost?: (sample: number) => boolean;
  /** Time from the session's start to its first sample, ms. */
  readonly offsetMs?: number;
}

export interface DotSession {
  readonly sensors: readonly DotSensor[];
  readonly seconds: number;
  readonly marks?: readonly SessionMark[];
  readonly isStopped?: boolean;
  readonly header?: Partial<SessionHeader>;
}

export const DOT_RATE_HZ = 60;
/** Monotonic clock at the session's start, ms. */
export const STARTED_MS = 10_000;
const PERIOD_US = 1e6 / DOT_RATE_HZ;
const LATENCY_MS = 8;

/** Acceleration (m/s²) and angular rate (deg/s) of a sample, as float32: what the packet holds. Smooth, so that reading between samples is exact enough. */
export function dotSample({ seed }: DotSensor, sample: number): Float32Array {
  const t = sample / DOT_RATE_HZ;
  return Float32Array.from({ length: 6 }, (_, c) => (c === 0 ? 9.81 : 0) + (c < 3 ? 2 : 60) * Math.sin(2 * Math.PI * (0.9 + 0.1 * c) * t + seed + c));
}

/** The sensor's own clock at a sample, µs; it wraps at 2^32 and starts near there. */
export function dotTicks(sample: number): number {
  return (2 ** 32 - 3e6 + Math.round(sample * PERIOD_US)) % 2 ** 32;
}

function packetOf(sensor: DotSensor, sample: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(28));
  bytes.setUint32(0, dotTicks(sample), true);
  dotSample(sensor, sample).forEach((value, i) => bytes.setFloat32(4 + 4 * i, value, true));
  return new Uint8Array(bytes.buffer);
}

/** Host time at which a sample is taken, ms. */
export function dotTimeMs({ skewPpm = 0, offsetMs = 0 }: DotSensor, sample: number): number {
  return STARTED_MS + offsetMs + (sample * PERIOD_US) / 1000 / (1 + skewPpm * 1e-6);
}

/** The entries of a log, in the order of time. Packets wait for the next connection event of 15 ms, as on a radio. */
export function dotLog({ sensors, seconds, marks = [], isStopped = true, header = {} }: DotSession): RawEntry[] {
  const entries: { timeMs: number; entry: RawEntry }[] = [];
  sensors.forEach((sensor, number) => {
    const mark = (fields: SessionMark): void => void entries.push({ timeMs: fields.timeMs, entry: { kind: 'mark', mark: fields } });
    mark({ mark: 'connected', sensor: number, timeMs: STARTED_MS - 100, firmware: '3.0.0' });
    mark({ mark: 'battery', sensor: number, timeMs: STARTED_MS - 90, pct: 90 - number });
    for (let sample = 0; sample < seconds * DOT_RATE_HZ; sample++) {
      if (sensor.isLost?.(sample)) continue;
      const arrivalMs = Math.ceil((dotTimeMs(sensor, sample) - number * 3) / 15) * 15 + number * 3 + LATENCY_MS;
      entries.push({ timeMs: arrivalMs, entry: { kind: 'packet', packet: { sensor: number, channel: CHANNEL.mediumPayload, arrivalMs, payload: packetOf(sensor, sample) } } });
    }
  });
  for (const mark of marks) entries.push({ timeMs: mark.timeMs, entry: { kind: 'mark', mark } });
  entries.sort((a, b) => a.timeMs - b.timeMs);
  const lastMs = entries.at(-1)!.timeMs;
  return [
    {
      kind: 'header',
      header: {
        schema: 'surefoot.rawLog/1', sessionId: 'session1', software: 'surefoot@0.1.0', startedAt: '2026-03-14T14:02:11.000Z', startedMs: STARTED_MS,
        subject: 'P17', task: 'walk', participant: { ageYears: 78, sex: 'F', heightCm: 162 },
        sensors: sensors.map(({ site }, i) => ({ id: `d4:ca:6e:f1:69:0${i}`, model: 'movella-dot', name: 'Movella DOT', site, settings: { rateHz: DOT_RATE_HZ } })),
        ...header,
      },
    },
    ...entries.map(({ entry }) => entry),
    ...(isStopped ? [{ kind: 'mark', mark: { mark: 'stopped', timeMs: lastMs + 10 } } as const] : []),
  ];
}
