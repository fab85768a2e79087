import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BleCentral } from '../../../../src/ingest/transports/ble/central.ts';
import { openRadio } from '../../../../src/radio.ts';
import { openSerialLine, type SerialLine } from '../../../../src/radioPty.ts';
import { openVirtualRadio } from '../../../../src/radioVirtual.ts';
import type { VirtualRadio } from '../../../../src/simulator/radio/index.ts';
import { Arrivals, DOT, dots, idOf, startDot } from './room.ts';

const hasSocat = spawnSync('socat', ['-V']).status === 0;
const ADDRESS = 'd4:22:cd:00:30:01';
const ABSENT = 'd4:22:cd:00:30:02';

describe.skipIf(!hasSocat)('noble as it is shipped, over a serial line (socat)', () => {
  let folder: string;
  let radio: VirtualRadio;
  let line: SerialLine;
  let central: BleCentral;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'surefoot-line-'));
    radio = openVirtualRadio(dots(2));
    line = await openSerialLine(radio.controller, join(folder, 'hci'));
    central = await openRadio({ environment: { ...process.env, SUREFOOT_RADIO: '', BLUETOOTH_HCI_SOCKET_UART_PORT: line.port } });
  });
  afterAll(async () => {
    // The program first, then its line.
    await central.close();
    await line.close();
    radio.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('streams every sample, is told of a lost connection, and streams again', async () => {
    for (let round = 0; round < 2; round++) {
      const link = await central.connect(idOf(ADDRESS));
      const arrivals = new Arrivals();
      await startDot(link, arrivals);
      await arrivals.atLeast(60);
      const ticks = arrivals.values.map(({ value }) => new DataView(value.buffer, value.byteOffset).getUint32(0, true));
      expect(new Set(ticks.slice(1).map((tick, i) => Math.round((tick - ticks[i]) / 16_667)))).toEqual(new Set([1]));
      radio.inject({ kind: 'drop', reason: 0x08 }, ADDRESS);
      expect(await link.closed).toContain('out of reach');
    }
  });

  it('is not held up by a device that is gone', async () => {
    const stop = new AbortController();
    await central.scan(({ id }) => (id === idOf(ABSENT) ? stop.abort() : undefined), stop.signal);
    radio.inject({ kind: 'outOfReach', forS: 60 }, ABSENT);
    const [absent, present] = await Promise.allSettled([central.connect(idOf(ABSENT), { timeoutMs: 500 }), central.connect(idOf(ADDRESS))]);
    expect(absent).toMatchObject({ status: 'rejected', reason: { code: 'SENSOR_UNREACHABLE' } });
    expect(present.status).toBe('fulfilled');
  });

  it('ends a read whose link drops', async () => {
    await central.close();
    const link = await central.connect(idOf(ADDRESS));
    await link.discover(DOT.services);
    radio.inject({ kind: 'noAnswer', on: 'read' }, ADDRESS);
    const read = expect(link.read(DOT.battery, { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'SENSOR_LOST' });
    radio.inject({ kind: 'stall', forS: 10 }, ADDRESS);
    expect(await link.closed).toContain('out of reach');
    await read;
  });
});
