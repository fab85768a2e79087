import { describe, expect, test } from 'vitest';
import { movellaDot } from '../../../../src/ingest/sensors/movellaDot.ts';
import type { AirOptions } from '../../../../src/simulator/radio/air/options.ts';
import type { Fault, SensorSpec, StreamTruth } from '../../../../src/simulator/radio/index.ts';
import { ModelOnRadio, RadioHost } from '../../../support/radioHost.ts';

const ADDRESS = 'd4:22:cd:00:10:01';
const START_TICK = 5_000_000;
const SETTINGS = { rateHz: 60 };

/** A DOT that streams, and what is heard of it. */
function streaming(faults: readonly Fault[], air: Partial<AirOptions> = {}, spec: Partial<SensorSpec> = {}): { host: RadioHost; sensor: ModelOnRadio; payloads: Uint8Array[] } {
  const host = new RadioHost({ air, sensors: [{ kind: 'movellaDot', address: ADDRESS, startTick: START_TICK, ...spec }], faults });
  const payloads: Uint8Array[] = [];
  const sensor = new ModelOnRadio(host, movellaDot, ADDRESS, (_, payload) => payloads.push(payload));
  sensor.run(movellaDot.start(SETTINGS));
  return { host, sensor, payloads };
}

const truthOf = (host: RadioHost): StreamTruth => host.radio.truth()[0].streams[0];
const ticksOf = (payloads: readonly Uint8Array[]): number[] => payloads.map((bytes) => Buffer.from(bytes).readUInt32LE(0));
const lostFor = (host: RadioHost, why: string): number => truthOf(host).missing().filter((run) => run.why === why).reduce((sum, { start, end }) => sum + end - start, 0);
/** Samples that the clock of the sensor has passed without one arriving. */
const jumps = (ticks: readonly number[]): number => ticks.slice(1).reduce((sum, tick, i) => sum + Math.round(((tick - ticks[i] + 2 ** 32) % 2 ** 32) / (1e6 / 60)) - 1, 0);

describe('a virtual sensor', () => {
  test('sends every sample once and in order where nothing goes wrong', () => {
    const { host, payloads } = streaming([]);
    host.time.run(10_000);
    const { taken, delivered, missingCount } = truthOf(host);
    expect([taken - delivered <= 1, missingCount, payloads.length]).toEqual([true, 0, delivered]);
    expect(delivered).toBeGreaterThan(595);
    expect(jumps(ticksOf(payloads))).toBe(0);
  });

  test('loses what does not fit its queue during a stall, and nothing else', () => {
    const { host, payloads } = streaming([{ kind: 'stall', forS: 0.6, atS: 2, since: 'streaming' }], { queueDepth: 12 });
    host.time.run(5000);
    // 36 samples in 0.6 s, of which 12 wait.
    expect(truthOf(host).missingCount).toBeGreaterThanOrEqual(23);
    expect(truthOf(host).missingCount).toBeLessThanOrEqual(25);
    expect(lostFor(host, 'queueFull')).toBe(truthOf(host).missingCount);
    expect(jumps(ticksOf(payloads))).toBe(truthOf(host).missingCount);
    expect(host.ended.size).toBe(0);
  });

  test('is lost for the computer when a stall outlasts the supervision timeout, and streams on until it is told to stop', () => {
    const { host, sensor, payloads } = streaming([{ kind: 'stall', forS: 5, atS: 1, since: 'streaming' }]);
    host.time.run(7000);
    expect(host.ended.get(sensor.handle)).toBe(0x08);
    const before = payloads.length;
    const again = new ModelOnRadio(host, movellaDot, ADDRESS, (_, payload) => payloads.push(payload));
    host.time.run(1000);
    // Nobody listens yet.
    expect(payloads.length).toBe(before);
    again.run((function* () {
      yield { do: 'subscribe', channel: 0 } as const;
    })());
    host.time.run(1000);
    // Without a start: it never stopped.
    expect(payloads.length).toBeGreaterThan(before + 55);
    expect(jumps(ticksOf(payloads))).toBe(truthOf(host).missingCount);
    expect(lostFor(host, 'noListener')).toBeGreaterThan(0);
    const [first, second] = host.radio.truth()[0].connections;
    expect([first.reason, second.reason]).toEqual([0x08, null]);
    expect(first.sentPackets + second.sentPackets).toBe(payloads.length);
  });

  test('is not heard while it is out of reach', () => {
    const host = new RadioHost({ sensors: [{ kind: 'movellaDot', address: ADDRESS }], faults: [{ kind: 'outOfReach', forS: 2, atS: 0 }] });
    host.time.run(10);
    host.command(0x200c, 1, 0);
    host.events = [];
    host.time.run(1900);
    expect(host.events).toEqual([]);
    host.time.run(400);
    expect(host.events.length).toBeGreaterThan(0);
  });

  test('drops the link with the reason it is given; what was queued is lost', () => {
    const { host, sensor, payloads } = streaming([{ kind: 'drop', reason: 0x13, atS: 1, since: 'streaming' }], { connIntervalMs: 15 });
    host.time.run(2000);
    expect(host.ended.get(sensor.handle)).toBe(0x13);
    expect(host.radio.truth()[0].connections[0].sentPackets).toBe(payloads.length);
  });

  test('drops exactly as many packets as it is told to', () => {
    const { host, payloads } = streaming([{ kind: 'overflow', packets: 7, atS: 1, since: 'streaming' }, { kind: 'overflow', packets: 2, atS: 2, since: 'streaming' }]);
    host.time.run(4000);
    expect(truthOf(host).missing().map(({ start, end }) => end - start)).toEqual([7, 2]);
    expect(jumps(ticksOf(payloads))).toBe(9);
    expect(host.radio.truth()[0].connections[0].droppedAtSensor).toBe(9);
  });

  test.each([['short', 20], ['empty', 0], ['long', 43], ['noise', 40]] as const)('sends damaged packets: %s', (how, length) => {
    const { host, payloads } = streaming([{ kind: 'malformed', packets: 3, how, atS: 1, since: 'streaming' }]);
    host.time.run(3000);
    const { missingCount, delivered } = truthOf(host);
    expect([missingCount, lostFor(host, 'malformed')]).toEqual([3, 3]);
    expect(payloads.length).toBe(delivered + 3);
    expect(payloads.filter((bytes) => bytes.length === length).length).toBe(how === 'noise' ? payloads.length : 3);
  });

  test('loses a share of its packets, the same ones with the same seed', () => {
    const run = (): readonly string[] => {
      const { host, payloads } = streaming([{ kind: 'loss', fraction: 0.2, forS: 10, atS: 0 }], { retryFraction: 0.1 });
      host.time.run(9000);
      expect(jumps(ticksOf(payloads))).toBe(truthOf(host).missingCount);
      expect(truthOf(host).missingCount).toBeGreaterThan(70);
      return payloads.map((bytes) => Buffer.from(bytes).toString('hex'));
    };
    expect(run()).toEqual(run());
  });

  test('sends nothing for a while, with the connection open', () => {
    const { host, sensor } = streaming([{ kind: 'silent', forS: 2, atS: 1, since: 'streaming' }]);
    host.time.run(5000);
    expect(lostFor(host, 'silent')).toBe(120);
    expect(host.ended.has(sensor.handle)).toBe(false);
  });

  test('begins its clock anew after a reboot and has forgotten what it was told', () => {
    const { host, sensor, payloads } = streaming([{ kind: 'reboot', offS: 1, atS: 1, since: 'streaming' }]);
    host.time.run(8000);
    expect(host.ended.get(sensor.handle)).toBe(0x08);
    const before = payloads.length;
    const again = new ModelOnRadio(host, movellaDot, ADDRESS, (_, payload) => payloads.push(payload));
    again.run(movellaDot.start(SETTINGS));
    host.time.run(1000);
    expect(Math.min(...ticksOf(payloads.slice(0, before)))).toBeGreaterThan(START_TICK);
    // Off for one second of the eight.
    expect(ticksOf(payloads)[before] / 1e6).toBeLessThan(8.5);
    expect(payloads.length).toBeGreaterThan(before + 55);
  });

  test('wraps its clock at the moment that was asked for', () => {
    const { host, payloads } = streaming([{ kind: 'wrap', atS: 3 }], {}, { clockPpm: 80 });
    host.time.run(5000);
    const ticks = ticksOf(payloads);
    const wrap = ticks.findIndex((tick, i) => i > 0 && tick < ticks[i - 1]);
    const { firstDelivered, measures } = truthOf(host);
    expect(host.radio.devices[0].timeOf(measures, firstDelivered! + wrap)).toBeGreaterThanOrEqual(3000);
    expect(host.radio.devices[0].timeOf(measures, firstDelivered! + wrap - 1)).toBeLessThan(3000);
    expect(jumps(ticks)).toBe(0);
  });

  test('refuses requests, or does not answer them at all, as often as it is told', () => {
    const host = new RadioHost({
      sensors: [{ kind: 'movellaDot', address: ADDRESS }],
      faults: [{ kind: 'attError', on: 'read', code: 0x0e, times: 2, atS: 0 }, { kind: 'attError', on: 'subscribe', code: 0x05, atS: 0 }, { kind: 'noAnswer', on: 'write', atS: 0 }, { kind: 'attError', on: 'mtu', code: 0x04, atS: 0 }],
    });
    const handle = host.connect(ADDRESS);
    const ask = (...unit: number[]): string | null => {
      const answer = host.request(handle, unit);
      return answer && Buffer.from(answer).toString('hex');
    };
    expect([ask(0x0a, 3, 0), ask(0x0a, 3, 0)]).toEqual(['010a03000e', '010a03000e']);
    expect(ask(0x0a, 3, 0)).toMatch(/^0b/);
    expect([ask(0x12, 0x15, 0, 1, 0), ask(0x12, 0x15, 0, 1, 0)]).toEqual(['0112150005', '13']);
    expect([ask(0x12, 0x0f, 0, 1, 0, 21), ask(0x12, 0x0f, 0, 1, 0, 21)]).toEqual([null, '13']);
    expect(ask(0x02, 0xf7, 0)).toBe('0102f70004');
  });

  test('cannot be connected to as often as it is told', () => {
    const host = new RadioHost({ sensors: [{ kind: 'movellaDot', address: ADDRESS }], faults: [{ kind: 'connectFails', atS: 0 }] });
    expect(() => host.connect(ADDRESS)).toThrow('did not connect');
    expect(host.events).toContain('043e13013e' + '000000' + '00' + '000000000000' + '0c000000900100');
    expect(host.connect(ADDRESS)).toBe(0x40);
  });

  test('goes its way at its own times however long the computer is busy', () => {
    const { host, payloads } = streaming([], { queueDepth: 12 });
    host.time.run(1000);
    host.time.block(2000);
    host.time.run(10);
    // All of it is there, at once: the radio and its buffers did not stop.
    expect(truthOf(host).missingCount).toBe(0);
    expect(payloads.length).toBeGreaterThan(175);
    expect(jumps(ticksOf(payloads))).toBe(0);
  });

  test('waits, and loses what its queue cannot hold, while the computer takes no packets', () => {
    const { host, payloads } = streaming([], { queueDepth: 12 });
    host.time.run(1000);
    host.radio.controller.ready = false;
    host.time.run(1000);
    host.radio.controller.ready = true;
    host.time.run(1000);
    expect(lostFor(host, 'queueFull')).toBe(truthOf(host).missingCount);
    expect(truthOf(host).missingCount).toBeGreaterThanOrEqual(47);
    expect(jumps(ticksOf(payloads))).toBe(truthOf(host).missingCount);
  });

  test('runs as many times as fast as it is told', () => {
    const host = new RadioHost({ speed: 100, sensors: [{ kind: 'movellaDot', address: ADDRESS }] });
    const sensor = new ModelOnRadio(host, movellaDot, ADDRESS, () => undefined);
    sensor.run(movellaDot.start(SETTINGS));
    host.time.run(1000);
    expect(truthOf(host).delivered).toBeGreaterThan(5900);
  });

  test('loses power little by little', () => {
    const { host } = streaming([], {}, { batteryPct: 50, batteryPctPerHour: 36_000 });
    host.time.run(1000);
    expect(host.radio.devices[0].batteryPct()).toBeLessThan(41);
  });
});
