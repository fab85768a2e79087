import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromRadio, ValueBatch } from '../../../../src/ingest/transports/ble/remote/messages.ts';
import { Sender } from '../../../../src/ingest/transports/ble/remote/sender.ts';
import { ValueWriter } from '../../../../src/ingest/transports/ble/remote/valueWriter.ts';

/** The other side of a pipe: it gets copies, and takes them when it is told to. */
class Pipe {
  readonly messages: FromRadio[] = [];
  readonly #sent: (() => void)[] = [];
  readonly post = (message: FromRadio, sent: (error: Error | null) => void): void => {
    this.messages.push(deserialize(serialize(message)) as FromRadio);
    this.#sent.push(() => sent(null));
  };
  takeAll(): void {
    for (const sent of this.#sent.splice(0)) sent();
  }
}

function valuesOf({ subscriptions, arrivalsMs, ends, bytes }: ValueBatch): [number, number, number[]][] {
  return [...subscriptions].map((subscription, i) => [subscription, arrivalsMs[i], [...bytes.subarray(i === 0 ? 0 : ends[i - 1], ends[i])]]);
}
const delivered = (messages: readonly FromRadio[]): [number, number, number[]][] => messages.flatMap((message) => (message.kind === 'values' ? valuesOf(message.batch) : []));

describe('values on their way between processes', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setImmediate', 'clearImmediate'] }));
  afterEach(() => void vi.useRealTimers());

  test('come out as they went in, whatever their number and size', () => {
    const value = fc.tuple(fc.integer({ min: 1, max: 2 ** 32 - 1 }), fc.double({ noNaN: true }), fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 }));
    fc.assert(fc.property(fc.array(fc.array(value, { maxLength: 400 }), { maxLength: 4 }), (rounds) => {
      const writer = new ValueWriter();
      for (const round of rounds) {
        for (const [subscription, arrivalMs, bytes] of round) writer.add(subscription, Uint8Array.from(bytes), arrivalMs);
        expect(valuesOf(writer.take())).toEqual(round);
        expect(writer.isEmpty).toBe(true);
      }
    }), { numRuns: 30 });
  });

  test('of one turn go together, and an answer does not overtake them', () => {
    const pipe = new Pipe();
    const sender = new Sender(pipe.post, 1000, () => undefined);
    for (let i = 0; i < 5; i++) sender.value(1, Uint8Array.of(i), i);
    expect(pipe.messages).toEqual([]);
    vi.runAllTimers();
    expect(pipe.messages.map(({ kind }) => kind)).toEqual(['values']);
    sender.value(2, Uint8Array.of(9), 9);
    sender.message({ kind: 'answer', id: 1, value: null });
    expect(pipe.messages.map(({ kind }) => kind)).toEqual(['values', 'values', 'answer']);
    expect(delivered(pipe.messages).map(([, , [byte]]) => byte)).toEqual([0, 1, 2, 3, 4, 9]);
  });

  test('wait in one batch while the other side is busy, and none is left out', () => {
    const pipe = new Pipe();
    const sender = new Sender(pipe.post, 10_000, () => undefined);
    for (let i = 0; i < 100; i++) {
      sender.value(1, Uint8Array.of(i), i);
      vi.runAllTimers();
    }
    expect(pipe.messages).toHaveLength(4);
    pipe.takeAll();
    vi.runAllTimers();
    expect(pipe.messages).toHaveLength(5);
    expect(delivered(pipe.messages).map(([, , [byte]]) => byte)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  test('that pile up beyond the limit are told about, not thrown away', () => {
    const pipe = new Pipe();
    const onFull = vi.fn();
    const sender = new Sender(pipe.post, 50, onFull);
    for (let i = 0; i < 60; i++) {
      sender.value(1, Uint8Array.of(i), i);
      vi.runAllTimers();
    }
    expect(onFull).toHaveBeenCalled();
    pipe.takeAll();
    vi.runAllTimers();
    expect(delivered(pipe.messages)).toHaveLength(60);
  });

  test('advertisements beyond what anybody reads are left out: they repeat themselves', () => {
    const pipe = new Pipe();
    const sender = new Sender(pipe.post, 50, () => undefined);
    for (let i = 0; i < 5000; i++) sender.heard(1, { id: `${i}`, name: null, rssi: null, services: [], manufacturerData: null });
    vi.runAllTimers();
    expect(pipe.messages.map((message) => (message.kind === 'heard' ? message.heard.length : message.kind))).toEqual([1000]);
  });
});
