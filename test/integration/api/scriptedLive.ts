import { AppError } from '../../../src/model/index.ts';
import type { FoundSensor, LiveControl, LiveEvent, LiveMark, LiveSensor, MarkEvent, SensorCapabilities, SessionEvent, SessionStart, SupportedSensor } from '../../../src/model/index.ts';

export const capabilities: SensorCapabilities = { hasGyroscope: true, time: 'timestamp', tickS: 1e-6, wrapBits: 32, ratesHz: [30, 60], samplesPerPacket: 1, hasBattery: true };

export const sensorModels: readonly SupportedSensor[] = [
  { id: 'movella-dot', label: 'Movella DOT', source: 'its specification', defaultRateHz: 60, capabilities, weaknesses: [] },
];

export const found: readonly FoundSensor[] = [
  { id: 'd422cd000001', model: 'movella-dot', name: 'Movella DOT', rssi: -48, supported: true, capabilities, weaknesses: [], batteryPct: 91 },
  { id: 'd422cd000002', model: 'movella-dot', name: 'Movella DOT', rssi: -61, supported: true, capabilities, weaknesses: [] },
  { id: 'aa0000000009', model: null, name: 'Headphones', rssi: -70, supported: false, capabilities: null, weaknesses: [] },
];

const IDLE: SessionEvent = { type: 'session', state: 'idle', id: null, startedAt: null, elapsedS: 0, sensors: [], windowsDropped: 0, assessmentId: null, message: null };

export function streaming(id: string, site: string, changes: Partial<LiveSensor> = {}): LiveSensor {
  return {
    id, site, model: 'movella-dot', label: 'Movella DOT', state: 'streaming', rateHz: 60, rssi: -50, batteryPct: 90, weaknesses: [],
    samples: 600, lost: 0, lossUncertain: false, lossPct: 0, maxGapMs: 0, effectiveHz: 60.01, skewPpm: 12, residualMs: 4.2, reconnects: 0, badPackets: 0, ...changes,
  };
}

/** A live recording by script: the test says what happens. It keeps the rules of `LiveControl` about what may be asked when. */
export class ScriptedLive implements LiveControl {
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  #session: SessionEvent = IDLE;
  #sessions = 0;
  /** Thrown by the next scan or start. */
  failure: AppError | null = null;
  readonly scans: { readonly seconds: number; readonly signal: AbortSignal | undefined }[] = [];
  readonly starts: SessionStart[] = [];
  /** While set, a scan waits for it. */
  scanWaits: Promise<void> | null = null;

  get listeners(): number {
    return this.#listeners.size;
  }

  get running(): boolean {
    return ['starting', 'recording', 'sealing'].includes(this.#session.state);
  }

  async scan(seconds: number, signal?: AbortSignal): Promise<readonly FoundSensor[]> {
    this.#fail();
    if (this.running) throw new AppError('CONFLICT', 'A recording runs; stop it before you look for sensors');
    this.scans.push({ seconds, signal });
    await this.scanWaits;
    return found;
  }

  async start(request: SessionStart): Promise<SessionEvent> {
    this.#fail();
    if (this.running) throw new AppError('CONFLICT', 'A recording runs already');
    this.starts.push(request);
    this.#sessions += 1;
    const sensors = request.sensors.map(({ id, site }) => streaming(id, site, { state: 'waiting', samples: 0 }));
    return this.becomes({ ...IDLE, state: 'starting', id: `session-${this.#sessions}`, startedAt: '2026-03-02T09:00:00.000Z', sensors });
  }

  async stop(): Promise<SessionEvent> {
    if (!this.running) throw new AppError('CONFLICT', 'No recording runs');
    this.becomes({ state: 'sealing' });
    return this.becomes({ state: 'done', assessmentId: 'a1' });
  }

  async mark(mark: LiveMark): Promise<MarkEvent> {
    if (this.#session.state !== 'recording') throw new AppError('CONFLICT', 'Nothing can be marked now: wait until every sensor sends.');
    const event: MarkEvent = { type: 'mark', mark, timeS: this.#session.elapsedS };
    this.tell(event);
    return event;
  }

  session(): SessionEvent {
    return this.#session;
  }

  listen(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Changes the session and tells everybody. */
  becomes(changes: Partial<SessionEvent>): SessionEvent {
    this.#session = { ...this.#session, ...changes };
    this.tell(this.#session);
    return this.#session;
  }

  tell(event: LiveEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #fail(): void {
    const failure = this.failure;
    this.failure = null;
    if (failure) throw failure;
  }
}
