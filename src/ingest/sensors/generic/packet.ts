import type { SampleStream } from '../define.ts';
import { axisFactor, AXES, type Axis } from './axes.ts';
import { bytesOf, isUnsigned, NUMBER_TYPES, type NumberType } from './numberTypes.ts';
import type { Place } from './place.ts';

/** A number of a packet. */
interface NumberAt {
  readonly type: NumberType;
  readonly littleEndian: boolean;
  /** Bytes from the packet's beginning, or from the sample's where it stands in each sample. */
  readonly at: number;
}

/** An axis: raw number times `factor` is m/s² or deg/s. */
export interface AxisField extends NumberAt {
  /** Place in the batch's columns. */
  readonly column: number;
  readonly factor: number;
}

/** What tells the time of samples. */
export type TimeField = NumberAt & { readonly perSample: boolean; readonly belongsTo: 'first' | 'last' } & (
  | { readonly kind: 'timestamp'; readonly tickS: number }
  | { readonly kind: 'counter'; readonly counts: 'samples' | 'packets' }
);

/** How the bytes of a packet are laid out: a header, then samples of equal length. */
export interface PacketLayout {
  readonly samples: number;
  readonly headerBytes: number;
  readonly sampleBytes: number;
  readonly bytes: number;
  readonly measures: SampleStream['measures'];
  readonly axes: readonly AxisField[];
  readonly time: TimeField | null;
}

/** Longest notification that arrives: the radio software asks for an MTU of 256, of which 3 bytes are its own. */
const MAX_BYTES = 253;
const UNITS_PER_S = { s: 1, ms: 1000, us: 1_000_000 } as const;
const FIELD_KEYS = ['field', 'type', 'be', 'scale', 'unit', 'ticksPerSecond', 'belongsTo', 'counts', 'bytes'];

interface Cursor { at: number; readonly bigEndian: boolean; readonly samples: number; readonly inHeader: boolean }

/** Reads and checks the `packet` of a description. @throws AppError BAD_INPUT */
export function readPacket(packet: Place): PacketLayout {
  packet.allows('samplesPerPacket', 'be', 'header', 'fields');
  const samples = packet.at('samplesPerPacket').isAbsent ? 1 : packet.at('samplesPerPacket').number(1, MAX_BYTES, 'whole');
  const bigEndian = packet.at('be').flag();
  const axes = new Map<Axis, AxisField>();
  const times: TimeField[] = [];

  const take = (field: Place, cursor: Cursor): void => {
    const name = field.allows(...FIELD_KEYS).at('field').oneOf([...AXES, 'timestamp', 'counter', 'skip'] as const);
    if (name === 'skip') {
      cursor.at += skippedBytes(field);
      return;
    }
    const number = numberAt(field, cursor);
    cursor.at += bytesOf(number.type);
    if (name === 'timestamp' || name === 'counter') {
      if (times.length > 0) throw field.at('field').wrong('a packet tells the time once; make the other timestamp or counter a "skip".');
      times.push(timeField(field, name, number, cursor));
    } else {
      if (cursor.inHeader) throw field.at('field').wrong(`${name} belongs to a sample; move it from header to fields.`);
      if (axes.has(name)) throw field.at('field').wrong(`${name} stands there twice; make one of them a "skip".`);
      refuse(field, 'ticksPerSecond', 'belongsTo', 'counts', 'bytes');
      axes.set(name, { ...number, column: AXES.indexOf(name), factor: axisFactor(field, name, number.type) });
    }
  };

  const header: Cursor = { at: 0, bigEndian, samples, inHeader: true };
  if (!packet.at('header').isAbsent) for (const field of packet.at('header').items()) take(field, header);
  const sample: Cursor = { at: 0, bigEndian, samples, inHeader: false };
  for (const field of packet.at('fields').items()) take(field, sample);

  const measures = measuresOf(packet.at('fields'), [...axes.keys()]);
  const bytes = header.at + samples * sample.at;
  if (bytes > MAX_BYTES) throw packet.wrong(`it has ${bytes} bytes, but ${MAX_BYTES} are the most that arrive; send fewer samples in a packet.`);
  // A stream of angular rate alone has three columns, which begin with x.
  const shift = measures === 'gyr' ? 3 : 0;
  return {
    samples, headerBytes: header.at, sampleBytes: sample.at, bytes, measures,
    axes: [...axes.values()].map((axis) => ({ ...axis, column: axis.column - shift })),
    time: times[0] ?? null,
  };
}

function numberAt(field: Place, { at, bigEndian }: Cursor): NumberAt {
  const type = field.at('type').oneOf(NUMBER_TYPES);
  return { type, at, littleEndian: !(field.at('be').isAbsent ? bigEndian : field.at('be').flag()) };
}

function skippedBytes(field: Place): number {
  refuse(field, 'be', 'scale', 'unit', 'ticksPerSecond', 'belongsTo', 'counts');
  if (field.at('bytes').isAbsent) return bytesOf(field.at('type').oneOf(NUMBER_TYPES));
  refuse(field, 'type');
  return field.at('bytes').number(1, MAX_BYTES, 'whole');
}

function timeField(field: Place, kind: 'timestamp' | 'counter', number: NumberAt, { inHeader, samples }: Cursor): TimeField {
  const oncePerPacket = inHeader && samples > 1;
  refuse(field, 'bytes');
  if (!isUnsigned(number.type) && !(kind === 'timestamp' && number.type === 'f32')) {
    throw field.at('type').wrong(`a ${kind} counts up from 0: use u8, u16, u24 or u32${kind === 'timestamp' ? ', or f32' : ''}.`);
  }
  if (!oncePerPacket) refuse(field, 'belongsTo');
  const place = { ...number, perSample: !inHeader };
  if (kind === 'counter') {
    refuse(field, 'scale', 'unit', 'ticksPerSecond');
    const counts = oncePerPacket ? field.at('counts').oneOf(['samples', 'packets'] as const) : 'samples';
    if (!oncePerPacket) refuse(field, 'counts');
    if (counts === 'packets') refuse(field, 'belongsTo');
    return { ...place, kind, counts, belongsTo: counts === 'packets' || !oncePerPacket ? 'first' : field.at('belongsTo').oneOf(['first', 'last'] as const) };
  }
  refuse(field, 'counts');
  const belongsTo = oncePerPacket ? field.at('belongsTo').oneOf(['first', 'last'] as const) : 'first';
  return { ...place, kind, tickS: tickOf(field), belongsTo };
}

/** Seconds of one step of a timestamp. */
function tickOf(field: Place): number {
  const unit = field.at('unit').oneOf(['s', 'ms', 'us', 'ticks'] as const);
  if (unit === 'ticks') {
    refuse(field, 'scale');
    return 1 / field.at('ticksPerSecond').number(1, 1e9);
  }
  refuse(field, 'ticksPerSecond');
  return (field.at('scale').isAbsent ? 1 : field.at('scale').number(1e-9, 1e6)) / UNITS_PER_S[unit];
}

function measuresOf(fields: Place, names: readonly Axis[]): SampleStream['measures'] {
  const count = (kind: 'a' | 'g'): number => names.filter((name) => name.startsWith(kind)).length;
  for (const kind of ['a', 'g'] as const) {
    if (count(kind) !== 0 && count(kind) !== 3) {
      throw fields.wrong(`${AXES.filter((axis) => axis.startsWith(kind) && !names.includes(axis)).join(' and ')} ${count(kind) === 1 ? 'are' : 'is'} missing; all three axes are needed.`);
    }
  }
  if (names.length === 0) throw fields.wrong('no axis stands there; write ax, ay and az, and gx, gy and gz where there is a gyroscope.');
  if (names.length === 6) return 'accGyr';
  return count('a') === 3 ? 'acc' : 'gyr';
}

/** Fields that say nothing here are faults: somebody meant something by them. */
function refuse(field: Place, ...keys: readonly string[]): void {
  const found = keys.find((key) => !field.at(key).isAbsent);
  if (found !== undefined) throw field.at(found).wrong(`it has no meaning for this ${JSON.stringify(field.at('field').value)}; leave it out.`);
}
