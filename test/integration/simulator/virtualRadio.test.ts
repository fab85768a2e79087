import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RadioScenario, SensorSpec, VirtualRadio } from '../../../src/simulator/radio/index.ts';
import { hasSocat, radioOnSerialLine, startTalker, type Talker } from '../../support/virtualRadio.ts';

/** Unchanged noble in a process of its own, in front of a virtual radio: on a serial line, or in the same process. */

const client = join(import.meta.dirname, 'children/nobleClient.ts');
const dot = (part: string): string => `1517${part}494711e98646d663bd873d93`;
const dots = (count: number): SensorSpec[] => Array.from({ length: count }, (_, i) => ({
  kind: 'movellaDot', address: `d4:22:cd:00:10:0${i + 1}`, name: `Movella DOT ${i + 1}`, site: 'lowerBack', signal: { scenario: 'straight' }, batteryPct: 70 + i,
}));
const ID = 'd422cd001001';

interface Packets { readonly packets: readonly string[] }

async function stream(noble: Talker, id: string, options: object = {}): Promise<void> {
  await noble.ask({ do: 'subscribe', id, uuid: dot('2003'), ...options });
  await noble.ask({ do: 'write', id, uuid: dot('2001'), hex: '010115' });
}

const stop = (noble: Talker, id: string): Promise<object> => noble.ask({ do: 'write', id, uuid: dot('2001'), hex: '010015' });

/** Packets that noble got until the sensor was told to stop and its queue was empty. */
async function allPackets(noble: Talker, radio: VirtualRadio, id: string): Promise<readonly string[]> {
  await stop(noble, id);
  const [connection] = radio.device(id.replace(/(..)(?=.)/g, '$1:')).connections.slice(-1);
  return (await noble.ask<Packets>({ do: 'packets', id, count: connection.sentPackets })).packets;
}

function startProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/virtual-radio.ts', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    // So that it takes socat with it.
    child.kill('SIGTERM');
    await ended;
  });
  return { child, ended, said: () => said };
}

const missedIn = (packets: readonly string[]): number => {
  const ticks = packets.map((packet) => Buffer.from(packet, 'hex').readUInt32LE(0));
  return ticks.slice(1).reduce((sum, tick, i) => sum + Math.round((tick - ticks[i]) / (1e6 / 60)) - 1, 0);
};

describe.skipIf(!hasSocat)('noble on a serial line', () => {
  test('finds a sensor, reads what it is, and gets every sample that it sent', async () => {
    const { radio, env } = await radioOnSerialLine({ sensors: dots(1) });
    const noble = startTalker(client, env);
    expect(await noble.ask({ do: 'scan', count: 1 })).toEqual({ found: [{ id: ID, rssi: expect.any(Number) as number, name: 'Movella DOT 1', manufacturerData: '8608', services: [] }] });
    const { characteristics } = await noble.ask<{ characteristics: string[] }>({ do: 'connect', id: ID });
    expect(characteristics).toContain(`${dot('1002')} read write`);
    expect(characteristics).toContain(`${dot('2003')} notify`);
    expect(await noble.ask({ do: 'read', id: ID, uuid: dot('3001') })).toEqual({ hex: '4600' });
    // 34 bytes: more than the 22 of a sensor that agreed to no longer units.
    expect((await noble.ask<{ hex: string }>({ do: 'read', id: ID, uuid: dot('1001') })).hex).toHaveLength(68);
    await stream(noble, ID);
    await noble.ask({ do: 'packets', id: ID, count: 120 });
    const packets = await allPackets(noble, radio, ID);
    const [{ streams: [truth] }] = radio.truth();
    expect([packets.length, missedIn(packets), truth.missingCount]).toEqual([truth.delivered, 0, 0]);
    await noble.ask({ do: 'disconnect', id: ID });
    expect(radio.truth()[0].connections.map(({ reason }) => reason)).toEqual([0x16]);
    await noble.end();
  });

  test('misses exactly what was lost in a stall, in an overflow, and in damaged packets', async () => {
    const { radio, env } = await radioOnSerialLine({
      sensors: dots(1),
      faults: [
        { kind: 'stall', forS: 0.6, atS: 0.5, since: 'streaming' },
        { kind: 'overflow', packets: 5, atS: 1.5, since: 'streaming' },
        { kind: 'malformed', packets: 4, how: 'short', atS: 2, since: 'streaming' },
      ],
    });
    const noble = startTalker(client, env);
    await noble.ask({ do: 'scan', count: 1 });
    await noble.ask({ do: 'connect', id: ID });
    await stream(noble, ID);
    await noble.ask({ do: 'packets', id: ID, count: 130 });
    const packets = await allPackets(noble, radio, ID);
    const whole = packets.filter((packet) => packet.length === 80);
    const [{ streams: [truth] }] = radio.truth();
    expect(packets.length - whole.length).toBe(4);
    expect(whole.length).toBe(truth.delivered);
    expect(missedIn(whole)).toBe(truth.missingCount);
    // 36 samples of the stall, of which 12 waited; 5 and 4 more.
    expect(truth.missingCount).toBeGreaterThanOrEqual(23 + 9);
    await noble.end();
  });

  test('is told of a lost link, and comes back to a sensor that streams on', async () => {
    const { radio, env } = await radioOnSerialLine({ sensors: dots(1) });
    const noble = startTalker(client, env);
    await noble.ask({ do: 'scan', count: 1 });
    await noble.ask({ do: 'connect', id: ID });
    await stream(noble, ID);
    const { packets: before } = await noble.ask<Packets>({ do: 'packets', id: ID, count: 30 });
    radio.inject({ kind: 'drop' }, dots(1)[0].address);
    expect(await noble.ask({ do: 'ended', id: ID })).toEqual({ reason: 0x08 });
    await noble.ask({ do: 'connect', id: ID });
    await noble.ask({ do: 'subscribe', id: ID, uuid: dot('2003') });
    await noble.ask({ do: 'packets', id: ID, count: before.length + 60 });
    await stop(noble, ID);
    const [{ streams: [truth], connections }] = radio.truth();
    const { packets } = await noble.ask<Packets>({ do: 'packets', id: ID, count: connections[0].sentPackets + connections[1].sentPackets });
    expect(packets.length).toBe(truth.delivered);
    expect(missedIn(packets)).toBe(truth.missingCount);
    expect(truth.missingCount).toBeGreaterThan(0);
    await noble.end();
  });

  test('keeps up with five sensors at a hundred times their speed', async () => {
    const { radio, env } = await radioOnSerialLine({ speed: 100, air: { queueDepth: 1e6, packetsPerEvent: 1e6 }, sensors: dots(5) });
    const noble = startTalker(client, env);
    const { found } = await noble.ask<{ found: { id: string }[] }>({ do: 'scan', count: 5 });
    for (const { id } of found) await noble.ask({ do: 'connect', id });
    for (const { id } of found) {
      await noble.ask({ do: 'subscribe', id, uuid: dot('2003'), keep: false });
    }
    for (const { id } of found) await noble.ask({ do: 'write', id, uuid: dot('2001'), hex: '010115' });
    for (const { id } of found) await noble.ask({ do: 'packets', id, count: 6000 });
    for (const { id } of found) await stop(noble, id);
    for (const { id } of found) {
      const [connection] = radio.device(id.replace(/(..)(?=.)/g, '$1:')).connections;
      const { packets } = await noble.ask<Packets>({ do: 'packets', id, count: connection.sentPackets });
      expect(packets.length).toBe(connection.sentPackets);
    }
    expect(radio.truth().map(({ streams: [truth] }) => truth.missingCount)).toEqual([0, 0, 0, 0, 0]);
    await noble.end();
  });

  test('runs as a program, says where it is, and tells at its end what was sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'surefoot-radio-'));
    const port = join(folder, 'hci');
    const program = startProgram(['oneDot', '--port', port]);
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const [line] = (await once(createInterface(program.child.stdout), 'line')) as [string];
    expect(line).toBe(`BLUETOOTH_HCI_SOCKET_UART_PORT=${port}`);
    // One client after another: each finds a radio that has forgotten the one before.
    for (let round = 0; round < 2; round++) {
      const noble = startTalker(client, { BLUETOOTH_HCI_SOCKET_UART_PORT: port });
      await noble.ask({ do: 'scan', count: 1 });
      await noble.ask({ do: 'connect', id: ID });
      await noble.end();
    }
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.said()).toMatch(/Movella DOT accGyr: 0 samples measured, 0 sent, 0 lost/);
    expect(existsSync(port)).toBe(false);
  });
});

describe('the program', () => {
  test.each([
    ['socat is missing', ['oneDot'], { PATH: '' }, 'virtual-radio: socat is needed for a virtual radio on a serial line. On Debian: apt-get install socat\n'],
    ['there is no such scenario', ['nowhere.json'], {}, 'virtual-radio: nowhere.json is neither a ready-made radio scenario (oneDot, walkingClinic) nor a file that can be read.\n'],
    ['a scenario is wrong', ['{"sensors": [{"kind": "movellaDot", "address": "1"}]}'], {}, 'virtual-radio: radio scenario: sensors[0].address: must be an address like d4:22:cd:00:10:01 in small letters, is "1"\n'],
    ['a scenario is not JSON', ['{'], {}, /^virtual-radio: radio scenario is not JSON: [^\n]+\n$/],
  ])('says in one line what to do where %s', async (_, args, env, said) => {
    const program = startProgram(args, env);
    expect(await program.ended).toBe(2);
    if (typeof said === 'string') expect(program.said()).toBe(said);
    else expect(program.said()).toMatch(said);
  });
});

describe('noble with the radio in its own process', () => {
  test('finds every kind of sensor and gets what it sends', async () => {
    const scenario: RadioScenario = {
      air: { advertisingMs: 20 },
      sensors: [
        ...dots(2),
        { kind: 'metaMotionR', address: 'c0:00:00:00:00:01' },
        { kind: 'polarH10', address: 'a0:9e:1a:00:00:01' },
        { kind: 'polarVeritySense', address: 'a0:9e:1a:00:00:02' },
        { kind: 'witMotion', address: 'c0:00:00:00:00:02' },
        { kind: 'thingy52', address: 'c0:00:00:00:00:03' },
        { kind: 'generic', address: 'c0:00:00:00:00:04' },
      ],
    };
    const noble = startTalker(client, { RADIO: JSON.stringify(scenario) });
    const { found } = await noble.ask<{ found: { id: string; name: string; services: string[] }[] }>({ do: 'scan', count: 8 });
    const named = Object.fromEntries(found.map(({ name, services }) => [name, services]));
    expect(named).toEqual({
      'Movella DOT 1': [], 'Movella DOT 2': [],
      MetaWear: ['326a900085cb9195d9dd464cfbbae75a'],
      'Polar H10 0A1B2C3D': ['180d'], 'Polar Sense 0A1B2C3D': ['180d'],
      WT901BLE68: ['0000ffe500001000800000805f9a34fb'],
      Thingy: ['ef6801009b3549339b1052ffa9740042'],
      'Surefoot Nano': ['7d3c1a0052f44c1e9f3b2a6f0c8e4d10'],
    });
    for (const id of [ID, 'd422cd001002']) {
      await noble.ask({ do: 'connect', id });
      await stream(noble, id);
    }
    await noble.ask({ do: 'connect', id: 'c00000000004' });
    await noble.ask({ do: 'subscribe', id: 'c00000000004', uuid: '7d3c1a0152f44c1e9f3b2a6f0c8e4d10' });
    await noble.ask({ do: 'packets', id: 'c00000000004', count: 50 });
    await noble.ask({ do: 'packets', id: ID, count: 60 });
    const { packets } = await noble.ask<Packets>({ do: 'packets', id: 'd422cd001002', count: 60 });
    expect(missedIn(packets)).toBe(0);
    await noble.end();
  });
});
