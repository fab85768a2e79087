import { randomStream } from '../random.ts';
import { AIR, type AirOptions } from './air/options.ts';
import type { Link } from './air/link.ts';
import { DeviceClock } from './clock.ts';
import { attributesOf, PROPERTY, type Attribute, type GattCharacteristic, type GattService } from './gatt/attributes.ts';
import { textBytes } from './bytes.ts';
import { Troubles } from './faults.ts';
import { Sampler } from './sampler.ts';
import type { Firmware, SampleStreamKind, VirtualSensor } from './sensors/define.ts';
import type { SignalSource } from './signal.ts';
import type { Timeline } from './timeline.ts';
import { StreamTruth, type ConnectionTruth } from './truth.ts';

/** What differs from one sensor of a kind to the next. */
export interface DeviceOptions {
  /** `d4:22:cd:00:12:34`, lower case */
  readonly address: string;
  readonly name?: string;
  /** At the start; it falls by `batteryPctPerHour`. */
  readonly batteryPct?: number;
  readonly batteryPctPerHour?: number;
  /** How much faster than true its clock runs. */
  readonly clockPpm?: number;
  /** How much faster than true it samples; as its clock where absent. */
  readonly ratePpm?: number;
  /** What its clock reads when the radio starts. */
  readonly startTick?: number;
  readonly air?: Partial<AirOptions>;
  /** What a kind of sensor leaves open; its file says what. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What a sensor measured and what became of it. */
export interface SensorTruth {
  readonly address: string;
  readonly name: string;
  readonly streams: readonly StreamTruth[];
  readonly connections: readonly ConnectionTruth[];
  /** Times it was asked to show itself (a blinking light). */
  readonly identified: number;
}

/** A sensor as a thing: its address, battery, clock and queue, and the firmware that runs in it. */
export class Device {
  readonly options: DeviceOptions;
  readonly kind: VirtualSensor;
  readonly name: string;
  readonly air: AirOptions;
  readonly signal: SignalSource;
  readonly troubles = new Troubles();
  readonly connections: ConnectionTruth[] = [];
  identified = 0;
  link: Link | null = null;
  clock!: DeviceClock;
  firmware!: Firmware;
  attributes: readonly Attribute[] = [];
  /** Set while something waits for the first sample. */
  onFirstSample: ((nowMs: number) => void) | null = null;
  readonly #timeline: Timeline;
  readonly #streams = new Map<SampleStreamKind, StreamTruth>();
  readonly #samplers = new Map<SampleStreamKind, Sampler>();
  readonly #phase: number;
  #on = false;

  constructor(kind: VirtualSensor, options: DeviceOptions, signal: SignalSource, timeline: Timeline, seed: number) {
    this.kind = kind;
    this.options = options;
    this.name = options.name ?? kind.name;
    this.air = { ...AIR, ...options.air };
    this.signal = signal;
    this.#timeline = timeline;
    this.#phase = randomStream(seed, `phase ${options.address}`).uniform();
    this.switchOn(options.startTick ?? 0);
  }

  get isOn(): boolean {
    return this.#on;
  }

  get mtu(): number {
    return this.kind.mtu;
  }

  get nowMs(): number {
    return this.#timeline.nowMs;
  }

  /** Begins anew: its clock at `tick`, nothing set, nothing running. Samples are numbered on as if it had gone on. */
  switchOn(tick: number): void {
    this.clock = new DeviceClock(this.kind.clock(this.options.settings ?? {}) ?? { tickS: 0.001, wrapBits: null }, this.options.clockPpm ?? 0, this.#timeline.nowMs, tick);
    for (const sampler of this.#samplers.values()) sampler.stop();
    this.firmware = this.kind.switchOn(this);
    this.attributes = attributesOf([...this.#everyonesServices(), ...this.firmware.services]);
    this.#on = true;
  }

  switchOff(): void {
    this.advanceTo(this.#timeline.nowMs);
    for (const sampler of this.#samplers.values()) sampler.stop();
    this.#on = false;
    if (this.link) this.link.peerGone = true;
    this.link = null;
  }

  advanceTo(untilMs: number): void {
    if (this.#on) this.firmware.advanceTo(untilMs);
  }

  /** Percent, a whole number. */
  batteryPct(): number {
    const { batteryPct = 80, batteryPctPerHour = 0 } = this.options;
    return Math.max(0, Math.round(batteryPct - (batteryPctPerHour * this.#timeline.nowMs) / 3_600_000));
  }

  /** Where a stream's samples are taken: one a stream, however often it is asked for. */
  sampler(measures: SampleStreamKind, rateHz: number): Sampler {
    const known = this.#samplers.get(measures);
    if (known) {
      known.setRate(rateHz, this.#timeline.nowMs);
      return known;
    }
    const truth = new StreamTruth(measures);
    const { clockPpm = 0, ratePpm = clockPpm } = this.options;
    // Sensors are never switched on at the same instant: each samples somewhere else within its period.
    const sampler = new Sampler(truth, rateHz, ratePpm, (this.#phase * 1000) / rateHz);
    this.#streams.set(measures, truth);
    this.#samplers.set(measures, sampler);
    return sampler;
  }

  /** True time of a sample, ms since the radio started, since the rate was last set. @throws RangeError for a stream it does not have */
  timeOf(measures: SampleStreamKind, number: number): number {
    const sampler = this.#samplers.get(measures);
    if (!sampler) throw new RangeError(`${this.name} has no stream of ${measures}`);
    return sampler.timeOf(number);
  }

  /** Hands a packet of samples on, or writes down why they are lost. */
  notify(characteristic: GattCharacteristic, bytes: Uint8Array, of: StreamTruth, first: number, count: number): void {
    const { link, troubles } = this;
    if (!link?.isSubscribed(characteristic)) {
      of.lose(first, count, 'noListener');
      return;
    }
    this.onFirstSample?.(this.#timeline.nowMs);
    if (this.#timeline.nowMs <= troubles.silentUntilMs) {
      of.lose(first, count, 'silent');
    } else if (troubles.overflowing > 0 || !link.queue(characteristic, bytes, { of, first, count })) {
      if (troubles.overflowing > 0) troubles.overflowing--;
      link.truth.droppedAtSensor++;
      of.lose(first, count, 'queueFull');
    } else {
      link.truth.queued++;
    }
  }

  /** Tells something other than samples. Nobody hears it who did not switch it on. */
  reply(characteristic: GattCharacteristic, bytes: Uint8Array): void {
    if (this.link?.isSubscribed(characteristic)) this.link.reply(characteristic, bytes);
  }

  /** Ends the connection from the sensor's side; set by the radio. */
  hangUp: (reason: number) => void = () => undefined;

  truth(): SensorTruth {
    this.advanceTo(this.#timeline.nowMs);
    return {
      address: this.options.address,
      name: this.name,
      streams: [...this.#streams.values()],
      connections: this.connections,
      identified: this.identified,
    };
  }

  #everyonesServices(): readonly GattService[] {
    return [
      { uuid: '1800', characteristics: [{ uuid: '2a00', properties: PROPERTY.read, read: () => textBytes(this.name) }] },
      { uuid: '1801', characteristics: [] },
    ];
  }
}
