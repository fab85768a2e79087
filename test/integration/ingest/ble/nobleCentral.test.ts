import type { EventEmitter } from 'node:events';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { loadNoble } from '../../../../src/ingest/transports/ble/nobleLoader.ts';
import type { Advertisement, BleLink } from '../../../../src/ingest/transports/ble/central.ts';
import { monotonicMs } from '../../../../src/ingest/transports/ble/monotonic.ts';
import { Arrivals, DOT, dots, idOf, openRoom, startDot } from './room.ts';

const ADDRESS = 'd4:22:cd:00:30:01';
const OTHER = 'd4:22:cd:00:30:02';
const THIRD = 'd4:22:cd:00:30:03';
const { radio, central } = openRoom(dots(3));

const open: BleLink[] = [];
async function connect(address = ADDRESS, options = {}): Promise<BleLink> {
  const link = await central.connect(idOf(address), options);
  open.push(link);
  return link;
}

/** Lets what was asked for reach the sensor. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

afterEach(async () => {
  await Promise.all(open.splice(0).map((link) => link.disconnect()));
});
afterAll(async () => {
  await central.close();
  radio.close();
});

describe('noble over a virtual controller', () => {
  it('hears devices, again and again, until it is told to stop', async () => {
    const heard: Advertisement[] = [];
    const stop = new AbortController();
    await central.scan((one) => {
      heard.push(one);
      if (heard.length === 9) stop.abort();
    }, stop.signal);
    expect(heard).toHaveLength(9);
    expect(new Set(heard.map(({ id }) => id))).toEqual(new Set([ADDRESS, OTHER, THIRD].map(idOf)));
    expect(heard[0]).toMatchObject({ name: 'Movella DOT', services: [] });
    expect([...(heard[0].manufacturerData ?? [])]).toEqual([0x86, 0x08]);
    expect(heard[0].rssi).toBeLessThan(0);
  });

  it('connects, discovers, reads, subscribes and hands values on in order, with their time of arrival', async () => {
    const link = await connect();
    expect(await link.discover([DOT.services[2].toUpperCase()])).toEqual([DOT.battery]);
    const arrivals = new Arrivals();
    await startDot(link, arrivals);
    expect((await link.read(DOT.info)).length).toBe(34);
    await arrivals.atLeast(20);
    const ticks = arrivals.values.map(({ value }) => new DataView(value.buffer, value.byteOffset).getUint32(0, true));
    expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
    const times = arrivals.values.map(({ arrivalMs }) => arrivalMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.abs(monotonicMs() - times.at(-1)!)).toBeLessThan(1000);
    expect(await link.rssi()).toBeLessThan(0);
  });

  it('says null for a link that we ended, and rejects every later call', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    await Promise.all([link.disconnect(), link.disconnect()]);
    await link.disconnect();
    expect(await link.closed).toBeNull();
    await expect(link.read(DOT.battery)).rejects.toMatchObject({ code: 'SENSOR_LOST' });
    await expect(link.discover(DOT.services)).rejects.toMatchObject({ code: 'SENSOR_LOST' });
    await expect(link.rssi()).rejects.toMatchObject({ code: 'SENSOR_LOST' });
  });

  it('refuses a second link to the same device', async () => {
    await connect();
    await expect(connect()).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('names a characteristic that the sensor does not have, and one that sends nothing', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    await expect(link.read({ service: '180f', characteristic: '2a19' })).rejects.toMatchObject({ code: 'SENSOR_REFUSED', message: expect.stringContaining('2a19') as string });
    await expect(link.subscribe(DOT.control, () => undefined)).rejects.toMatchObject({ code: 'SENSOR_REFUSED' });
  });

  it('ends a call whose signal is aborted with the reason, and one that never began', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    radio.inject({ kind: 'noAnswer', on: 'read' }, ADDRESS);
    const stop = new AbortController();
    const read = link.read(DOT.battery, { signal: stop.signal });
    const next = link.read(DOT.info, { signal: stop.signal });
    await turn();
    stop.abort(new Error('enough'));
    await Promise.all([expect(read).rejects.toThrow('enough'), expect(next).rejects.toThrow('enough')]);
    await expect(link.read(DOT.info, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('what noble alone leaves hanging', () => {
  it('a write that the sensor refuses ends with a timeout, and the link goes on', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    radio.inject({ kind: 'attError', on: 'write', code: 0x03 }, ADDRESS);
    await expect(link.write(DOT.control, DOT.start, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE' });
    await link.write(DOT.control, DOT.start);
    expect((await link.read(DOT.battery))[0]).toBe(80);
  });

  it('a subscription that the sensor refuses ends with a timeout, and may be tried again', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    radio.inject({ kind: 'attError', on: 'subscribe', code: 0x0e }, ADDRESS);
    const arrivals = new Arrivals();
    await expect(link.subscribe(DOT.payload, arrivals.take, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE' });
    await startDot(link, arrivals);
    await arrivals.atLeast(3);
    // Once, not twice: the listener of the first try is gone.
    expect(new Set(arrivals.values.map(({ value }) => Buffer.from(value).toString('hex'))).size).toBe(arrivals.values.length);
  });

  it('a read that the sensor refuses is a refusal, not an empty value', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    radio.inject({ kind: 'attError', on: 'read', code: 0x02 }, ADDRESS);
    await expect(link.read(DOT.battery)).rejects.toMatchObject({ code: 'SENSOR_REFUSED' });
    expect((await link.read(DOT.battery))[0]).toBe(80);
  });

  it('a read under way is lost with the link, and the reason is told', async () => {
    const link = await connect();
    await link.discover(DOT.services);
    radio.inject({ kind: 'noAnswer', on: 'read' }, ADDRESS);
    const read = link.read(DOT.battery, { timeoutMs: 60_000 });
    const second = link.read(DOT.info, { timeoutMs: 60_000 });
    await turn();
    const lost = Promise.all([
      expect(read).rejects.toMatchObject({ code: 'SENSOR_LOST' }),
      expect(second).rejects.toMatchObject({ code: 'SENSOR_LOST' }),
    ]);
    radio.inject({ kind: 'drop', reason: 0x08 }, ADDRESS);
    expect(await link.closed).toBe('it was out of reach for too long, or its battery is empty');
    await lost;
  });

  it('a device that was heard and is gone keeps no other connection waiting', async () => {
    const stop = new AbortController();
    const all = new Set<string>();
    await central.scan(({ id }) => all.add(id).size === 3 && stop.abort(), stop.signal);
    radio.inject({ kind: 'outOfReach', forS: 1.5 }, OTHER);
    const absent = connect(OTHER, { timeoutMs: 500 });
    const present = connect(THIRD);
    await expect(absent).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE', message: expect.stringContaining(idOf(OTHER)) as string });
    expect((await present).id).toBe(idOf(THIRD));
    // And when it is back, it can be connected to.
    expect((await connect(OTHER)).id).toBe(idOf(OTHER));
  });

  it('a connection that is aborted is taken back, and the next one succeeds', async () => {
    radio.inject({ kind: 'outOfReach', forS: 1 }, OTHER);
    const stop = new AbortController();
    const absent = connect(OTHER, { signal: stop.signal });
    const waiting = connect(THIRD, { signal: stop.signal });
    await turn();
    stop.abort(new Error('enough'));
    await Promise.all([expect(absent).rejects.toThrow('enough'), expect(waiting).rejects.toThrow('enough')]);
    expect((await connect(THIRD)).id).toBe(idOf(THIRD));
  });

  it('a device that nobody ever heard is looked for, and then named', async () => {
    await expect(central.connect('00112233445566', { timeoutMs: 300 })).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE', message: expect.stringContaining('was not heard') as string });
  });

  it('a connection that fails tells so at once', async () => {
    radio.inject({ kind: 'connectFails' }, ADDRESS);
    await expect(connect()).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE' });
    expect((await connect()).id).toBe(idOf(ADDRESS));
  });

  it('a sensor that answers the length request wrongly dead-locks its own link only', async () => {
    radio.inject({ kind: 'attError', on: 'mtu', code: 0x04 }, ADDRESS);
    const stuck = await connect();
    const fine = await connect(OTHER);
    const discovery = stuck.discover(DOT.services, { timeoutMs: 500 });
    expect((await fine.discover(DOT.services)).length).toBe(8);
    await expect(discovery).rejects.toMatchObject({ code: 'SENSOR_UNREACHABLE' });
    // A new link begins anew.
    await stuck.disconnect();
    expect((await (await connect()).discover(DOT.services)).length).toBe(8);
  });

  it('a sensor that knows no longer packets is read and streams all the same', async () => {
    radio.inject({ kind: 'attError', on: 'mtu', code: 0x06 }, ADDRESS);
    const link = await connect();
    await link.discover(DOT.services);
    expect((await link.read(DOT.info)).length).toBe(34);
  });

  it('after a reconnection nothing old is used: it is discovered, subscribed and started again', async () => {
    const first = await connect();
    const before = new Arrivals();
    await startDot(first, before);
    await before.atLeast(3);
    radio.inject({ kind: 'drop' }, ADDRESS);
    await first.closed;
    const counted = before.values.length;
    const second = await connect();
    await expect(second.subscribe(DOT.payload, () => undefined)).rejects.toMatchObject({ code: 'SENSOR_REFUSED' });
    const after = new Arrivals();
    await startDot(second, after);
    await after.atLeast(5);
    expect(before.values.length).toBe(counted);
  });

  it('leaves no listener behind, however calls end', async () => {
    const noble = loadNoble() as unknown as EventEmitter & { _peripherals: Record<string, EventEmitter & { services: (EventEmitter & { characteristics: EventEmitter[] })[] | null }> };
    const counts = (): number => {
      const peripheral = noble._peripherals[idOf(ADDRESS)];
      const emitters = [peripheral, ...(peripheral.services ?? []).flatMap((service) => [service, ...(service.characteristics ?? [])])];
      return emitters.flatMap((emitter) => emitter.eventNames().map((name) => emitter.listenerCount(name))).reduce((sum, count) => sum + count, 0);
    };
    const ofNoble = noble.eventNames().map((name) => noble.listenerCount(name));
    for (let round = 0; round < 5; round++) {
      const link = await connect();
      await startDot(link, new Arrivals());
      await link.rssi();
      radio.inject({ kind: 'attError', on: 'write', code: 0x03 }, ADDRESS);
      await link.write(DOT.control, DOT.stop, { timeoutMs: 100 }).catch((error: unknown) => expect(error).toMatchObject({ code: 'SENSOR_UNREACHABLE' }));
      if (round % 2) radio.inject({ kind: 'drop' }, ADDRESS);
      else await link.disconnect();
      await link.closed;
      expect(counts()).toBe(0);
    }
    expect(noble.eventNames().map((name) => noble.listenerCount(name))).toEqual(ofNoble);
  });

  it('does not listen while a sensor streams, unless asked, and goes on afterwards', async () => {
    const link = await connect();
    const arrivals = new Arrivals();
    await startDot(link, arrivals);
    const stop = new AbortController();
    let heard = 0;
    let hear = (): void => undefined;
    const scan = central.scan(() => {
      heard++;
      hear();
    }, stop.signal);
    await arrivals.atLeast(12);
    expect(heard).toBe(0);

    const keen = new AbortController();
    await central.scan(() => keen.abort(), keen.signal, { whileConnected: true });
    const after = new Promise<void>((resolve) => (hear = resolve));
    await link.disconnect();
    await after;
    stop.abort();
    await scan;
  });
});
