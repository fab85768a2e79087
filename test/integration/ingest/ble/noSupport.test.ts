import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { loadNoble } from '../../../../src/ingest/transports/ble/nobleLoader.ts';
import { nobleCentral } from '../../../../src/ingest/transports/ble/nobleCentral.ts';

it('a noble that throws as it loads, as on a kernel without Bluetooth, becomes one sentence that helps', async () => {
  const load = createRequire(import.meta.url);
  const path = load.resolve('@abandonware/bluetooth-hci-socket', { paths: [load.resolve('@abandonware/noble/package.json')] });
  class NoSockets {
    constructor() {
      throw new Error('EAFNOSUPPORT, Address family not supported by protocol');
    }
  }
  load.cache[path] = { id: path, path, filename: path, loaded: true, exports: NoSockets, children: [], paths: [], parent: null, isPreloading: false, require: load };
  const central = nobleCentral(() => loadNoble());
  const refused = { name: 'AppError', code: 'NO_BLUETOOTH', message: expect.stringMatching(/^This computer has no Bluetooth.*EAFNOSUPPORT/) as string };
  await expect(central.ready()).rejects.toMatchObject(refused);
  await expect(central.scan(() => undefined, new AbortController().signal)).rejects.toMatchObject(refused);
  await expect(central.connect('d422cd003001')).rejects.toMatchObject(refused);
  await central.close();
});
