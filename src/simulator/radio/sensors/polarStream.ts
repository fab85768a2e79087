import type { Device } from '../device.ts';
import type { GattCharacteristic } from '../gatt/attributes.ts';
import type { Sampler } from '../sampler.ts';
import { deltaBytes, encodeDeltas } from './polarDelta.ts';
import { int16 } from './units.ts';

/** What one measurement of a Polar sensor offers. */
export interface PolarMeasurement {
  /** Number of its kind: 2 acceleration, 5 rotation. */
  readonly type: number;
  readonly ratesHz: readonly number[];
  /** Full scales: g or deg/s. */
  readonly ranges: readonly number[];
  /** Compressed frames of factor * whole number, or plain frames of 1/1000 of the unit. */
  readonly compressed: boolean;
  /** Settings that its list names; the channels are told by some. */
  readonly tellsChannels: boolean;
}

/** Frame head: kind, time of the last sample, frame type. */
const HEAD = 10;
/** A frame waits for no more samples than this. */
const MOST_SAMPLES = 36;
/** Nanoseconds from 2000 to 2019, where a sensor's clock stands when its battery was put in. */
const BASE_NS = BigInt(6940 * 86_400) * 1_000_000_000n;

/** One running measurement: gathers samples to frames. */
export class PolarStream {
  readonly measurement: PolarMeasurement;
  factor = 1;
  readonly #device: Device;
  readonly #data: GattCharacteristic;
  readonly #sampler: Sampler;
  readonly #read: (timeS: number, into: Float64Array) => void;
  readonly #value = new Float64Array(3);
  #rows: Int32Array[] = [];
  #first = 0;
  #lastMs = 0;

  /** @param read gives g or deg/s */
  constructor(device: Device, data: GattCharacteristic, measurement: PolarMeasurement, sampler: Sampler, read: (timeS: number, into: Float64Array) => void) {
    this.#device = device;
    this.#data = data;
    this.measurement = measurement;
    this.#sampler = sampler;
    this.#read = read;
  }

  get running(): boolean {
    return this.#sampler.running;
  }

  start(rateHz: number, range: number): void {
    this.factor = this.measurement.compressed ? range / 32768 : 0.001;
    this.#sampler.setRate(rateHz, this.#device.nowMs);
    this.#sampler.start(this.#device.nowMs);
  }

  stop(): void {
    this.#sampler.stop();
    this.#sampler.truth.lose(this.#first, this.#rows.length, 'notTaken');
    this.#rows = [];
  }

  advanceTo(untilMs: number): void {
    this.#sampler.advanceTo(untilMs, (number, atMs) => {
      this.#read(atMs / 1000, this.#value);
      const row = Int32Array.from(this.#value, (value) => int16(value / this.factor));
      // Before it, where the frame would grow too long with it.
      if (this.#rows.length > 0 && this.#bytesWith(row) > this.#room()) this.#send();
      if (this.#rows.length === 0) this.#first = number;
      this.#rows.push(row);
      this.#lastMs = atMs;
      if (this.#rows.length === MOST_SAMPLES) this.#send();
    });
  }

  #room(): number {
    return (this.#device.link?.mtu ?? this.#device.mtu) - 3 - HEAD;
  }

  #bytesWith(row: Int32Array): number {
    return this.measurement.compressed ? deltaBytes([...this.#rows, row], 2) : 6 * (this.#rows.length + 1);
  }

  #send(): void {
    const { compressed, type } = this.measurement;
    const content = compressed ? encodeDeltas(this.#rows, 2) : plain(this.#rows);
    const frame = new Uint8Array(HEAD + content.length);
    const view = new DataView(frame.buffer);
    view.setUint8(0, type);
    view.setBigUint64(1, BASE_NS + BigInt(this.#device.clock.reading(this.#lastMs)), true);
    view.setUint8(9, compressed ? 0x80 : 0x01);
    frame.set(content, HEAD);
    this.#device.notify(this.#data, frame, this.#sampler.truth, this.#first, this.#rows.length);
    this.#rows = [];
  }
}

function plain(rows: readonly Int32Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(6 * rows.length));
  for (const [i, row] of rows.entries()) for (let axis = 0; axis < 3; axis++) view.setInt16(6 * i + 2 * axis, row[axis], true);
  return new Uint8Array(view.buffer);
}
