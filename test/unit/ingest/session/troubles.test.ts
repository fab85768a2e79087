import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FaultKind } from '../../../../src/simulator/radio/index.ts';
import { dots, elapse, sessionRig, settled, useFakeTime, type Rig } from '../../../support/sessionRig.ts';

let rig: Rig;

beforeEach(useFakeTime);
afterEach(async () => {
  await settled(rig.session.stop());
  rig.radio.close();
  expect([vi.getTimerCount(), rig.central.links]).toEqual([0, 0]);
  vi.useRealTimers();
});

/** One sensor with a fault from the beginning. */
function withFault(...faults: FaultKind[]): void {
  rig = sessionRig({ scenario: { sensors: dots(1) } });
  for (const fault of faults) rig.radio.inject(fault, 'DOT 1');
}

describe('a sensor that cannot be started', () => {
  it('is tried again without a word when connecting fails once', async () => {
    withFault({ kind: 'connectFails', times: 1 });
    await settled(rig.session.start());
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED']);
  });

  it('is told when connecting fails twice, and goes on being tried', async () => {
    withFault({ kind: 'connectFails', times: 5 });
    await settled(rig.session.start());
    expect(rig.session.sensors()[0].state).toBe('failed');
    expect(rig.notices.at(-1)).toMatchObject({ code: 'SENSOR_UNREACHABLE', severity: 'problem' });
    await elapse(30);
    expect(rig.codes()).toEqual(['SENSOR_UNREACHABLE', 'SENSOR_CONNECTED']);
    expect(rig.session.sensors()[0]).toMatchObject({ state: 'streaming', reconnects: 0, lost: 0 });
  });

  it('says when the sensor refuses, and asks again after half a minute', async () => {
    withFault({ kind: 'attError', on: 'write', code: 0x13 });
    await settled(rig.session.start());
    expect(rig.codes()).toEqual(['SENSOR_REFUSED']);
    await elapse(25);
    expect(rig.session.sensors()[0].state).toBe('failed');
    await elapse(10);
    expect(rig.codes()).toEqual(['SENSOR_REFUSED', 'SENSOR_CONNECTED']);
  });

  it.each(['mtu', 'read', 'write', 'subscribe'] as const)('is connected anew when a request (%s) is not answered', async (on) => {
    withFault({ kind: 'noAnswer', on });
    await settled(rig.session.start());
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED']);
  });

  it('is connected anew when the connection breaks while it is being started', async () => {
    withFault({ kind: 'noAnswer', on: 'subscribe' });
    const started = rig.session.start();
    await elapse(1);
    expect(rig.session.sensors()[0].state).toBe('starting');
    rig.radio.inject({ kind: 'drop' }, 'DOT 1');
    await settled(started);
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED']);
  });

  it('is told when it takes the start and sends nothing', async () => {
    withFault({ kind: 'silent', forS: 20 });
    await settled(rig.session.start());
    expect(rig.notices.at(-1)!.message).toMatch(/cannot be used yet: it was started but sent nothing for \d\.\d s; switch it off and on\. It goes on being tried\./);
    await elapse(30);
    expect(rig.codes()).toEqual(['SENSOR_UNREACHABLE', 'SENSOR_CONNECTED']);
  });
});

describe('a sensor that is not there', () => {
  const absent = { sensors: dots(5) };

  it('does not hold up the others', async () => {
    rig = sessionRig({ scenario: absent });
    rig.radio.inject({ kind: 'outOfReach', forS: 1e6 }, 'DOT 1');
    const started = rig.session.start();
    await elapse(12);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual([expect.stringMatching(/connecting|waiting/), 'streaming', 'streaming', 'streaming', 'streaming']);
    await settled(started);
    expect(rig.codes().filter((code) => code === 'SENSOR_UNREACHABLE')).toHaveLength(1);
    await elapse(60);
    expect(rig.codes().filter((code) => code !== 'SENSOR_CONNECTED')).toEqual(['SENSOR_UNREACHABLE']);
  });

  it('gives way to one that was lost for a moment', async () => {
    rig = sessionRig({ scenario: absent });
    rig.radio.inject({ kind: 'outOfReach', forS: 1e6 }, 'DOT 1');
    await settled(rig.session.start());
    for (let i = 0; i < 5; i++) {
      rig.radio.inject({ kind: 'drop' }, 'DOT 3');
      await elapse(1.5);
      expect(rig.session.sensors()[2].state).toBe('streaming');
      await elapse(5);
    }
    expect(rig.session.sensors()[2].reconnects).toBe(5);
  });

  it('joins when it comes', async () => {
    rig = sessionRig({ scenario: absent });
    rig.radio.inject({ kind: 'outOfReach', forS: 40 }, 'DOT 1');
    await settled(rig.session.start());
    await elapse(40);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(Array(5).fill('streaming'));
  });
});

describe('stopping a session', () => {
  // A start takes about a third of a second in this room; afterwards everything has its turn once.
  it.each([0, 20, 60, 100, 140, 180, 220, 260, 300, 400, 1000])('leaves nothing behind %d ms after it began', async (ms) => {
    rig = sessionRig({ scenario: { sensors: dots(3) } });
    const started = rig.session.start();
    await elapse(ms / 1000);
    await Promise.all([settled(rig.session.stop()), settled(started)]);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(Array(3).fill('stopped'));
    expect(rig.log.marks.at(-1)!.mark).toBe('stopped');
  });

  it.each<[string, FaultKind]>([
    ['a request waits for its answer', { kind: 'noAnswer', on: 'subscribe', times: 9 }],
    ['a sensor is being looked for', { kind: 'outOfReach', forS: 1e6 }],
    ['a sensor has refused', { kind: 'attError', on: 'write', code: 0x13, times: 9 }],
    ['connecting fails again and again', { kind: 'connectFails', times: 99 }],
    ['a sensor is silent', { kind: 'silent', forS: 1e6 }],
  ])('leaves nothing behind while %s', async (_, fault) => {
    rig = sessionRig({ scenario: { sensors: dots(3) } });
    rig.radio.inject(fault, 'DOT 2');
    const started = rig.session.start();
    await elapse(3);
    await Promise.all([settled(rig.session.stop(), 6), settled(started)]);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(Array(3).fill('stopped'));
  });

  it('does not wait for ever for a sensor that no longer answers, and says that it may go on sending', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    rig.radio.inject({ kind: 'noAnswer', on: 'write', times: 9 }, 'DOT 1');
    await settled(rig.session.stop(), 6);
    expect(rig.codes().at(-1)).toBe('SENSOR_NOT_STOPPED');
  });

  it('is the same as stopping it once, and before it began', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await Promise.all([settled(rig.session.stop()), settled(rig.session.stop())]);
    await settled(rig.session.start());
    expect(rig.log.marks.map(({ mark }) => mark)).toEqual(['stopped']);
  });
});
