import type { Device } from '../device.ts';
import type { GattCharacteristic } from '../gatt/attributes.ts';
import type { Sampler } from '../sampler.ts';
import { int16 } from './units.ts';

/** What differs between the accelerometer and gyroscope of one chip and those of another. */
export interface MotionChip {
  readonly module: number;
  /** Its number in the answer to "what is there". */
  readonly chip: number;
  /** Registers of single samples, and of three in one packet. */
  readonly data: number;
  readonly packed: number;
  /** Full scale (g or deg/s) of each range code. */
  readonly ranges: ReadonlyMap<number, number>;
  /** Sent value = value * scale / full scale. */
  readonly scale: number;
}

/** Puts a clock or a count before each sample. */
export interface Accounter {
  readonly id: number;
  readonly byCount: boolean;
  told: boolean;
  count: number;
}

const REGISTER = { power: 0x01, enable: 0x02, configure: 0x03 } as const;
/** Samples of a packed frame. */
const PACKED = 3;
const PROCESSED = [0x09, 0x03] as const;

/** The accelerometer or gyroscope of a board: its settings, and the frames it sends while it runs. */
export class MotionModule {
  readonly chip: MotionChip;
  accounters: Accounter[] = [];
  tellsProcessed = false;
  readonly #device: Device;
  readonly #told: GattCharacteristic;
  readonly #sampler: Sampler;
  readonly #read: (timeS: number, into: Float64Array) => void;
  readonly #value = new Float64Array(3);
  readonly #pack3: { first: number; view: DataView; filled: number } = { first: 0, view: new DataView(new ArrayBuffer(2 + 6 * PACKED)), filled: 0 };
  #fullScale: number;
  #odr = 0x28;
  #rangeCode: number;
  #powered = false;
  #enabled = false;
  #tellsSingle = false;
  #tellsPacked = false;

  /** @param read gives g or deg/s */
  constructor(device: Device, told: GattCharacteristic, chip: MotionChip, sampler: Sampler, read: (timeS: number, into: Float64Array) => void) {
    this.#device = device;
    this.#told = told;
    this.chip = chip;
    this.#sampler = sampler;
    this.#read = read;
    [this.#rangeCode, this.#fullScale] = chip.ranges.entries().next().value!;
  }

  command(register: number, data: Uint8Array): void {
    switch (register) {
      case REGISTER.power:
        this.#powered = data[0] === 1;
        break;
      case REGISTER.enable:
        // The first byte switches on, the second off.
        if (data[0] & 1) this.#enabled = true;
        if (data[1] & 1) this.#enabled = false;
        break;
      case REGISTER.configure:
        this.#configure(data[0], data[1]);
        break;
      case REGISTER.configure | 0x80:
        this.#device.reply(this.#told, Uint8Array.of(this.chip.module, register, this.#odr, this.#rangeCode));
        break;
      case this.chip.data:
        this.#tellsSingle = data[0] === 1;
        break;
      case this.chip.packed:
        this.#tellsPacked = data[0] === 1;
        break;
      default:
        return;
    }
    if (this.#powered && this.#enabled) this.#sampler.start(this.#device.nowMs);
    else this.#stop();
  }

  advanceTo(untilMs: number): void {
    this.#sampler.advanceTo(untilMs, (number, atMs) => this.#take(number, atMs));
  }

  #stop(): void {
    this.#sampler.stop();
    this.#sampler.truth.lose(this.#pack3.first, this.#pack3.filled, 'notTaken');
    this.#pack3.filled = 0;
  }

  /** The low half of the rate byte is the power of two: 8 is 100 Hz. */
  #configure(odr: number, rangeCode: number): void {
    this.#odr = odr;
    this.#sampler.setRate(100 * 2 ** ((odr & 0x0f) - 8), this.#device.nowMs);
    this.#rangeCode = rangeCode;
    this.#fullScale = this.chip.ranges.get(rangeCode & 0x0f) ?? this.#fullScale;
  }

  #take(number: number, atMs: number): void {
    this.#read(atMs / 1000, this.#value);
    if (this.#tellsPacked) {
      this.#pack(number);
      return;
    }
    const accounter = this.tellsProcessed ? this.accounters.find(({ told }) => told) : undefined;
    if (accounter) this.#send(this.#accounted(accounter, atMs), number);
    else if (this.#tellsSingle) this.#send(this.#frame([this.chip.module, this.chip.data]), number);
    else this.#sampler.truth.lose(number, 1, 'noListener');
  }

  #send(frame: Uint8Array, number: number): void {
    this.#device.notify(this.#told, frame, this.#sampler.truth, number, 1);
  }

  /** @param head what stands before x, y, z */
  #frame(head: readonly number[]): Uint8Array {
    const frame = new Uint8Array(head.length + 6);
    frame.set(head);
    this.#write(new DataView(frame.buffer), head.length);
    return frame;
  }

  #accounted(accounter: Accounter, atMs: number): Uint8Array {
    const frame = this.#frame([...PROCESSED, accounter.id, 0, 0, 0, 0]);
    const reading = accounter.byCount ? accounter.count++ % 2 ** 32 : this.#device.clock.reading(atMs);
    new DataView(frame.buffer).setUint32(3, reading, true);
    return frame;
  }

  #pack(number: number): void {
    const pack = this.#pack3;
    if (pack.filled === 0) {
      pack.first = number;
      pack.view = new DataView(new ArrayBuffer(2 + 6 * PACKED));
      pack.view.setUint8(0, this.chip.module);
      pack.view.setUint8(1, this.chip.packed);
    }
    this.#write(pack.view, 2 + 6 * pack.filled);
    if (++pack.filled < PACKED) return;
    pack.filled = 0;
    this.#device.notify(this.#told, new Uint8Array(pack.view.buffer), this.#sampler.truth, pack.first, PACKED);
  }

  #write(view: DataView, at: number): void {
    for (let axis = 0; axis < 3; axis++) view.setInt16(at + 2 * axis, int16((this.#value[axis] * this.chip.scale) / this.#fullScale), true);
  }
}
