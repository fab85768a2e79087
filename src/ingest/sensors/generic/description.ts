import type { Characteristic } from '../../transports/ble/central.ts';
import { readPacket, type PacketLayout } from './packet.ts';
import type { Place } from './place.ts';

/** A step of starting or stopping: bytes to write, by rate, or a pause. */
export type DescribedStep =
  | { readonly to: Characteristic; readonly withResponse: boolean; bytes(rateHz: number): Uint8Array }
  | { readonly waitMs: number };

/** A sensor as its JSON file describes it, checked. */
export interface SensorDescription {
  readonly id: string;
  readonly label: string;
  readonly source: string | null;
  /** Both must hold where both are given. */
  readonly recognise: { readonly name: string | null; readonly service: string | null };
  readonly rateHz: number;
  /** Ascending; holds `rateHz`. */
  readonly ratesHz: readonly number[];
  readonly channels: readonly { readonly notify: Characteristic; readonly packet: PacketLayout }[];
  readonly start: readonly DescribedStep[];
  readonly stop: readonly DescribedStep[];
  readonly battery: Characteristic | null;
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** 16-bit names are short for this. Source: Bluetooth Core Specification 5.4, volume 3, part B, section 2.5.1. */
const SIG_UUID = /^0000([0-9a-f]{4})00001000800000805f9b34fb$/;
const MAX_RATE_HZ = 2000;
const MAX_WAIT_MS = 10_000;
const MAX_WRITE_BYTES = 253;

/** Reads and checks a description. @throws AppError BAD_INPUT in one line that names file and field */
export function readDescription(root: Place): SensorDescription {
  root.allows('id', 'label', 'source', 'recognise', 'rateHz', 'ratesHz', 'notify', 'packet', 'channels', 'start', 'stop', 'battery');
  const id = root.at('id').text('my-board');
  if (!ID.test(id)) throw root.at('id').wrong(`${JSON.stringify(id)} cannot be used; write small letters, digits and single dashes, such as "my-board".`);
  const rateHz = root.at('rateHz').number(1, MAX_RATE_HZ);
  const ratesHz = readRates(root, rateHz);
  return {
    id, rateHz, ratesHz,
    label: root.at('label').text('My board'),
    source: root.at('source').isAbsent ? null : root.at('source').text('https://example.org/my-board'),
    recognise: readRecognise(root.at('recognise')),
    channels: readChannels(root, ratesHz),
    start: readSteps(root.at('start'), ratesHz),
    stop: readSteps(root.at('stop'), ratesHz),
    battery: root.at('battery').isAbsent ? null : characteristic(root.at('battery').allows('service', 'characteristic')),
  };
}

function readRates(root: Place, rateHz: number): number[] {
  const list = root.at('ratesHz');
  if (list.isAbsent) return [rateHz];
  const rates = [...new Set(list.items().map((rate) => rate.number(1, MAX_RATE_HZ)))].sort((a, b) => a - b);
  if (!rates.includes(rateHz)) throw list.wrong(`${rateHz}, which rateHz starts with, is not among them; add it.`);
  return rates;
}

function readRecognise(place: Place): SensorDescription['recognise'] {
  if (place.isAbsent) throw place.wrong('it is missing; write { "name": how the name it advertises begins } or { "service": a service it advertises }.');
  const [name, service] = [place.allows('name', 'service').at('name'), place.at('service')];
  if (name.isAbsent && service.isAbsent) throw place.wrong('neither name nor service stands there; give one of them, or every device would be taken for this sensor.');
  return { name: name.isAbsent ? null : name.text('My board'), service: service.isAbsent ? null : uuid(service) };
}

function readChannels(root: Place, ratesHz: readonly number[]): SensorDescription['channels'] {
  const list = root.at('channels');
  if (list.isAbsent) return checkedChannels(root.at('packet'), [readChannel(root, ratesHz)]);
  for (const key of ['notify', 'packet']) if (!root.at(key).isAbsent) throw root.at(key).wrong('with channels each of them has its own; move it there.');
  return checkedChannels(list, list.items().map((channel) => readChannel(channel.allows('notify', 'packet'), ratesHz)));
}

function readChannel(place: Place, ratesHz: readonly number[]): SensorDescription['channels'][number] {
  for (const key of ['notify', 'packet']) if (place.at(key).isAbsent) throw place.at(key).wrong('it is missing; say where packets come from (notify) and what is in them (packet).');
  const packet = readPacket(place.at('packet'));
  refuseCoarseClock(place.at('packet'), packet, Math.max(...ratesHz));
  return { notify: characteristic(place.at('notify').allows('service', 'characteristic')), packet };
}

/** Two readings alike would be taken for one sample sent twice. */
function refuseCoarseClock(place: Place, { time, samples }: PacketLayout, rateHz: number): void {
  if (time?.kind !== 'timestamp' || time.type === 'f32') return;
  const readingsPerS = time.perSample ? rateHz : rateHz / samples;
  if (2 * time.tickS * readingsPerS > 1) {
    throw place.wrong(`a step of the timestamp is ${1000 * time.tickS} ms, too coarse for a reading every ${Number((1000 / readingsPerS).toPrecision(3))} ms; send a finer clock, or a counter.`);
  }
}

/** Together they must measure acceleration once and angular rate at most once. */
function checkedChannels(place: Place, channels: SensorDescription['channels']): SensorDescription['channels'] {
  const count = (kind: 'acc' | 'gyr'): number => channels.filter(({ packet: { measures } }) => measures === kind || measures === 'accGyr').length;
  if (count('acc') === 0) throw place.wrong('no acceleration comes from this sensor; gait and balance need ax, ay and az.');
  if (count('acc') > 1 || count('gyr') > 1) throw place.wrong('two channels send the same axes; keep one of them.');
  if (new Set(channels.map(({ notify }) => notify.service + notify.characteristic)).size < channels.length) throw place.wrong('two channels have the same characteristic; describe its packet once.');
  return channels;
}

function readSteps(list: Place, ratesHz: readonly number[]): DescribedStep[] {
  return list.isAbsent ? [] : list.items().map((step): DescribedStep => {
    step.allows('service', 'characteristic', 'hex', 'withResponse', 'waitMs');
    if (!step.at('waitMs').isAbsent) {
      step.allows('waitMs');
      return { waitMs: step.at('waitMs').number(0, MAX_WAIT_MS) };
    }
    const withResponse = step.at('withResponse').isAbsent || step.at('withResponse').flag();
    return { to: characteristic(step), withResponse, bytes: readHex(step.at('hex'), ratesHz) };
  });
}

/** Bytes for every rate: the same, or `{ "50": "...", "100": "..." }`. */
function readHex(hex: Place, ratesHz: readonly number[]): (rateHz: number) => Uint8Array {
  if (typeof hex.value !== 'object' || hex.value === null) {
    const bytes = hexBytes(hex);
    return () => bytes;
  }
  hex.allows(...ratesHz.map(String));
  const byRate = new Map(ratesHz.map((rateHz) => [rateHz, hexBytes(hex.at(String(rateHz)))]));
  return (rateHz) => byRate.get(rateHz)!;
}

function hexBytes(place: Place): Uint8Array {
  const digits = typeof place.value === 'string' ? place.value.replace(/[\s:]/g, '') : '';
  if (!/^([0-9a-f]{2})+$/i.test(digits) || digits.length > 2 * MAX_WRITE_BYTES) throw place.wrong(`${place.isAbsent ? 'it is missing' : `${place.shown} cannot be used`}; write the bytes as pairs of hexadecimal digits, such as "01 1A".`);
  return Uint8Array.from(digits.match(/../g)!, (pair) => parseInt(pair, 16));
}

function characteristic(place: Place): Characteristic {
  return { service: uuid(place.at('service')), characteristic: uuid(place.at('characteristic')) };
}

/** As the port writes it: small letters, no dashes, short where it is a name of the Bluetooth SIG. */
function uuid(place: Place): string {
  const text = typeof place.value === 'string' ? place.value.trim().toLowerCase().replace(/^0x/, '').replaceAll('-', '') : '';
  if (!/^([0-9a-f]{4}|[0-9a-f]{32})$/.test(text)) throw place.wrong(`${place.isAbsent ? 'it is missing' : `${place.shown} is no UUID`}; write "180f" or "13012f01-f8c3-4f4a-a8f4-15cd926da146".`);
  return SIG_UUID.exec(text)?.[1] ?? text;
}
