import { Subject } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../src/model/index.ts';
import type { FoundSensor, ImuBlock, LiveEvent, LiveSensor, NoticeEvent, SensorAxes, SensorState, SessionStart } from '../../../../../src/model/index.ts';
import { liveControl } from '../../../../../src/pipeline/live/control/liveControl.ts';
import type { LivePorts, OpenedSession } from '../../../../../src/pipeline/live/control/ports.ts';

const request: SessionStart = { sensors: [{ id: 'a', site: 'lowerBack' }, { id: 'b', site: 'leftFoot' }], patientId: 'p1', protocol: 'walk' };

const worn = (id: string, site: string, state: SensorState): LiveSensor => ({
  id, site, state, model: 'movella-dot', label: 'Movella DOT', rateHz: 60, rssi: -50, batteryPct: 90, weaknesses: [],
  samples: 60, lost: 0, lossUncertain: false, lossPct: 0, maxGapMs: 0, effectiveHz: null, skewPpm: null, residualMs: null, reconnects: 0, badPackets: 0,
});

const KEPT = 'What was recorded is kept on this computer; Surefoot tries to take it in again when it is next started.';

/** A promise that is settled by hand. */
function byHand<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
}

/** The world outside of the control, by script. */
function world(changes: Partial<LivePorts> = {}) {
  const blocks = new Subject<ImuBlock<SensorAxes>>();
  const notices = new Subject<NoticeEvent>();
  const log: string[] = [];
  const start = byHand<void>();
  const failed = byHand<Error>();
  const states: SensorState[] = ['waiting', 'waiting'];
  const faults: unknown[] = [];
  const opened: OpenedSession = {
    id: 's1', startedAt: '2026-03-02T09:00:00.000Z', startedMs: Date.now(), blocks, notices,
    sensors: () => request.sensors.map(({ id, site }, i) => worn(id, site, states[i])),
    start: () => start.promise,
    mark: async (mark, timeMs) => void log.push(`${mark} at ${timeMs - opened.startedMs}`),
    stop: async () => { log.push('stop'); states.fill('stopped'); blocks.complete(); notices.complete(); start.resolve(); },
    failed: failed.promise,
    seal: async () => { log.push('seal'); return { motionPath: 'sealed/walk_motion.tsv' }; },
    close: async () => void log.push('close'),
  };
  const ports: LivePorts = {
    scan: async () => [],
    openSession: async () => opened,
    keep: async ({ motionPath }, { patientId }) => { log.push(`keep ${motionPath} for ${patientId}`); return { assessmentId: 'as1' }; },
    now: () => Date.now(),
    onFault: (error) => faults.push(error),
    ...changes,
  };
  const control = liveControl(ports);
  const events: LiveEvent[] = [];
  const stopListening = control.listen((event) => events.push(event));
  const sessions = () => events.filter((event) => event.type === 'session');
  return { control, opened, blocks, notices, start, failed, states, log, events, faults, sessions, stopListening };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a live session', () => {
  it('goes from idle over starting, recording and sealing to done, and says where the assessment is', async () => {
    const { control, start, sessions, log } = world();
    expect(control.session()).toMatchObject({ state: 'idle', id: null, sensors: [] });
    expect(await control.start(request)).toMatchObject({ state: 'starting', id: 's1', startedAt: '2026-03-02T09:00:00.000Z', elapsedS: 0 });
    start.resolve();
    await settled();
    await vi.advanceTimersByTimeAsync(2500);
    expect(await control.stop()).toMatchObject({ state: 'done', assessmentId: 'as1', message: null, elapsedS: 2.5 });
    expect(log).toEqual(['stop', 'seal', 'keep sealed/walk_motion.tsv for p1', 'close']);
    expect([...new Set(sessions().map(({ state }) => state))]).toEqual(['idle', 'starting', 'recording', 'sealing', 'done']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(control.session().elapsedS).toBe(2.5);
  });

  it('keeps a mark, and tells of it, from when every sensor sends', async () => {
    const { control, start, events, log } = world();
    await expect(control.mark('go')).rejects.toMatchObject({ code: 'CONFLICT', message: 'Nothing is being recorded, so nothing can be marked.' });
    await control.start(request);
    await expect(control.mark('go')).rejects.toMatchObject({ code: 'CONFLICT', message: 'Nothing can be marked now: wait until every sensor sends.' });
    start.resolve();
    await settled();
    await vi.advanceTimersByTimeAsync(1234);
    expect(await control.mark('go')).toEqual({ type: 'mark', mark: 'go', timeS: 1.234 });
    expect(log).toEqual(['go at 1234']);
    expect(events.filter(({ type }) => type === 'mark')).toEqual([{ type: 'mark', mark: 'go', timeS: 1.234 }]);
    await control.stop();
    await expect(control.mark('stop')).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('of a test with a duration ends by itself: a stop mark so long after the last go, and two seconds for the person to come to rest', async () => {
    const { control, start, log } = world();
    await control.start({ ...request, endsBy: { durationS: 30 } });
    start.resolve();
    await settled();
    await control.mark('go');
    await vi.advanceTimersByTimeAsync(10_000);
    // A false start.
    await control.mark('go');
    await vi.advanceTimersByTimeAsync(31_999);
    expect(log).toEqual(['go at 0', 'go at 10000', 'stop at 40000']);
    expect(control.session().state).toBe('recording');
    await vi.advanceTimersByTimeAsync(1);
    expect(control.session()).toMatchObject({ state: 'done', elapsedS: 42 });
  });

  it('of a test without a duration ends by the stop mark alone, and never where that was not asked for', async () => {
    const guided = world();
    await guided.control.start({ ...request, endsBy: { durationS: null } });
    guided.start.resolve();
    await settled();
    await guided.control.mark('go');
    await vi.advanceTimersByTimeAsync(600_000);
    await guided.control.mark('stop');
    await vi.advanceTimersByTimeAsync(2000);
    expect(guided.control.session()).toMatchObject({ state: 'done', elapsedS: 602 });
    const plain = world();
    await plain.control.start(request);
    plain.start.resolve();
    await settled();
    await plain.control.mark('stop');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(plain.control.session().state).toBe('recording');
    await plain.control.stop();
  });

  it('is told once a second, and at once when a sensor\'s state changes', async () => {
    const { control, start, sessions, states } = world();
    await control.start(request);
    start.resolve();
    await settled();
    const before = sessions().length;
    await vi.advanceTimersByTimeAsync(3000);
    expect(sessions().length - before).toBe(3);
    states[1] = 'streaming';
    await vi.advanceTimersByTimeAsync(250);
    expect(sessions().length - before).toBe(4);
    expect(sessions().at(-1)!.sensors.map(({ state }) => state)).toEqual(['waiting', 'streaming']);
    await control.stop();
  });

  it('hands on notices and what the sensors show', async () => {
    const { control, events, blocks, notices } = world();
    await control.start(request);
    const n = new Float64Array(60).fill(9.81);
    blocks.next({ site: 'leftFoot', sampleRateHz: 60, startSample: 0, length: 60, acc: { x: n, y: n, z: n }, gyr: null });
    notices.next({ type: 'notice', severity: 'problem', code: 'SENSOR_LOST', message: 'The sensor at the left foot is gone.', site: 'leftFoot', timeS: 1 });
    expect(events.filter(({ type }) => type === 'trace')).toHaveLength(2);
    expect(events.slice(-2).map(({ type }) => type)).toEqual(['notice', 'session']);
    await control.stop();
  });

  it('tells whoever comes late the present state first', async () => {
    const { control, start } = world();
    await control.start(request);
    start.resolve();
    await settled();
    const late: LiveEvent[] = [];
    const stopListening = control.listen((event) => late.push(event));
    expect(late).toMatchObject([{ type: 'session', state: 'recording' }]);
    stopListening();
    await control.stop();
    expect(late).toHaveLength(1);
  });

  it('can be stopped while sensors are still being connected, and while it is being opened', async () => {
    const connecting = world();
    await connecting.control.start(request);
    expect(await connecting.control.stop()).toMatchObject({ state: 'done' });

    const opening = byHand<OpenedSession>();
    const { control, opened } = world({ openSession: () => opening.promise });
    const started = control.start(request);
    const stopped = control.stop();
    opening.resolve(opened);
    expect([(await started).state, (await stopped).state]).toEqual(['starting', 'done']);
  });

  it('that is stopped twice is sealed once', async () => {
    const { control, log } = world();
    await control.start(request);
    const both = await Promise.all([control.stop(), control.stop()]);
    expect(both.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(log.filter((word) => word === 'seal')).toHaveLength(1);
  });

  it('can be followed by another one', async () => {
    const { control } = world();
    await control.start(request);
    await control.stop();
    await expect(control.stop()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await control.start(request)).state).toBe('starting');
    expect((await control.stop()).state).toBe('done');
  });

  it('runs alone: nothing else is started or looked for meanwhile', async () => {
    const { control } = world();
    const first = control.start(request);
    await expect(control.start(request)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(control.scan(5)).rejects.toMatchObject({ code: 'CONFLICT' });
    await first;
    await expect(control.start(request)).rejects.toMatchObject({ code: 'CONFLICT' });
    await control.stop();
  });
});

describe('a live session that goes wrong', () => {
  it('while it is opened tells its caller why and leaves everything as it was', async () => {
    const { control, sessions } = world({ openSession: async () => { throw new AppError('NO_BLUETOOTH', 'Bluetooth is off; switch it on.'); } });
    await expect(control.start(request)).rejects.toMatchObject({ code: 'NO_BLUETOOTH' });
    await expect(control.stop()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect([control.session().state, sessions().length]).toEqual(['idle', 1]);
  });

  it('while it starts has failed, with a sentence', async () => {
    const { control, start, log } = world();
    await control.start(request);
    start.reject(new AppError('SENSOR_REFUSED', 'The sensor at the left foot refused to start.'));
    await settled();
    expect(control.session()).toMatchObject({ state: 'failed', message: `The sensor at the left foot refused to start. ${KEPT}` });
    expect(log).toEqual(['stop', 'close']);
  });

  it('because the disk is full stops, and is not sealed', async () => {
    const { control, start, failed, log } = world();
    await control.start(request);
    start.resolve();
    await settled();
    failed.resolve(new AppError('UNWRITABLE', 'The disk is full'));
    await settled();
    expect(control.session()).toMatchObject({ state: 'failed', message: `The disk is full. ${KEPT}`, assessmentId: null });
    expect(log).toEqual(['stop', 'close']);
  });

  it.each(['seal', 'keep'] as const)('at the step "%s" has failed, keeps the recording and lets the radio go', async (step) => {
    const broken = async () => { throw new Error('bug'); };
    const { control, opened, log } = world(step === 'keep' ? { keep: broken } : {});
    if (step === 'seal') Object.assign(opened, { seal: broken });
    await control.start(request);
    const last = await control.stop();
    expect(last).toMatchObject({ state: 'failed', assessmentId: null, message: `Something is wrong in the software: bug. ${KEPT}` });
    expect(log.at(-1)).toBe('close');
  });

  it('before any sensor has sent a sample does not say that something is kept', async () => {
    const { control, opened } = world({ keep: async () => { throw new AppError('BAD_RECORDING', 'No sensor sent a sample; record again.', { field: 'samples' }); } });
    const silent = opened.sensors().map((sensor) => ({ ...sensor, samples: 0 }));
    Object.assign(opened, { sensors: () => silent });
    await control.start(request);
    expect(await control.stop()).toMatchObject({ state: 'failed', message: 'No sensor sent a sample; record again.' });
  });

  it('only in the view goes on recording, and says so', async () => {
    const { control, events, blocks, faults } = world();
    await control.start(request);
    const none = new Float64Array(1);
    blocks.next({ site: 'leftFoot', sampleRateHz: 0, startSample: 0, length: 1, acc: { x: none, y: none, z: none }, gyr: null });
    expect(events.at(-1)).toMatchObject({ type: 'notice', severity: 'note', code: 'VIEW_FAILED' });
    expect(faults).toEqual([expect.any(RangeError)]);
    expect(await control.stop()).toMatchObject({ state: 'done' });
  });

  it('only in a listener leaves that one out', async () => {
    const { control, faults, sessions } = world();
    let calls = 0;
    control.listen(() => { calls++; throw new Error('no'); });
    await control.start(request);
    await control.stop();
    expect([calls, faults.length]).toEqual([1, 1]);
    expect(sessions().at(-1)!.state).toBe('done');
  });

  it.each([
    [[], 'at least one sensor', 'sensors'],
    [[{ id: 'a', site: 'head' }, { id: 'a', site: 'sternum' }], 'chosen twice', 'sensors.1.id'],
    [[{ id: 'a', site: 'head' }, { id: 'b', site: 'head' }], 'Two sensors', 'sensors.1.site'],
  ])('because of its sensors %j is refused', async (sensors, words, field) => {
    const { control } = world();
    await expect(control.start({ ...request, sensors })).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(words) as string, where: { field } });
  });
});

describe('a search for sensors', () => {
  const heard = (id: string, rssi: number | null): FoundSensor => ({ id, rssi, model: null, name: null, supported: false, capabilities: null, weaknesses: [] });

  it('tells the strongest first', async () => {
    const { control } = world({ scan: async () => [heard('weak', -90), heard('unknown', null), heard('strong', -40)] });
    expect((await control.scan(1)).map(({ id }) => id)).toEqual(['strong', 'weak', 'unknown']);
  });

  it('gives way to a session, with what was found until then', async () => {
    const order: string[] = [];
    const { control, opened } = world({
      scan: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => { order.push('scan over'); resolve([heard('a', -50)]); })),
    });
    const found = control.scan(60);
    await expect(control.scan(5)).rejects.toMatchObject({ code: 'CONFLICT' });
    const begin = opened.start.bind(opened);
    Object.assign(opened, { start: () => { order.push('session starts'); return begin(); } });
    await control.start(request);
    expect((await found).map(({ id }) => id)).toEqual(['a']);
    expect(order).toEqual(['scan over', 'session starts']);
    await control.stop();
  });

  it('that gives way before its end tells its caller that a recording was started', async () => {
    const { control } = world({ scan: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))) });
    const found = control.scan(60);
    const refused = expect(found).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('A recording was started meanwhile') as string });
    await control.start(request);
    await refused;
    await control.stop();
  });

  it('that is aborted by its caller ends', async () => {
    const stop = new AbortController();
    const { control } = world({ scan: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))) });
    const found = control.scan(60, stop.signal);
    stop.abort(new Error('enough'));
    await expect(found).rejects.toThrow('enough');
    await control.start(request);
    await control.stop();
  });
});
