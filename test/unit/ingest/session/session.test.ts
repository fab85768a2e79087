import { map } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dots, elapse, sessionRig, settled, useFakeTime, type Rig } from '../../../support/sessionRig.ts';

let rig: Rig;

beforeEach(useFakeTime);
afterEach(async () => {
  await settled(rig.session.stop());
  rig.radio.close();
  expect([vi.getTimerCount(), rig.central.links]).toEqual([0, 0]);
  vi.useRealTimers();
});

const missing = (sensor = 0): number => rig.radio.truth()[sensor].streams[0].missingCount;

describe('a session', () => {
  it('connects, starts and numbers what comes', async () => {
    rig = sessionRig({ scenario: { sensors: dots(2) } });
    await settled(rig.session.start());
    await elapse(10);
    for (const sensor of rig.session.sensors()) {
      expect(sensor).toMatchObject({ state: 'streaming', lost: 0, reconnects: 0, batteryPct: 80, badPackets: 0, skewPpm: null });
      expect(sensor.samples).toBeGreaterThan(595);
      expect(sensor.rssi).toBeLessThan(-50);
    }
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED', 'SENSOR_CONNECTED']);
    expect(rig.notices[0]).toMatchObject({ site: 'lowerBack', severity: 'note', message: 'The Movella DOT on the lower back is connected and sends.' });
    const own = rig.blocks.filter(({ site }) => site === 'lowerBack');
    expect(own[0].acc.z[0]).toBeCloseTo(9.80665, 4);
    own.slice(1).forEach((block, i) => expect(block.startSample).toBe(own[i].startSample + own[i].length));
  });

  it('tells how the clocks run once that can be told', async () => {
    rig = sessionRig({ scenario: { sensors: dots(3) } });
    await settled(rig.session.start());
    await elapse(90);
    rig.session.sensors().forEach(({ effectiveHz, skewPpm, residualMs }, i) => {
      expect(effectiveHz).toBeCloseTo(60, 1);
      expect(Math.abs(skewPpm! - (20 * i - 30))).toBeLessThan(30);
      expect(residualMs).toBeLessThan(15);
    });
  });

  it('hands every packet to the log as it came, connections and the end marked', async () => {
    rig = sessionRig({ scenario: { sensors: dots(2) } });
    await settled(rig.session.start());
    await elapse(3);
    await settled(rig.session.stop());
    const delivered = rig.radio.truth().map(({ streams }) => streams[0].delivered);
    expect([0, 1].map((sensor) => rig.log.packets.filter((packet) => packet.sensor === sensor).length)).toEqual(delivered);
    expect(rig.log.packets.every(({ payload, channel }) => payload.length === 40 && channel === 0)).toBe(true);
    const marks = rig.log.marks.filter(({ mark }) => mark !== 'notice' && mark !== 'battery').map(({ mark }) => mark);
    expect(marks).toEqual(['connected', 'connected', 'disconnected', 'disconnected', 'stopped']);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    // Told to stop, they do not go on until their batteries are empty.
    await elapse(1);
    expect(rig.radio.truth().map(({ streams }) => streams[0].delivered)).toEqual(delivered);
  });

  it('comes back after a broken connection, and says how long it was and what is missing', async () => {
    rig = sessionRig({ scenario: { sensors: dots(2) } });
    await settled(rig.session.start());
    await elapse(5);
    rig.radio.inject({ kind: 'drop' }, 'DOT 1');
    await elapse(0.1);
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(['reconnecting', 'streaming']);
    await elapse(5);
    expect(rig.session.sensors()[0]).toMatchObject({ state: 'streaming', lost: missing(), lossUncertain: false, reconnects: 1 });
    expect(rig.session.sensors()[1]).toMatchObject({ lost: 0, reconnects: 0 });
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED', 'SENSOR_CONNECTED', 'SENSOR_LOST', 'SENSOR_BACK']);
    expect(rig.notices.at(-1)!.message).toMatch(new RegExp(`is back after 0\\.\\d s; ${missing()} samples are missing\\.`));
  });

  it('keeps its connection through three seconds of silence in the air', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    await elapse(5);
    rig.radio.inject({ kind: 'stall', forS: 0.9 }, 'DOT 1');
    await elapse(5);
    expect(missing()).toBeGreaterThan(30);
    expect(rig.session.sensors()[0]).toMatchObject({ state: 'streaming', lost: missing(), reconnects: 0 });
  });

  it('comes back to a sensor that was out of reach for long', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    await elapse(5);
    rig.radio.inject({ kind: 'outOfReach', forS: 60 }, 'DOT 1');
    await elapse(59);
    expect(rig.session.sensors()[0].state).toBe('reconnecting');
    await elapse(6);
    expect(rig.session.sensors()[0]).toMatchObject({ state: 'streaming', lost: missing(), lossUncertain: false, reconnects: 1 });
    expect(rig.session.sensors()[0].maxGapMs).toBeGreaterThan(59_000);
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED', 'SENSOR_STALE', 'SENSOR_BACK']);
  });

  it('connects anew to a sensor that goes silent', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    await elapse(5);
    rig.radio.inject({ kind: 'silent', forS: 1.5 }, 'DOT 1');
    await elapse(5);
    expect(rig.session.sensors()[0]).toMatchObject({ state: 'streaming', lost: missing(), reconnects: 1 });
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED', 'SENSOR_STALE', 'SENSOR_BACK']);
    expect(rig.notices.find(({ code }) => code === 'SENSOR_STALE')!.message).toMatch(/has sent nothing for 1\.1 s though it is connected/);
  });

  it('says that a loss is an estimate when a sensor was switched off and on', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    await elapse(5);
    rig.radio.inject({ kind: 'reboot', offS: 3 }, 'DOT 1');
    await elapse(10);
    const [{ state, lost, lossUncertain, reconnects }] = rig.session.sensors();
    expect({ state, lossUncertain, reconnects }).toEqual({ state: 'streaming', lossUncertain: true, reconnects: 1 });
    expect(lost / 60).toBeGreaterThan(3);
    expect(lost / 60).toBeLessThan(6);
    expect(rig.notices.at(-1)!.message).toMatch(/about \d+ samples are missing/);
  });

  it('counts packets that cannot be read, and what they would have held as lost', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    await settled(rig.session.start());
    rig.radio.inject({ kind: 'malformed', packets: 7, how: 'short' }, 'DOT 1');
    await elapse(3);
    expect(rig.session.sensors()[0]).toMatchObject({ badPackets: 7, lost: 7, state: 'streaming' });
  });

  it('tells a low battery once', async () => {
    rig = sessionRig({ scenario: { sensors: [{ ...dots(1)[0], batteryPct: 21, batteryPctPerHour: 12 }] } });
    await settled(rig.session.start());
    await elapse(900, 50);
    expect(rig.codes().filter((code) => code === 'BATTERY_LOW')).toHaveLength(1);
    expect(rig.log.marks.flatMap((mark) => (mark.mark === 'battery' ? [mark.pct] : []))).toEqual([21, 20, 19, 18]);
    expect(rig.session.sensors()[0].batteryPct).toBe(18);
  });

  it('tells a weak signal', async () => {
    rig = sessionRig({ scenario: { sensors: [{ ...dots(1)[0], air: { rssi: -94 } }] } });
    await settled(rig.session.start());
    await elapse(40);
    expect(rig.codes()).toEqual(['SENSOR_CONNECTED', 'SIGNAL_WEAK']);
  });

  it('goes on when a subscriber fails', async () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    let failure: unknown;
    rig.session.blocks.pipe(map((): never => {
      throw new Error('a fault in a view');
    })).subscribe({ error: (error: unknown) => (failure = error) });
    await settled(rig.session.start());
    await elapse(2);
    expect(failure).toBeInstanceOf(Error);
    expect(rig.blocks.length).toBeGreaterThan(100);
    expect(rig.session.sensors()[0].state).toBe('streaming');
  });

  it('stops by itself when its log fails, and says so', async () => {
    rig = sessionRig({ scenario: { sensors: dots(2) } });
    let isComplete = false;
    rig.session.blocks.subscribe({ complete: () => (isComplete = true) });
    await settled(rig.session.start());
    rig.log.fail(new Error('live.sfraw cannot be written: the disk is full.'));
    await elapse(1);
    expect(isComplete).toBe(true);
    expect(rig.notices.at(-1)).toMatchObject({ code: 'LOG_FAILED', severity: 'problem', site: null, message: 'Recording stopped: live.sfraw cannot be written: the disk is full.' });
    expect(rig.session.sensors().map(({ state }) => state)).toEqual(['stopped', 'stopped']);
  });

  it('refuses to wear a sensor twice', () => {
    rig = sessionRig({ scenario: { sensors: dots(1) } });
    expect(() => sessionRig({ scenario: { sensors: dots(2) }, wear: (worn) => worn.map((sensor) => ({ ...sensor, id: 'same' })) })).toThrow(RangeError);
  });
});
