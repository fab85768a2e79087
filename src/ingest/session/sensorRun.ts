import { AppError } from '../../model/index.ts';
import type { LiveSensor, SensorState } from '../../model/index.ts';
import { weaknesses } from '../sensors/weaknesses.ts';
import type { BleLink } from '../transports/ble/central.ts';
import { backOff, type BackOff } from './backOff.ts';
import { connection, type Ending } from './connection.ts';
import type { RunContext } from './context.ts';
import type { WornSensor } from './define.ts';
import { pause } from './pause.ts';
import { SampleFlow } from './sampleFlow.ts';
import { clause, durationWords, samplesAre, sensorWords } from './words.ts';

/** A sensor that does not answer holds up the others no longer than this, ms; one that has not answered before, less. */
const CONNECT_MS = 10_000;
const CONNECT_AGAIN_MS = 5000;
/** Connecting fails now and then for no reason; twice in a row has one. */
const FAILED_AFTER = 2;
/** A sensor that refuses will most likely do so again: it is asked slowly, ms. */
const REFUSED_PAUSE_MS = 30_000;
/** A connection that held so long was a good one, ms. */
const STEADY_MS = 5000;
const LOW_BATTERY_PCT = 20;
/** The radio loses packets from about here on; a little better before it may be said again. dBm */
const WEAK_DBM = -90;
const STRONG_DBM = -80;

/** One sensor of a session, from waiting to stopped: connects, starts, listens, and does so again after every loss. */
export class SensorRun {
  readonly #sensor: WornSensor;
  readonly #context: RunContext;
  readonly #flow: SampleFlow;
  readonly #stopping = new AbortController();
  readonly #backOff: BackOff;
  readonly #settled: Promise<void>;
  #settle: () => void = () => undefined;
  readonly #weaknesses: readonly string[];
  #running: Promise<void> = Promise.resolve();
  #state: SensorState = 'waiting';
  #rssi: number | null = null;
  #batteryPct: number | null = null;
  #saidLow = false;
  #isWeak = false;
  /** Attempts in a row that came to nothing. */
  #failures = 0;
  /** Connections over which samples came. */
  #streamed = 0;
  #connections = 0;
  #streamingSinceMs = 0;
  #lostAtMs = 0;
  #lostBefore = 0;
  #saidFailure: string | null = null;

  /** @throws RangeError for settings the model does not know */
  constructor(sensor: WornSensor, context: RunContext) {
    this.#sensor = sensor;
    this.#context = context;
    this.#flow = new SampleFlow({ sensor, startedMs: context.startedMs, emit: context.emit });
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#backOff = backOff(context.random);
    this.#weaknesses = weaknesses(sensor.model.capabilities(sensor.settings), sensor.settings.rateHz);
  }

  /** Resolves when it streams or has failed once, or was stopped. */
  start(): Promise<void> {
    for (const weakness of this.#weaknesses) this.#tell('note', 'SENSOR_WEAK', `${sensorWords(this.#sensor)}: ${weakness}`);
    this.#running = this.#keep();
    return this.#settled;
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the session was stopped'));
    await this.#running;
    this.#state = 'stopped';
    this.#settle();
  }

  view(): LiveSensor {
    const { id, site, model, settings } = this.#sensor;
    return {
      id, site, model: model.id, label: model.label, rateHz: settings.rateHz, state: this.#state,
      rssi: this.#rssi, batteryPct: this.#batteryPct, weaknesses: this.#weaknesses,
      ...this.#flow.quality(this.#context.now(), Math.max(0, this.#streamed - 1)),
    };
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const ending = await this.#attempt();
      if (signal.aborted) return;
      const pauseMs = this.#after(ending);
      try {
        await pause(pauseMs, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  /** Connects and listens until the connection ends, however it does. */
  async #attempt(): Promise<Ending> {
    const { turns, central } = this.#context;
    const { signal } = this.#stopping;
    this.#state = this.#streamed > 0 ? 'reconnecting' : 'waiting';
    let link: BleLink;
    try {
      link = await turns.take(this.#failures > 0 ? 1 : 0, signal, (turn) => {
        if (this.#streamed === 0) this.#state = 'connecting';
        return central.connect(this.#sensor.id, { timeoutMs: this.#failures > 0 ? CONNECT_AGAIN_MS : CONNECT_MS, signal: turn });
      });
    } catch (error) {
      return { kind: 'failed', error };
    }
    if (this.#connections++ > 0) this.#flow.reconnected();
    this.#state = 'starting';
    return connection(link, this.#sensor, {
      context: this.#context,
      flow: this.#flow,
      stopping: signal,
      onStreaming: () => this.#onStreaming(),
      onBattery: (pct) => this.#onBattery(pct),
      onRssi: (dBm) => this.#onRssi(dBm),
    });
  }

  #onStreaming(): void {
    const { now } = this.#context;
    this.#state = 'streaming';
    this.#failures = 0;
    this.#saidFailure = null;
    this.#streamingSinceMs = now();
    const name = sensorWords(this.#sensor);
    const { lost, lossUncertain } = this.#flow.quality(now(), 0);
    if (this.#streamed++ === 0) {
      this.#tell('note', 'SENSOR_CONNECTED', `The ${name} is connected and sends.`);
    } else {
      this.#tell('note', 'SENSOR_BACK', `The ${name} is back after ${durationWords(this.#flow.lastArrivalMs - this.#lostAtMs)}; ${samplesAre(lost - this.#lostBefore, lossUncertain)} missing.`);
    }
    this.#settle();
  }

  #onBattery(pct: number): void {
    this.#batteryPct = pct;
    this.#context.mark({ mark: 'battery', timeMs: this.#context.now(), sensor: this.#context.index, pct });
    if (pct > LOW_BATTERY_PCT || this.#saidLow) return;
    this.#saidLow = true;
    this.#tell('problem', 'BATTERY_LOW', `The battery of the ${sensorWords(this.#sensor)} is at ${pct} %: charge it before the next session.`);
  }

  #onRssi(dBm: number | null): void {
    this.#rssi = dBm;
    if (dBm === null) return;
    if (dBm <= WEAK_DBM && !this.#isWeak) {
      this.#isWeak = true;
      this.#tell('note', 'SIGNAL_WEAK', `The signal of the ${sensorWords(this.#sensor)} is weak (${dBm} dBm): bring the computer nearer.`);
    } else if (dBm >= STRONG_DBM) this.#isWeak = false;
  }

  /** Says what happened. @returns the pause before the next attempt, ms */
  #after(ending: Ending): number {
    const { now } = this.#context;
    const name = sensorWords(this.#sensor);
    this.#rssi = null;
    if (this.#state === 'streaming') {
      if (now() - this.#streamingSinceMs >= STEADY_MS) this.#backOff.reset();
      this.#lostAtMs = this.#flow.lastArrivalMs;
      this.#lostBefore = this.#flow.quality(now(), 0).lost;
      this.#state = 'reconnecting';
      if (ending.kind === 'silent') this.#tell('problem', 'SENSOR_STALE', `The ${name} has sent nothing for ${durationWords(ending.silentMs)} though it is connected; connecting to it anew.`);
      else this.#tell('problem', 'SENSOR_LOST', `The connection to the ${name} was lost${ending.kind === 'lost' && ending.reason !== null ? ` (${clause(ending.reason)})` : ''}; connecting to it again.`);
      return this.#backOff.next();
    }
    this.#failures++;
    const failure = failureOf(ending);
    const isFinal = failure.code === 'SENSOR_REFUSED' || failure.code === 'INTERNAL';
    if (isFinal || this.#failures >= FAILED_AFTER) {
      if (isFinal || this.#streamed === 0) this.#state = 'failed';
      const { code, message } = failure;
      if (this.#saidFailure !== code && (isFinal || this.#streamed === 0 || code === 'NO_BLUETOOTH')) {
        this.#saidFailure = code;
        this.#tell('problem', code, `The ${name} cannot be used yet: ${clause(message)}. It goes on being tried.`);
      }
      this.#settle();
    }
    return isFinal ? REFUSED_PAUSE_MS : this.#backOff.next();
  }

  #tell(severity: 'problem' | 'note', code: string, message: string): void {
    const { site } = this.#sensor;
    this.#context.tell({ severity, code, message, site, sensor: this.#context.index });
  }
}

/** Why an attempt came to nothing. */
function failureOf(ending: Ending): { readonly code: string; readonly message: string } {
  switch (ending.kind) {
    case 'failed':
      if (ending.error instanceof AppError) return ending.error;
      return { code: 'INTERNAL', message: ending.error instanceof Error ? ending.error.message : String(ending.error) };
    case 'silent':
      return { code: 'SENSOR_UNREACHABLE', message: `it was started but sent nothing for ${durationWords(ending.silentMs)}; switch it off and on` };
    case 'lost':
      return { code: 'SENSOR_UNREACHABLE', message: `the connection broke while it was being started${ending.reason === null ? '' : ` (${clause(ending.reason)})`}` };
    case 'stopped':
      return { code: 'INTERNAL', message: 'it was stopped' };
  }
}
