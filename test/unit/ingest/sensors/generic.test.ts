import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericSensor } from '../../../../src/ingest/sensors/generic.ts';
import { bytesOf, isUnsigned, NUMBER_TYPES, type NumberType } from '../../../../src/ingest/sensors/generic/numberTypes.ts';
import type { SensorModel } from '../../../../src/ingest/sensors/define.ts';
import { outcome, packetFixtures } from '../../../support/packetFixtures.ts';

const EXAMPLE = join(import.meta.dirname, '../../../../docs/examples/arduino-nano33.json');
const SERVICE = '13012f00-f8c3-4f4a-a8f4-15cd926da146';
const G = 9.80665;

type Json = Record<string, unknown>;
const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Json;
const axes = (names: string, field: Json) => names.split(' ').map((name) => ({ field: name, ...field }));
const acc = (type = 'i16', scale = 0.001) => axes('ax ay az', { type, scale, unit: 'g' });
const gyr = (type = 'i16', scale = 0.1) => axes('gx gy gz', { type, scale, unit: 'deg/s' });

/** A sensor with this packet and nothing else of note. */
function board(packet: Json, more: Json = {}): SensorModel {
  return genericSensor({ id: 'board', label: 'Board', recognise: { name: 'Board' }, rateHz: 100, notify: { service: SERVICE, characteristic: '2f01' }, packet, ...more }, 'board.json');
}

/** Ticks of packets with n samples of zeros, of which only the header differs. */
function ticksOf(sensor: SensorModel, headers: readonly number[], width: 1 | 2 | 4, bodyBytes: number): number[][] {
  const decoder = sensor.decoder({ rateHz: 100 });
  return headers.map((value) => {
    const packet = Buffer.alloc(width + bodyBytes);
    packet.writeUIntLE(value, 0, width);
    const { decoded, samples } = outcome(decoder, 0, packet);
    expect(decoded).toBe('samples');
    return [...samples[0].ticks!];
  });
}

describe('a described sensor', () => {
  const nano = genericSensor(example(), EXAMPLE);

  it.each(packetFixtures('generic').map((one) => [one.title, one] as const))('%s', (_, { settings, packets }) => {
    const decoder = nano.decoder(settings);
    for (const { channel, payload, expect: expected } of packets) {
      const found = outcome(decoder, channel, payload);
      expect(found.decoded).toBe(typeof expected === 'string' ? expected : 'samples');
      for (const [i, { ticks, acc: accRows, gyr: gyrRows }] of (typeof expected === 'string' ? [] : expected).entries()) {
        expect(found.samples[i].ticks).toEqual(ticks);
        for (const [c, value] of [...accRows![0], ...gyrRows![0]].entries()) expect([...found.samples[i].acc![0], ...found.samples[i].gyr![0]][c]).toBeCloseTo(value, 9);
      }
    }
  });

  it('can do what its packets say', () => {
    expect(nano.capabilities({ rateHz: 100 })).toEqual({ hasGyroscope: true, time: 'timestamp', tickS: 1e-6, wrapBits: 32, ratesHz: [100], samplesPerPacket: 1, hasBattery: false });
    expect(board({ samplesPerPacket: 4, header: [{ field: 'counter', type: 'u8', counts: 'samples', belongsTo: 'first' }], fields: acc() }).capabilities({ rateHz: 100 }))
      .toEqual({ hasGyroscope: false, time: 'counter', tickS: null, wrapBits: 8, ratesHz: [100], samplesPerPacket: 4, hasBattery: false });
    expect(board({ fields: acc() }).capabilities({ rateHz: 100 })).toMatchObject({ time: 'none', tickS: null, wrapBits: null });
  });

  it('is recognised by how its name begins, by a service, or by both where both are given', () => {
    const heard = (name: string | null, ...services: string[]) => ({ id: 'x', name, rssi: null, services, manufacturerData: null });
    const service = SERVICE.replaceAll('-', '');
    const both = board({ fields: acc() }, { recognise: { name: 'Board', service: SERVICE.toUpperCase() } });
    expect(board({ fields: acc() }).recognises(heard('Board 7'))).toBe(true);
    expect(board({ fields: acc() }).recognises(heard('My Board'))).toBe(false);
    expect(board({ fields: acc() }).recognises(heard(null))).toBe(false);
    expect(board({ fields: acc() }, { recognise: { service: SERVICE } }).recognises(heard(null, '180f', service))).toBe(true);
    expect(both.recognises(heard('Board', service))).toBe(true);
    expect(both.recognises(heard('Board'))).toBe(false);
    expect(both.recognises(heard('Shirt', service))).toBe(false);
  });

  it('is stopped before it is started, and listened to before it sends', () => {
    const step = (hex: string) => [{ service: SERVICE, characteristic: '2f02', hex }];
    const sensor = board({ fields: acc() }, { start: step('01'), stop: step('00') });
    const write = (byte: number) => ({ do: 'write', to: { service: SERVICE.replaceAll('-', ''), characteristic: '2f02' }, bytes: Uint8Array.of(byte), withResponse: true });
    expect([...sensor.start({ rateHz: 100 })]).toEqual([write(0), { do: 'subscribe', channel: 0 }, write(1)]);
    expect([...sensor.stop({ rateHz: 100 })]).toEqual([write(0)]);
  });

  it('that sends while it is listened to needs no more than that', () => {
    expect([...nano.start({ rateHz: 100 })]).toEqual([{ do: 'subscribe', channel: 0 }]);
    expect([...nano.stop({ rateHz: 100 })]).toEqual([]);
  });

  it('is started with the bytes of the rate that is asked for, and pauses where it is told to', () => {
    const step = { service: SERVICE, characteristic: '2f02', hex: { 50: '01 32', 100: '01:64' }, withResponse: false };
    const sensor = board({ fields: acc() }, { ratesHz: [100, 50], start: [{ waitMs: 20 }, step] });
    const started = (rateHz: number) => [...sensor.start({ rateHz })].slice(1);
    const write = (last: number) => ({ do: 'write', to: { service: SERVICE.replaceAll('-', ''), characteristic: '2f02' }, bytes: Uint8Array.of(1, last), withResponse: false });
    expect(started(50)).toEqual([{ do: 'wait', ms: 20 }, write(50)]);
    expect(started(100)).toEqual([{ do: 'wait', ms: 20 }, write(100)]);
    expect(sensor.capabilities({ rateHz: 50 }).ratesHz).toEqual([50, 100]);
  });

  it('refuses a rate or mode that it does not have', () => {
    for (const [settings, message] of [[{ rateHz: 60 }, 'Arduino Nano 33 BLE Sense sends at 100 Hz, not at 60 Hz.'], [{ rateHz: 100, mode: 'fast' }, 'no mode "fast"; leave the mode out.']] as const) {
      for (const use of [() => nano.capabilities(settings), () => nano.decoder(settings), () => nano.start(settings).next(), () => nano.stop(settings).next()]) {
        expect(use).toThrow(RangeError);
        expect(use).toThrow(message);
      }
    }
  });

  it('has a battery where one is described, and its service among those to look for', () => {
    const sensor = board({ fields: acc() }, { battery: { service: '0000180F-0000-1000-8000-00805F9B34FB', characteristic: '0x2A19' } });
    expect(sensor.battery?.at).toEqual({ service: '180f', characteristic: '2a19' });
    expect(sensor.battery?.read(Uint8Array.of(55))).toBe(55);
    expect(sensor.services).toEqual([SERVICE.replaceAll('-', ''), '180f']);
  });

  it('keeps its description, so that what was recorded can be decoded again', () => {
    expect(nano.description).toEqual(example());
    expect(genericSensor(JSON.parse(JSON.stringify(nano.description)), 'log').id).toBe('arduino-nano33');
  });

  it('may send acceleration and angular rate apart', () => {
    // Three float32 in g, three in deg/s, each in a characteristic of its own, as many sketches do.
    const service = 'e905de3e-0000-44de-92c4-bb6e04fb0212';
    const channel = (part: string, fields: unknown) => ({ notify: { service, characteristic: `e905de3e-${part}-44de-92c4-bb6e04fb0212` }, packet: { fields } });
    const { notify: _, packet: __, ...rest } = { ...example() };
    const sensor = genericSensor({ ...rest, id: 'two', channels: [channel('3001', acc('f32', 1)), channel('3002', gyr('f32', 1))] }, 'two.json');
    const decoder = sensor.decoder({ rateHz: 100 });
    const floats = Buffer.from(Float32Array.of(0.5, -1, 2).buffer);
    expect(decoder.streams.map(({ measures }) => measures)).toEqual(['acc', 'gyr']);
    expect(outcome(decoder, 1, floats)).toEqual({ decoded: 'samples', samples: [{ stream: 1, gyr: [[0.5, -1, 2]] }] });
    expect(outcome(decoder, 0, floats)).toEqual({ decoded: 'samples', samples: [{ stream: 0, acc: [[0.5 * G, -G, 2 * G]] }] });
    expect(outcome(decoder, -1, floats)).toEqual({ decoded: 'bad', samples: [] });
    expect(sensor.capabilities({ rateHz: 100 })).toMatchObject({ hasGyroscope: true, time: 'none' });
  });
});

describe('the numbers of a described packet', () => {
  const write = (type: NumberType, big: boolean, value: number): Buffer => {
    const bytes = Buffer.alloc(bytesOf(type));
    if (type === 'f32') bytes[big ? 'writeFloatBE' : 'writeFloatLE'](value);
    else if (isUnsigned(type)) bytes[big ? 'writeUIntBE' : 'writeUIntLE'](value, 0, bytes.length);
    else bytes[big ? 'writeIntBE' : 'writeIntLE'](value, 0, bytes.length);
    return bytes;
  };

  it.each(NUMBER_TYPES.filter((type) => !isUnsigned(type)))('of type %s are read to the last bit in either byte order', (type) => {
    const bits = 8 * bytesOf(type) - 1;
    const scale = type === 'f32' ? 1 : 100 / 2 ** bits;
    const value = type === 'f32' ? fc.integer({ min: -1000, max: 1000 }).map((n) => n / 8) : fc.integer({ min: -(2 ** bits), max: 2 ** bits - 1 });
    for (const be of [false, true]) {
      const decoder = board({ be, fields: axes('ax ay az', { type, scale, unit: 'm/s^2' }) }).decoder({ rateHz: 100 });
      fc.assert(fc.property(fc.tuple(value, value, value), (values) => {
        const { samples } = outcome(decoder, 0, Buffer.concat(values.map((one) => write(type, be, one))));
        expect(samples[0].acc).toEqual([values.map((one) => one * scale)]);
      }));
    }
  });

  it.each(NUMBER_TYPES.filter(isUnsigned))('of type %s count in either byte order', (type) => {
    const most = 2 ** (8 * bytesOf(type)) - 1;
    for (const be of [false, true]) {
      const decoder = board({ header: [{ field: 'counter', type, be }], fields: acc() }).decoder({ rateHz: 100 });
      for (const number of [0, 1, 130, most - 1, most].filter((one) => one <= most)) {
        const { samples } = outcome(decoder, 0, Buffer.concat([write(type, be, number), Buffer.alloc(6)]));
        expect(samples[0].ticks).toEqual([number]);
      }
    }
  });

  it('are scaled to m/s² and deg/s, turned round by a negative scale, and skipped where told', () => {
    const fields = [{ field: 'skip', bytes: 3 }, ...axes('gx gy gz', { type: 'i16', scale: -0.001, unit: 'rad/s' }), { field: 'skip', type: 'u16' }, ...acc()];
    const packet = Buffer.alloc(17);
    packet.writeInt16LE(1000, 3);
    packet.writeInt16LE(-500, 13);
    const { samples } = outcome(board({ fields }).decoder({ rateHz: 100 }), 0, packet);
    expect(samples[0].gyr![0][0]).toBeCloseTo(-180 / Math.PI, 12);
    expect(samples[0].acc![0][1]).toBeCloseTo(-0.5 * G, 12);
  });

  it('make the whole packet bad where one is none, or more than any sensor measures', () => {
    const decoder = board({ samplesPerPacket: 2, fields: [...acc('f32', 1), ...gyr('f32', 1)] }).decoder({ rateHz: 100 });
    for (const [at, value] of [[0, NaN], [11, Infinity], [2, 401], [8, -401], [5, 40_001]]) {
      const floats = new Float32Array(12);
      floats[at] = value;
      expect(outcome(decoder, 0, Buffer.from(floats.buffer))).toEqual({ decoded: 'bad', samples: [] });
    }
    expect(decoder.decode(0, Buffer.alloc(48))).toBe('samples');
  });
});

describe('the time of described samples', () => {
  it('may stand with each sample', () => {
    const decoder = board({ samplesPerPacket: 2, fields: [{ field: 'timestamp', type: 'u16', unit: 'ms' }, ...acc()] }).decoder({ rateHz: 100 });
    const packet = Buffer.alloc(16);
    packet.writeUInt16LE(65_530, 0);
    packet.writeUInt16LE(4, 8);
    expect(outcome(decoder, 0, packet).samples[0].ticks).toEqual([65_530, 4]);
    expect(decoder.streams[0].clock).toEqual({ kind: 'timestamp', tickS: 0.001, wrapBits: 16 });
  });

  it('may belong to the first sample of a packet', () => {
    const sensor = board({ samplesPerPacket: 4, header: [{ field: 'timestamp', type: 'u16', unit: 'ms', belongsTo: 'first' }], fields: acc() });
    // The second packet comes 42 ms later: its samples lie 10.5 ms apart. The third comes after a loss: nominal again.
    expect(ticksOf(sensor, [1000, 1042, 1300], 2, 24)).toEqual([[1000, 1010, 1020, 1030], [1042, 1052.5, 1063, 1073.5], [1300, 1310, 1320, 1330]]);
  });

  it('may belong to the last, also across the clock\'s return to 0', () => {
    const sensor = board({ samplesPerPacket: 4, header: [{ field: 'timestamp', type: 'u16', unit: 'ms', belongsTo: 'last' }], fields: acc() });
    expect(ticksOf(sensor, [65_510, 14, 54], 2, 24)).toEqual([[65_480, 65_490, 65_500, 65_510], [65_520, 65_530, 4, 14], [24, 34, 44, 54]]);
  });

  it('never goes back where packets come up to a tenth faster or slower than they should', () => {
    for (const belongsTo of ['first', 'last']) {
      const sensor = board({ samplesPerPacket: 8, header: [{ field: 'timestamp', type: 'u32', unit: 'us', belongsTo }], fields: acc() });
      for (const factor of [0.91, 0.95, 1.05, 1.09]) {
        const ticks = ticksOf(sensor, Array.from({ length: 6 }, (_, i) => 1e6 + Math.round(i * 80_000 * factor)), 4, 48).flat();
        // The first packet has no packet before it and lies nominally.
        for (let i = belongsTo === 'first' ? 9 : 1; i < ticks.length; i++) expect(ticks[i]).toBeGreaterThan(ticks[i - 1]);
      }
    }
  });

  it('may be a float or ticks of the board\'s own, and is bad where it is no time', () => {
    const decoder = board({ fields: [{ field: 'timestamp', type: 'f32', unit: 's' }, ...acc()] }).decoder({ rateHz: 100 });
    const packet = (time: number) => {
      const bytes = Buffer.alloc(10);
      bytes.writeFloatLE(time);
      return bytes;
    };
    expect(decoder.streams[0].clock).toEqual({ kind: 'timestamp', tickS: 1, wrapBits: null });
    expect(outcome(decoder, 0, packet(1.5)).samples[0].ticks).toEqual([1.5]);
    for (const time of [NaN, -1, Infinity]) expect(decoder.decode(0, packet(time))).toBe('bad');
    const ticks = board({ fields: [{ field: 'timestamp', type: 'u24', unit: 'ticks', ticksPerSecond: 32_768 }, ...acc()] });
    expect(ticks.decoder({ rateHz: 100 }).streams[0].clock).toEqual({ kind: 'timestamp', tickS: 1 / 32_768, wrapBits: 24 });
    const scaled = board({ fields: [{ field: 'timestamp', type: 'u32', unit: 'us', scale: 25 }, ...acc()] });
    expect(scaled.decoder({ rateHz: 100 }).streams[0].clock).toEqual({ kind: 'timestamp', tickS: 25e-6, wrapBits: 32 });
  });

  it('may be a number of samples, of the first or the last', () => {
    const sensor = (belongsTo: string) => board({ samplesPerPacket: 3, header: [{ field: 'counter', type: 'u8', counts: 'samples', belongsTo }], fields: acc() });
    expect(ticksOf(sensor('first'), [250, 253, 0], 1, 18)).toEqual([[250, 251, 252], [253, 254, 255], [0, 1, 2]]);
    expect(ticksOf(sensor('last'), [252, 255, 2], 1, 18)).toEqual([[250, 251, 252], [253, 254, 255], [0, 1, 2]]);
    expect(sensor('first').decoder({ rateHz: 100 }).streams[0].clock).toEqual({ kind: 'counter', wrapBits: 8 });
  });

  it('may be a number of packets: samples are numbered on, and a lost packet leaves its numbers out', () => {
    const sensor = board({ samplesPerPacket: 3, header: [{ field: 'counter', type: 'u8', counts: 'packets' }], fields: acc() });
    const ticks = ticksOf(sensor, [254, 255, 0, 2, 2], 1, 18);
    expect(ticks.map(([first]) => first - ticks[0][0])).toEqual([0, 3, 6, 12, 12]);
    expect(ticks[3]).toEqual([ticks[3][0], ticks[3][0] + 1, ticks[3][0] + 2]);
    expect(sensor.decoder({ rateHz: 100 }).streams[0].clock).toEqual({ kind: 'counter', wrapBits: null });
  });
});
