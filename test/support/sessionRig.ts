import { vi } from 'vitest';
import type { ImuBlock, NoticeEvent, SensorAxes, Site } from '../../src/model/index.ts';
import type { RawLog, RawPacket, SessionMark } from '../../src/ingest/rawLog/entries.ts';
import { sensorModels } from '../../src/ingest/sensors/index.ts';
import type { SensorModel } from '../../src/ingest/sensors/define.ts';
import { createSession } from '../../src/ingest/session/createSession.ts';
import type { SensorSession, WornSensor } from '../../src/ingest/session/define.ts';
import type { BleCentral } from '../../src/ingest/transports/ble/central.ts';
import { startVirtualRadio, type RadioScenario, type SensorSpec, type VirtualRadio } from '../../src/simulator/radio/index.ts';
import { airCentral, coarseScheduler, idOf } from './airCentral.ts';

const SITES: readonly Site[] = ['lowerBack', 'leftFoot', 'rightFoot', 'sternum', 'leftWrist'];

/** `count` DOTs, each with a clock of its own. */
export function dots(count: number): SensorSpec[] {
  return Array.from({ length: count }, (_, i) => ({ kind: 'movellaDot', address: `d4:22:cd:00:10:0${i + 1}`, name: `DOT ${i + 1}`, clockPpm: 20 * i - 30, startTick: 1e6 * (i + 1) }));
}

/** A log in memory: what was handed over, in order. */
export interface MemoryLog extends RawLog {
  readonly packets: RawPacket[];
  readonly marks: SessionMark[];
  fail(error: Error): void;
}

/** @param keepPackets false where an hour of them would hide what the session itself keeps */
export function memoryLog(keepPackets = true): MemoryLog & { count: number } {
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  const log = {
    packets: [] as RawPacket[],
    marks: [] as SessionMark[],
    count: 0,
    failed,
    fail: (error: Error) => fail(error),
    packet: (packet: RawPacket) => {
      log.count++;
      if (keepPackets) log.packets.push(packet);
    },
    mark: (mark: SessionMark) => void log.marks.push(mark),
    flush: async () => undefined,
    close: async () => undefined,
  };
  return log;
}

export interface Rig {
  readonly radio: VirtualRadio;
  readonly central: BleCentral & { readonly links: number };
  readonly log: ReturnType<typeof memoryLog>;
  readonly session: SensorSession;
  readonly notices: NoticeEvent[];
  /** Codes of the notices, those of a sensor's weakness left out. */
  codes(): string[];
  readonly blocks: ImuBlock<SensorAxes>[];
}

export interface RigOptions {
  readonly scenario: RadioScenario;
  readonly wear?: (worn: WornSensor[]) => WornSensor[];
  readonly keep?: boolean;
  readonly stepMs?: number;
  readonly model?: SensorModel;
}

/** A session over virtual sensors, in the time of fake timers; every sensor of the scenario is worn. */
export function sessionRig({ scenario, wear = (worn) => worn, keep = true, stepMs = 1, model = sensorModels[0] }: RigOptions): Rig {
  const now = (): number => performance.now();
  const radio = startVirtualRadio(scenario, coarseScheduler(stepMs));
  const central = airCentral(radio, now);
  const log = memoryLog(keep);
  const worn = scenario.sensors.map(({ address, name = null }, i): WornSensor => ({ id: idOf(address), name, site: SITES[i], model, settings: { rateHz: model.defaultRateHz } }));
  const session = createSession({ central, sensors: wear(worn), log, now, startedMs: now(), random: () => 0.5 });
  const notices: NoticeEvent[] = [];
  const blocks: ImuBlock<SensorAxes>[] = [];
  session.notices.subscribe((notice) => notices.push(notice));
  if (keep) session.blocks.subscribe((block) => blocks.push(block));
  return { radio, central, log, session, notices, blocks, codes: () => notices.map(({ code }) => code).filter((code) => code !== 'SENSOR_WEAK') };
}

/** Fake clocks and timers; what waits for a promise goes on in real turns of the loop. */
export function useFakeTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
}

/** Lets so much time pass, a little at a time, so that promises keep up with timers. */
export async function elapse(seconds: number, stepMs = 20): Promise<void> {
  for (let ms = 0; ms < seconds * 1000; ms += stepMs) {
    vi.advanceTimersByTime(stepMs);
    await turn();
  }
}

/** Lets time pass until a promise has settled. @throws Error when it has not after `limitS` */
export async function settled<T>(promise: Promise<T>, limitS = 60): Promise<T> {
  let isOver = false;
  const mark = (): void => {
    isOver = true;
  };
  promise.then(mark, mark);
  for (let s = 0; !isOver && s < limitS; s += 0.02) await elapse(0.02);
  if (!isOver) throw new Error(`nothing came of it within ${limitS} s`);
  return promise;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
