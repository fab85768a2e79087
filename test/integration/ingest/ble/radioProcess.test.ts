import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { remoteCentral } from '../../../../src/ingest/transports/ble/remote/remoteCentral.ts';
import type { BleCentral } from '../../../../src/ingest/transports/ble/central.ts';
import { openRadio, startRadioProcess } from '../../../../src/radio.ts';
import type { RadioScenario } from '../../../../src/simulator/radio/index.ts';
import { Arrivals, DOT, dots, idOf, startDot } from './room.ts';

const ADDRESS = 'd4:22:cd:00:30:01';
const children: ChildProcess[] = [];
const centrals: BleCentral[] = [];

/** A radio of virtual sensors in its own process, and every process it was started in. */
function radioOf(scenario: RadioScenario, pingMs?: number): BleCentral {
  const central = remoteCentral(() => {
    const child = startRadioProcess({ ...process.env, SUREFOOT_RADIO: `virtual:${JSON.stringify(scenario)}` });
    children.push(child);
    return child;
  }, pingMs);
  centrals.push(central);
  return central;
}

afterEach(async () => {
  await Promise.all(centrals.splice(0).map((central) => central.close()));
  // None of them may outlive its test.
  for (const child of children.splice(0)) expect(child.exitCode ?? child.signalCode).not.toBeNull();
});

const ticksOf = ({ values }: Arrivals): number[] => values.map(({ value }) => new DataView(value.buffer, value.byteOffset).getUint32(0, true));
/** Steps between samples of 60 Hz, rounded. */
const steps = (ticks: readonly number[]): number[] => ticks.slice(1).map((tick, i) => Math.round((tick - ticks[i]) / 16_667));

describe('a radio in a process of its own', () => {
  it('does all that a radio in this process does', async () => {
    const central = radioOf(dots(2));
    const stop = new AbortController();
    await central.scan(({ name, manufacturerData }) => {
      expect(name).toBe('Movella DOT');
      expect([...(manufacturerData ?? [])]).toEqual([0x86, 0x08]);
      stop.abort();
    }, stop.signal);
    const link = await central.connect(idOf(ADDRESS));
    const arrivals = new Arrivals();
    await startDot(link, arrivals);
    expect((await link.read(DOT.battery))[0]).toBe(80);
    expect(await link.rssi()).toBeLessThan(0);
    await arrivals.atLeast(30);
    expect(new Set(steps(ticksOf(arrivals)))).toEqual(new Set([1]));
    await expect(link.read({ service: '180f', characteristic: '2a19' })).rejects.toMatchObject({ name: 'AppError', code: 'SENSOR_REFUSED' });
    await link.disconnect();
    expect(await link.closed).toBeNull();
    await expect(link.read(DOT.battery)).rejects.toMatchObject({ code: 'SENSOR_LOST' });
  });

  it('takes packets and their times while this process stands still, and loses none', async () => {
    const central = radioOf(dots(1));
    const link = await central.connect(idOf(ADDRESS));
    const arrivals = new Arrivals();
    await startDot(link, arrivals);
    await arrivals.atLeast(10);
    const blockedUntil = performance.now() + 700;
    while (performance.now() < blockedUntil);
    const before = arrivals.values.length;
    await arrivals.atLeast(before + 40);
    expect(new Set(steps(ticksOf(arrivals)))).toEqual(new Set([1]));
    const times = arrivals.values.map(({ arrivalMs }) => arrivalMs);
    const longest = Math.max(...times.slice(1).map((time, i) => time - times[i]));
    // Two connection intervals and a busy machine; far from the 700 ms that nobody here listened.
    expect(longest).toBeLessThan(300);
  });

  it('that dies closes every link with a reason, rejects every call, and is started again when it is needed', async () => {
    const central = radioOf(dots(2));
    const [one, two] = [await central.connect(idOf(ADDRESS)), await central.connect(idOf('d4:22:cd:00:30:02'))];
    await startDot(one, new Arrivals());
    const stop = new AbortController();
    // It must not answer any more before it dies.
    children[0].kill('SIGSTOP');
    const scan = central.scan(() => undefined, stop.signal);
    const calls = Promise.all([
      expect(two.discover(DOT.services)).rejects.toMatchObject({ code: 'SENSOR_LOST' }),
      expect(scan).rejects.toMatchObject({ code: 'NO_BLUETOOTH' }),
      expect(central.connect('00112233445566')).rejects.toMatchObject({ code: 'NO_BLUETOOTH' }),
    ]);
    children[0].kill('SIGKILL');
    expect(await one.closed).toContain('ended by SIGKILL');
    expect(await two.closed).toContain('ended by SIGKILL');
    await calls;
    await one.disconnect();
    await expect(one.read(DOT.battery)).rejects.toMatchObject({ code: 'SENSOR_LOST' });
    expect((await central.connect(idOf(ADDRESS))).id).toBe(idOf(ADDRESS));
    expect(children).toHaveLength(2);
  });

  it('that stands still is ended, so that no call hangs', async () => {
    const central = radioOf(dots(1), 300);
    await central.ready();
    children[0].kill('SIGSTOP');
    await expect(central.connect(idOf(ADDRESS), { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'NO_BLUETOOTH' });
  });

  it('ends when it is closed, and a later call starts it again', async () => {
    const central = radioOf(dots(1));
    const link = await central.connect(idOf(ADDRESS));
    await Promise.all([central.close(), central.close()]);
    expect(await link.closed).toBeNull();
    expect(children[0].exitCode).toBe(0);
    await central.ready();
    expect(children).toHaveLength(2);
  });

  it('gives a call up at once when its signal is aborted, and keeps no link that nobody wants', async () => {
    const central = radioOf(dots(1));
    await central.ready();
    const stop = new AbortController();
    const call = central.connect(idOf(ADDRESS), { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    // Whatever came of the first, the device can be connected to.
    await vi.waitFor(async () => expect((await central.connect(idOf(ADDRESS))).id).toBe(idOf(ADDRESS)), { timeout: 5000 });
  });

  it('ends when whoever started it dies', async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const script = fileURLToPath(new URL('./children/opensRadio.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--import', tsx, script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const radioPid = Number(line.toString());
    process.kill(radioPid, 0);
    parent.kill('SIGKILL');
    await once(parent, 'close');
    await vi.waitFor(() => expect(() => process.kill(radioPid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
  });
});

describe('a radio that cannot be had', () => {
  it('is told across processes, within its time', async () => {
    const central = await openRadio({ environment: { ...process.env, SUREFOOT_RADIO: '', BLUETOOTH_HCI_SOCKET_UART_PORT: '/dev/no-such-port' } });
    await expect(central.ready({ timeoutMs: 1500 })).rejects.toMatchObject({
      name: 'AppError',
      code: 'NO_BLUETOOTH',
      message: expect.stringContaining('No Bluetooth controller answers on /dev/no-such-port') as string,
    });
    await central.close();
  });

  it('names a simulated room that does not exist', async () => {
    const central = await openRadio({ environment: { ...process.env, SUREFOOT_RADIO: 'virtual:no-such-room' } });
    await expect(central.ready()).rejects.toMatchObject({ name: 'AppError', message: expect.stringContaining('no-such-room') as string });
    await central.close();
  });

  it('looks for no real sensors where simulated ones were asked for in a word it does not know', async () => {
    const central = await openRadio({ environment: { ...process.env, SUREFOOT_RADIO: 'virtul:oneDot' } });
    await expect(central.ready()).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('set it to virtual:walkingClinic') as string });
    await central.close();
  });
});
