import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { SensorDecoder, SensorModel } from '../../src/ingest/sensors/define.ts';
import { modelsUnderTest } from '../support/modelsUnderTest.ts';
import type { ModelUnderTest } from '../support/modelsUnderTest.ts';
import type { FixturePacket, PacketCase } from '../support/packetFixtures.ts';

/** Per sensor model, shared among its ways of sending. SUREFOOT_FUZZ_PACKETS asks for more. */
const PACKETS = Number(process.env.SUREFOOT_FUZZ_PACKETS ?? 1_000_000);
const SEED = 20_261_122;
/** Memory may wander by so much over all packets: a number kept for each would be seven times more. */
const FLAT_BYTES = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memory(): number {
  // Twice: what the first round finalises, the second frees.
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** mulberry32: the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** Makes packets: noise, real ones, and real ones damaged in the ways that radios and firmware damage them. Writes over its own buffer. */
class Damage {
  readonly #random: () => number;
  readonly #real: readonly FixturePacket[];
  readonly #channels: number;
  readonly #noise = new Uint8Array(65_536);
  readonly #buffer = new Uint8Array(1024);
  channel = 0;

  constructor(real: readonly FixturePacket[], channels: number, random: () => number) {
    this.#real = real;
    this.#channels = channels;
    this.#random = random;
    for (let i = 0; i < this.#noise.length; i++) this.#noise[i] = random();
  }

  next(): Uint8Array {
    const random = this.#random;
    const way = random() % 8;
    if (way === 0) {
      // One more than there are: a channel nobody declared.
      this.channel = random() % (this.#channels + 1);
      const at = random() % (this.#noise.length - 256);
      return this.#noise.subarray(at, at + (random() % 256));
    }
    const { channel, payload } = this.#real[random() % this.#real.length];
    this.channel = channel;
    const buffer = this.#buffer;
    buffer.set(payload);
    let { length } = payload;
    if (way === 1) return buffer.subarray(0, length);
    if (way === 2) length = random() % (length + 1);
    else if (way === 3) for (let flips = 1 + (random() % 4); flips > 0 && length > 0; flips--) buffer[random() % length] ^= 1 << (random() % 8);
    else if (way === 4 && length > 0) buffer[random() % length] = random();
    else if (way === 5) length = this.#splice(length);
    else if (way === 6) length = this.#stretch(length);
    else this.channel = random() % this.#channels;
    return buffer.subarray(0, length);
  }

  /** The end of another packet behind the beginning of this one. */
  #splice(length: number): number {
    const other = this.#real[this.#random() % this.#real.length].payload;
    const cut = this.#random() % (length + 1);
    const from = this.#random() % (other.length + 1);
    this.#buffer.set(other.subarray(from), cut);
    return cut + other.length - from;
  }

  /** Noise behind the packet. */
  #stretch(length: number): number {
    const more = this.#random() % 64;
    const at = this.#random() % (this.#noise.length - 64);
    this.#buffer.set(this.#noise.subarray(at, at + more), length);
    return length + more;
  }
}

const outcomes = { samples: 0, control: 0, bad: 0 };
type Outcomes = typeof outcomes;

/** Feeds a decoder and checks all it says. Checks are plain comparisons: an expectation for each of millions of values would take minutes. */
function feed(decoder: SensorDecoder, damage: Damage, packets: number, counts: Outcomes): void {
  const { batches } = decoder;
  for (let i = 0; i < packets; i++) {
    const payload = damage.next();
    const decoded = decoder.decode(damage.channel, payload);
    counts[decoded]++;
    let samples = 0;
    for (const { length, ticks, columns } of batches) {
      if (!(length >= 0 && length <= ticks.length)) throw wrong('a batch is longer than it can be', damage.channel, payload);
      samples += length;
      for (let s = 0; s < length; s++) {
        // The difference of a finite number from itself is 0, of any other NaN.
        if (ticks[s] - ticks[s] !== 0) throw wrong('a tick is not finite', damage.channel, payload);
        for (const column of columns) if (column[s] - column[s] !== 0) throw wrong('a value is not finite', damage.channel, payload);
      }
    }
    if ((samples > 0) !== (decoded === 'samples')) throw wrong(`${samples} samples in a packet that is ${decoded}`, damage.channel, payload);
  }
}

function wrong(what: string, channel: number, payload: Uint8Array): Error {
  return new Error(`${what}: channel ${channel}, ${Buffer.from(payload).toString('hex')}`);
}

function fuzz(model: SensorModel, cases: readonly PacketCase[]): Outcomes & { grownBytes: number } {
  const counts = { ...outcomes };
  let grownBytes = 0;
  for (const [i, { settings, packets }] of cases.entries()) {
    const decoder = model.decoder(settings);
    const damage = new Damage(packets.filter(({ payload }) => payload.length > 0), model.channels.length, randomNumbers(SEED + i));
    const share = Math.ceil(PACKETS / cases.length);
    // Compiled code takes memory too; it is there after the first tenth.
    feed(decoder, damage, Math.ceil(share / 10), counts);
    const before = memory();
    feed(decoder, damage, share - Math.ceil(share / 10), counts);
    grownBytes += memory() - before;
  }
  return { ...counts, grownBytes };
}

/** Real packets of every way of sending; cases that share settings are one. */
function waysOfSending({ model, cases }: ModelUnderTest): PacketCase[] {
  const ways = new Map<string, PacketCase>();
  for (const one of cases) {
    const { rateHz, mode } = one.settings;
    const key = JSON.stringify([model.capabilities({ rateHz, mode }).samplesPerPacket, mode ?? null]);
    const known = ways.get(key);
    ways.set(key, known ? { ...known, packets: [...known.packets, ...one.packets] } : one);
  }
  return [...ways.values()];
}

describe('decoders given noise and damaged packets', () => {
  it.each(modelsUnderTest)('of $id never throw, never give a number that is none, and keep nothing', { timeout: 120_000 }, (underTest) => {
    const ways = waysOfSending(underTest);
    const { samples, control, bad, grownBytes } = fuzz(underTest.model, ways);
    expect(samples + control + bad).toBeGreaterThanOrEqual(PACKETS);
    expect(samples).toBeGreaterThan(PACKETS / 100);
    expect(bad).toBeGreaterThan(PACKETS / 100);
    const answers = ways.some(({ packets }) => packets.some((packet) => packet.expect === 'control'));
    expect(control > 0).toBe(answers);
    expect(grownBytes).toBeLessThan(FLAT_BYTES);
  });
});
