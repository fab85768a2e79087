import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import { advertisingReport, REPORT } from '../../../../src/simulator/radio/hci/events.ts';
import { loadNoble } from '../../../../src/ingest/transports/ble/nobleLoader.ts';
import { DOT, dots, idOf, openRoom } from './room.ts';

const STRANGERS = 50_000;
const { radio, central } = openRoom(dots(1));

afterAll(async () => {
  await central.close();
  radio.close();
});

function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const address = (i: number): string => `c0:${[i >> 24, i >> 16, i >> 8, i].map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join(':')}:01`;
const name = Uint8Array.of(5, 0x09, 0x50, 0x68, 0x6f, 0x6e);

/** Phones walk by. @param half only their first advertisement is heard */
async function walkBy(from: number, count: number, half: boolean): Promise<void> {
  for (let i = from; i < from + count; i++) {
    radio.controller.send(advertisingReport(REPORT.connectable, address(i), name, -80));
    if (!half) radio.controller.send(advertisingReport(REPORT.scanResponse, address(i), new Uint8Array(0), -80));
    if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

it('fifty thousand strangers do not fill the memory, and no connected sensor is forgotten for them', async () => {
  const link = await central.connect(idOf('d4:22:cd:00:30:01'));
  await link.discover(DOT.services);
  const stop = new AbortController();
  const heard = new Set<string>();
  const scan = central.scan(({ id }) => heard.add(id), stop.signal, { whileConnected: true });
  await walkBy(0, 2000, false);
  const before = heapBytes();
  await walkBy(2000, STRANGERS, false);
  await walkBy(2000 + STRANGERS, STRANGERS, true);
  // Those heard by half are forgotten within a second, or when listening ends.
  stop.abort();
  await scan;
  // Our own list of ids is part of it.
  expect(heard.size).toBeGreaterThan(STRANGERS);
  heard.clear();
  const grownMb = (heapBytes() - before) / 2 ** 20;
  expect(grownMb).toBeLessThan(3);

  const stores = loadNoble() as unknown as { _peripherals: object; _bindings: { _addresses: object; _gap: { _discoveries: object } } };
  for (const store of [stores._peripherals, stores._bindings._addresses, stores._bindings._gap._discoveries]) {
    expect(Object.keys(store).length).toBeLessThanOrEqual(1025);
  }
  expect((await link.read(DOT.battery))[0]).toBe(80);
  await link.disconnect();
  // Forgotten or not, it is found again.
  expect((await central.connect(idOf('d4:22:cd:00:30:01'))).id).toBe(idOf('d4:22:cd:00:30:01'));
});
