import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/model/index.ts';
import { genericSensor, loadGenericSensor } from '../../../../src/ingest/sensors/generic.ts';

const EXAMPLE = join(import.meta.dirname, '../../../../docs/examples/arduino-nano33.json');
const text = readFileSync(EXAMPLE, 'utf8');
/** Where a step writes. */
const AT = { service: '180f', characteristic: '2a19' };

/** The example with one value changed; a value of undefined takes the field out. */
function changed(field: string, value: unknown): unknown {
  const description = JSON.parse(text) as Record<string, unknown>;
  const keys = field.split(/[.[\]]+/).filter((key) => key !== '');
  let place = description;
  for (const key of keys.slice(0, -1)) place = (place[key] ??= {}) as Record<string, unknown>;
  place[keys.at(-1)!] = value;
  return JSON.parse(JSON.stringify(description));
}

function fault(description: unknown): AppError {
  try {
    genericSensor(description, 'boards/sensor.json');
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('the description was taken');
}

describe('a fault in the description of a sensor', () => {
  it.each<[string, unknown, string]>([
    ['id', undefined, 'id: it is missing; write plain words in quotes'],
    ['id', 'My Board', 'id: "My Board" cannot be used; write small letters, digits and single dashes'],
    ['id', 'movella-dot', 'id: "movella-dot" is the name of a sensor that Surefoot knows; choose another.'],
    ['label', 7, 'label: 7 cannot be used; write plain words in quotes'],
    ['label', 'two\nlines', 'label: "two\\nlines" cannot be used'],
    ['recognise', undefined, 'recognise: it is missing; write { "name": '],
    ['recognise', {}, 'recognise: neither name nor service stands there'],
    ['recognise.service', 'Board', 'recognise.service: "Board" is no UUID; write "180f" or '],
    ['rateHz', '100', 'rateHz: "100" cannot be used; write a number from 1 to 2000, without quotes.'],
    ['rateHz', 0, 'rateHz: 0 cannot be used'],
    ['ratesHz', [50], 'ratesHz: 100, which rateHz starts with, is not among them; add it.'],
    ['ratesHz', [], 'ratesHz: [] is no list with something in it'],
    ['notify', undefined, 'notify: it is missing; say where packets come from'],
    ['notify.characteristic', '7d3c1', 'notify.characteristic: "7d3c1" is no UUID'],
    ['notify.descriptor', '2902', 'notify.descriptor: there is no such field here; use service, characteristic.'],
    ['packet', undefined, 'packet: it is missing; say where packets come from (notify) and what is in them (packet).'],
    ['packet', 'u32', 'packet: "u32" is no JSON object; write { ... }.'],
    ['packet.feilds', [], 'packet.feilds: there is no such field here; use samplesPerPacket, be, header, fields.'],
    ['packet.fields', [], 'packet.fields: [] is no list with something in it'],
    ['packet.fields', undefined, 'packet.fields: it is missing; write [ ... ].'],
    ['packet.samplesPerPacket', 1.5, 'packet.samplesPerPacket: 1.5 cannot be used; write a whole number from 1 to 253'],
    ['packet.samplesPerPacket', 20, 'packet: it has 320 bytes, but 253 are the most that arrive; send fewer samples in a packet.'],
    ['packet.be', 'yes', 'packet.be: "yes" is neither true nor false'],
    ['packet.fields[3]', 'ax', 'packet.fields[3]: "ax" is no JSON object'],
    ['packet.fields[3].field', 'accX', 'packet.fields[3].field: "accX" cannot be used; use "ax", "ay", "az", "gx", "gy", "gz", "timestamp", "counter", "skip".'],
    ['packet.fields[3].field', 'ay', 'packet.fields[3].field: ay stands there twice; make one of them a "skip".'],
    ['packet.fields[3].type', 'u12', 'packet.fields[3].type: "u12" cannot be used; use "u8", '],
    ['packet.fields[3].type', undefined, 'packet.fields[3].type: it is missing; use "u8", '],
    ['packet.fields[3].type', 'u16', 'packet.fields[3].type: an axis goes both ways: use i8, i16, i24, i32 or f32.'],
    ['packet.fields[3].unit', undefined, 'packet.fields[3].unit: it is missing; use "g" or "m/s^2".'],
    ['packet.fields[3].unit', 'deg/s', 'packet.fields[3].unit: "deg/s" is unknown; use "g" or "m/s^2".'],
    ['packet.fields[4].unit', 'rpm', 'packet.fields[4].unit: "rpm" is unknown; use "deg/s" or "rad/s".'],
    ['packet.fields[3].scale', undefined, 'packet.fields[3].scale: with it the largest i16 is 321000 m/s², which no sensor of this kind has; write what one step of the number is in g.'],
    ['packet.fields[3].scale', 0.00001, 'packet.fields[3].scale: with it the largest i16 is 3.21 m/s²'],
    ['packet.fields[4].scale', 0.001, 'packet.fields[4].scale: with it the largest i16 is 32.8 deg/s'],
    ['packet.fields[3].scale', 0, 'packet.fields[3].scale: 0 would make every sample 0'],
    ['packet.fields[3].counts', 'samples', 'packet.fields[3].counts: it has no meaning for this "az"; leave it out.'],
    ['packet.fields[0].type', 'i32', 'packet.fields[0].type: a timestamp counts up from 0: use u8, u16, u24 or u32, or f32.'],
    ['packet.fields[0].unit', undefined, 'packet.fields[0].unit: it is missing; use "s", "ms", "us", "ticks".'],
    ['packet.fields[0].unit', 'ticks', 'packet.fields[0].ticksPerSecond: it is missing; write a number'],
    ['packet.fields[0].unit', 's', 'packet: a step of the timestamp is 1000 ms, too coarse for a reading every 10 ms; send a finer clock, or a counter.'],
    ['packet.fields[0].belongsTo', 'first', 'packet.fields[0].belongsTo: it has no meaning for this "timestamp"; leave it out.'],
    ['packet.fields[1]', { field: 'timestamp', type: 'u32', unit: 'us' }, 'packet.fields[1].field: a packet tells the time once'],
    ['packet.fields[1]', { field: 'skip', bytes: 2 }, 'packet.fields: ax is missing; all three axes are needed.'],
    ['packet.fields[1]', { field: 'skip', bytes: 2, unit: 'g' }, 'packet.fields[1].unit: it has no meaning for this "skip"; leave it out.'],
    ['packet.fields', [{ field: 'skip', bytes: 2 }], 'packet.fields: no axis stands there'],
    ['packet.fields', [{ field: 'ax', type: 'f32', unit: 'g' }], 'packet.fields: ay and az are missing'],
    ['packet.fields', ['gx', 'gy', 'gz'].map((field) => ({ field, type: 'f32', unit: 'deg/s' })), 'packet: no acceleration comes from this sensor'],
    ['packet.header', [{ field: 'ax', type: 'i16', unit: 'g' }], 'packet.header[0].field: ax belongs to a sample; move it from header to fields.'],
    ['channels', [], 'notify: with channels each of them has its own; move it there.'],
    ['start', 'go', 'start: "go" is no list with something in it'],
    ['start', [{ ...AT, hex: '1' }], 'start[0].hex: "1" cannot be used; write the bytes as pairs of hexadecimal digits, such as "01 1A".'],
    ['start', [AT], 'start[0].hex: it is missing; write the bytes'],
    ['start', [{ ...AT, hex: { 50: '01' } }], 'start[0].hex.50: there is no such field here; use 100.'],
    ['start', [{ ...AT, hex: {} }], 'start[0].hex.100: it is missing; write the bytes'],
    ['start', [{ ...AT, waitMs: 5 }], 'start[0].service: there is no such field here; use waitMs.'],
    ['stop', [{ service: 5 }], 'stop[0].service: 5 is no UUID'],
    ['battery', true, 'battery: true is no JSON object'],
    ['battery', { service: '180f' }, 'battery.characteristic: it is missing; write "180f" or'],
  ])('at %s (%j) is one line with the field and what to do', (field, value, message) => {
    const error = fault(changed(field, value));
    expect(error.code).toBe('BAD_INPUT');
    expect(error.message).toContain(message);
    expect(error.message).toMatch(/^sensor\.json: [^\n]+\.$/);
    expect(error.where.file).toBe('boards/sensor.json');
    expect(error.where.field).toMatch(/^[a-z]/i);
  });

  it('is told of a time that stands once for several samples without saying for which', () => {
    const packet = (header: unknown) => changed('packet', { samplesPerPacket: 4, header: [header], fields: (JSON.parse(text) as { packet: { fields: unknown[] } }).packet.fields.slice(1) });
    expect(fault(packet({ field: 'timestamp', type: 'u32', unit: 'us' })).message).toBe('sensor.json: packet.header[0].belongsTo: it is missing; use "first", "last".');
    expect(fault(packet({ field: 'counter', type: 'u16' })).message).toBe('sensor.json: packet.header[0].counts: it is missing; use "samples", "packets".');
    expect(fault(packet({ field: 'counter', type: 'u16', counts: 'packets', belongsTo: 'last' })).message).toContain('packet.header[0].belongsTo: it has no meaning');
    expect(fault(packet({ field: 'timestamp', type: 'u16', unit: 'ms', scale: 50, belongsTo: 'last' })).message).toContain('too coarse for a reading every 40 ms');
  });

  it('is told of channels that send the same', () => {
    const { notify, packet, ...rest } = JSON.parse(text) as Record<string, unknown>;
    expect(fault({ ...rest, channels: [{ notify, packet }, { notify, packet }] }).message).toBe('sensor.json: channels: two channels send the same axes; keep one of them.');
    const only = (names: string, unit: string) => ({ fields: names.split(' ').map((field) => ({ field, type: 'f32', unit })) });
    expect(fault({ ...rest, channels: [{ notify, packet: only('ax ay az', 'g') }, { notify, packet: only('gx gy gz', 'deg/s') }] }).message).toContain('two channels have the same characteristic');
  });

  it.each([null, 5, 'text', []])('is told where the whole is %j', (whole) => {
    expect(fault(whole).message).toMatch(/^sensor\.json: .* is no JSON object; write \{ \.\.\. \}\.$/);
  });

  it('is an AppError in one line, whatever stands in any place', () => {
    const places = ['id', 'label', 'recognise', 'rateHz', 'ratesHz', 'notify', 'packet', 'channels', 'start', 'stop', 'battery', 'packet.fields', 'packet.header', 'packet.fields[1]', 'packet.fields[0].unit', 'packet.fields[2].scale'];
    fc.assert(fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
      try {
        genericSensor(changed(place, value), 'sensor.json');
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).message).toMatch(/^sensor\.json: [^\n]+\.$/);
      }
    }));
  });
});

describe('loading a description', () => {
  let folder: string;
  const written = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'surefoot-sensor-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the sensor of the bundled example', async () => {
    expect(await loadGenericSensor(EXAMPLE)).toMatchObject({ id: 'arduino-nano33', label: 'Arduino Nano 33 BLE Sense', defaultRateHz: 100 });
  });

  it('names the line of broken JSON', async () => {
    const path = written('broken.json', text.replace('"rateHz": 100,', '"rateHz": 100'));
    await expect(loadGenericSensor(path)).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/^broken\.json line 7: the file is not valid JSON from here on/) as string, where: { file: path, line: 7 } });
  });

  it('says so where the file is missing, empty or no text', async () => {
    await expect(loadGenericSensor(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'NO_SUCH_FILE' });
    await expect(loadGenericSensor(written('empty.json', ''))).rejects.toMatchObject({ code: 'BAD_INPUT', message: 'empty.json: the file is empty; it must hold a JSON object, { ... }.' });
    await expect(loadGenericSensor(written('binary.json', '{\u0000}'))).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('binary.json: the file holds binary data') as string });
  });
});
