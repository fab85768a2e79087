/**
 * Unchanged noble, moved from outside: one question a line on stdin, one answer a line on stdout.
 * RADIO holds a scenario for a radio in this process; without it noble looks for a serial line or a real adapter.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { replaceHciSocket } from '../../../../src/radioVirtual.ts';

interface NobleCharacteristic {
  readonly uuid: string;
  readonly properties: readonly string[];
  readAsync(): Promise<Buffer>;
  writeAsync(bytes: Buffer, withoutResponse: boolean): Promise<void>;
  subscribeAsync(): Promise<void>;
  on(event: 'data', listener: (bytes: Buffer) => void): void;
}
interface Peripheral {
  readonly id: string;
  readonly rssi: number;
  readonly advertisement: { readonly localName?: string; readonly manufacturerData?: Buffer; readonly serviceUuids?: readonly string[] };
  connectAsync(options: object): Promise<void>;
  disconnectAsync(): Promise<void>;
  discoverAllServicesAndCharacteristicsAsync(): Promise<{ characteristics: NobleCharacteristic[] }>;
  once(event: 'disconnect', listener: (reason: unknown) => void): void;
}
interface Noble {
  on(event: 'stateChange', listener: (state: string) => void): void;
  on(event: 'discover', listener: (found: Peripheral) => void): void;
  startScanningAsync(services: string[], repeats: boolean): Promise<void>;
  stopScanningAsync(): Promise<void>;
}

const require = createRequire(import.meta.url);
const radio = process.env.RADIO ? replaceHciSocket(require, process.env.RADIO) : null;
const noble = require('@abandonware/noble') as Noble;
const poweredOn = new Promise<void>((resolve) => noble.on('stateChange', (state) => {
  if (state === 'poweredOn') resolve();
}));

const heard = new Map<string, Peripheral>();
const characteristics = new Map<string, NobleCharacteristic>();
const packets = new Map<string, string[]>();
const ends = new Map<string, Promise<unknown>>();
let onHeard: () => void = () => undefined;
noble.on('discover', (found) => {
  heard.set(found.id, found);
  onHeard();
});

const key = (id: string, uuid: string): string => `${id} ${uuid}`;
const at = (id: string, uuid: string): NobleCharacteristic => {
  const found = characteristics.get(key(id, uuid));
  if (!found) throw new Error(`${id} has no characteristic ${uuid}`);
  return found;
};

interface Question { readonly do: string; readonly id: string; readonly uuid: string; readonly hex: string; readonly count: number; readonly keep?: boolean; readonly withoutResponse?: boolean }

const does: Readonly<Record<string, (question: Question) => Promise<object>>> = {
  async scan({ count }) {
    await poweredOn;
    const all = new Promise<void>((resolve) => {
      onHeard = () => {
        if (heard.size >= count) resolve();
      };
    });
    await noble.startScanningAsync([], true);
    await all;
    await noble.stopScanningAsync();
    return { found: [...heard.values()].map(({ id, rssi, advertisement: { localName, manufacturerData, serviceUuids } }) => ({ id, rssi, name: localName, manufacturerData: manufacturerData?.toString('hex') ?? null, services: serviceUuids ?? [] })) };
  },
  async connect({ id }) {
    const found = heard.get(id)!;
    await found.connectAsync({ minInterval: 12, maxInterval: 24, latency: 0, timeout: 400 });
    ends.set(id, new Promise((resolve) => found.once('disconnect', resolve)));
    const all = (await found.discoverAllServicesAndCharacteristicsAsync()).characteristics;
    for (const each of all) characteristics.set(key(id, each.uuid), each);
    return { characteristics: all.map(({ uuid, properties }) => `${uuid} ${properties.join(' ')}`) };
  },
  async read({ id, uuid }) {
    return { hex: (await at(id, uuid).readAsync()).toString('hex') };
  },
  async write({ id, uuid, hex, withoutResponse = false }) {
    await at(id, uuid).writeAsync(Buffer.from(hex, 'hex'), withoutResponse);
    return {};
  },
  /** @param keep false: packets are counted and thrown away */
  async subscribe({ id, uuid, keep = true }) {
    const list: string[] = packets.get(id) ?? [];
    packets.set(id, list);
    at(id, uuid).on('data', (bytes) => list.push(keep ? bytes.toString('hex') : ''));
    await at(id, uuid).subscribeAsync();
    return {};
  },
  /** Waits until the sensor has sent so many packets. */
  async packets({ id, count }) {
    const list = packets.get(id)!;
    while (list.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return { packets: list };
  },
  async ended({ id }) {
    return { reason: await ends.get(id) };
  },
  async disconnect({ id }) {
    await heard.get(id)!.disconnectAsync();
    return {};
  },
  async truth() {
    return { sensors: radio!.truth().map(({ address, streams }) => ({ address, streams: streams.map(({ measures, delivered, missingCount }) => ({ measures, delivered, missingCount })) })) };
  },
};

for await (const line of createInterface(process.stdin)) {
  const question = JSON.parse(line) as Question;
  const answer = await does[question.do](question).catch((error: Error) => ({ error: error.message }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
