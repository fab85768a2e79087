import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveMessage } from '../../../src/api/schemas/index.ts';
import type { ContactEvent, LiveEvent, NoticeEvent, TraceEvent } from '../../../src/model/index.ts';
import { fillClinic } from './clinic.ts';
import { ScriptedLive, streaming } from './scriptedLive.ts';
import { startServer } from './server.ts';
import type { TestServer } from './server.ts';

let server: TestServer;
let live: ScriptedLive;
let port: number;
const open: ClientRequest[] = [];

beforeEach(async () => {
  // Only the heartbeat's timer: sockets and streams keep their own time.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  live = new ScriptedLive();
  // Beside its own port also under the name that inject() uses.
  server = await startServer({ live, allowedHosts: ['localhost'] });
  await fillClinic(server.stores);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  port = (server.app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const request of open.splice(0)) request.destroy();
  await server.close();
  vi.useRealTimers();
});

interface Told {
  readonly id: number;
  readonly event: string;
  readonly data: { readonly [name: string]: unknown };
}

interface Reader {
  readonly response: IncomingMessage;
  readonly told: Told[];
  /** Everything that came, comments included. */
  raw: () => string;
  ended: () => boolean;
  leave: () => void;
}

/** Connects as a browser's EventSource does. */
async function connect(cookie: string, headers: Record<string, string> = {}): Promise<Reader> {
  const request = httpRequest({ host: '127.0.0.1', port, path: '/api/v1/live', headers: { cookie, accept: 'text/event-stream', ...headers }, agent: false });
  open.push(request);
  request.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => void request.once('response', resolve).once('error', reject));
  request.on('error', () => undefined); // cut off at the end of a test
  let raw = '';
  let ended = false;
  const told: Told[] = [];
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (text: string) => {
    raw += text;
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
      if (fields.data !== undefined) told.push({ id: Number(fields.id), event: fields.event, data: JSON.parse(fields.data) as Told['data'] });
    }
  });
  response.on('close', () => (ended = true));
  return { response, told, raw: () => raw, ended: () => ended, leave: () => void request.destroy() };
}

const notice = (message: string): NoticeEvent => ({ type: 'notice', severity: 'problem', code: 'SENSOR_LOST', message, site: 'lowerBack', timeS: 3 });
const contact = (timeS: number): ContactEvent => ({ type: 'contact', site: 'leftFoot', timeS, side: 'left', provisional: true });
const trace: TraceEvent = { type: 'trace', site: 'lowerBack', startS: 1, sampleRateHz: 30, x: [0.1, null], y: [0, 0], z: [9.8, 9.8] };
const recording = () => live.becomes({ id: 's1', state: 'recording', startedAt: '2026-03-02T09:00:00.000Z', elapsedS: 1, sensors: [streaming('a', 'lowerBack')] });

test('the whole state comes first, then every event with its type and an id that never goes back', async () => {
  recording();
  const reader = await connect(await server.cookie('viewer'));
  expect(reader.response.statusCode).toBe(200);
  expect(reader.response.headers['content-type']).toMatch(/^text\/event-stream/);
  expect(reader.response.headers['cache-control']).toBe('no-store');
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  const events: LiveEvent[] = [
    trace,
    contact(1.2),
    { type: 'window', site: 'lowerBack', startS: 0, endS: 10, provisional: true, activityMps2: 1.4, cadenceSpm: 104, dominantFrequencyHz: 1.7, sway: { rmsMps2: 0.1, pathRateMps3: 0.2, f95Hz: 2 }, lossPct: 0 },
    notice('The lower back is silent.'),
  ];
  for (const event of events) live.tell(event);
  recording();
  await vi.waitFor(() => expect(reader.told).toHaveLength(6));
  expect(reader.told.map(({ event }) => event)).toEqual(['session', 'trace', 'contact', 'window', 'notice', 'session']);
  expect(reader.told.slice(1, 5).map(({ data }) => data)).toEqual(events);
  for (const { event, data } of reader.told) {
    expect(data.type).toBe(event);
    expect([...Value.Errors(LiveMessage, data)]).toEqual([]);
  }
  const ids = reader.told.map(({ id }) => id);
  expect(ids.slice(1).every((id, i) => id > ids[i])).toBe(true);
});

test('who comes back is told what happened meanwhile, and nothing twice', async () => {
  recording();
  const cookie = await server.cookie('viewer');
  const first = await connect(cookie);
  live.tell(notice('one'));
  await vi.waitFor(() => expect(first.told).toHaveLength(2));
  const lastId = first.told[1].id;
  first.leave();
  live.tell(contact(2));
  live.tell(trace);
  live.tell(notice('two'));
  const second = await connect(cookie, { 'last-event-id': String(lastId) });
  await vi.waitFor(() => expect(second.told).toHaveLength(3));
  expect(second.told.map(({ event }) => event)).toEqual(['session', 'contact', 'notice']);
  expect(second.told[2].data.message).toBe('two');
  const ids = second.told.map(({ id }) => id);
  expect(ids[0]).toBe(lastId);
  expect(ids[1]).toBeGreaterThan(ids[0]);
  expect(ids[2]).toBeGreaterThan(ids[1]);
});

test('a page that is loaded in the middle gets the recent past of this session, and of no other', async () => {
  recording();
  live.tell(notice('of the first session'));
  live.becomes({ id: 's2', state: 'recording' });
  live.tell(notice('of the second session'));
  for (const header of [{}, { 'last-event-id': '99999999999999' }, { 'last-event-id': 'nonsense' }] as Record<string, string>[]) {
    const reader = await connect(await server.cookie('viewer'), header);
    await vi.waitFor(() => expect(reader.told).toHaveLength(2));
    expect(reader.told[0].data).toMatchObject({ type: 'session', id: 's2' });
    expect(reader.told[1].data.message).toBe('of the second session');
    expect(reader.told[1].id).toBeGreaterThan(reader.told[0].id);
  }
});

test('the recent past is bounded, and steps push no problem out of it', async () => {
  recording();
  live.tell(notice('early'));
  for (let i = 0; i < 2000; i++) live.tell(contact(i));
  const reader = await connect(await server.cookie('viewer'));
  await vi.waitFor(() => expect(reader.told.at(-1)?.data.timeS).toBe(1999));
  expect(reader.told[1].data.message).toBe('early');
  expect(reader.told).toHaveLength(2 + 400);
});

test('a heartbeat comes every 15 s', async () => {
  const reader = await connect(await server.cookie('viewer'));
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  expect(reader.raw()).not.toMatch(/^:/m);
  vi.advanceTimersByTime(15_000);
  await vi.waitFor(() => expect(reader.raw().match(/^:$/gm)).toHaveLength(1));
  vi.advanceTimersByTime(15_000);
  await vi.waitFor(() => expect(reader.raw().match(/^:$/gm)).toHaveLength(2));
});

test('signing out ends the stream within a second of events, before anything more is told', async () => {
  recording();
  const cookie = await server.cookie('therapist');
  const reader = await connect(cookie);
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  expect((await server.ask('DELETE', 'session', { as: 'therapist' })).statusCode).toBe(204);
  server.clock.nowMs += 1000;
  live.tell(notice('not for them'));
  await vi.waitFor(() => expect(reader.ended()).toBe(true));
  expect(reader.raw()).not.toContain('not for them');
});

test('a stream does not keep an unattended sign-in alive, and ends with it', async () => {
  const reader = await connect(await server.cookie('therapist'));
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  for (let minute = 0; minute < 14; minute++) {
    server.clock.nowMs += 60_000;
    vi.advanceTimersByTime(60_000);
  }
  expect(reader.ended()).toBe(false);
  server.clock.nowMs += 60_000;
  vi.advanceTimersByTime(15_000);
  await vi.waitFor(() => expect(reader.ended()).toBe(true));
  expect((await server.ask('GET', 'session', { as: 'therapist' })).statusCode).toBe(401);
});

test('one user may hold four streams, another is not hindered, and a place that was left is free again', async () => {
  const cookie = await server.cookie('viewer');
  const readers = [await connect(cookie), await connect(cookie), await connect(cookie), await connect(cookie)];
  const fifth = await connect(cookie);
  expect(fifth.response.statusCode).toBe(429);
  expect(fifth.response.headers['content-type']).toContain('application/problem+json');
  await vi.waitFor(() => expect(fifth.raw()).toContain('TOO_MANY_REQUESTS'));
  expect((await connect(await server.cookie('therapist'))).response.statusCode).toBe(200);
  readers[0].leave();
  await vi.waitFor(async () => expect((await connect(cookie)).response.statusCode).toBe(200));
});

test('a slow reader is not queued for: it gets what is kept and the newest state when it reads again', async () => {
  recording();
  const reader = await connect(await server.cookie('viewer'));
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  reader.response.pause();
  const column = Array.from({ length: 3000 }, () => 1.2345);
  // Far more than sockets hold, handed over the event loop so that the server can write what it wants to.
  for (let i = 0; i < 400; i++) {
    live.tell({ ...trace, startS: i, x: column, y: column, z: column });
    if (i === 200) live.tell(notice('while it slept'));
    live.becomes({ elapsedS: i });
    await new Promise((resolve) => setImmediate(resolve));
  }
  reader.response.resume();
  await vi.waitFor(() => expect(reader.told.at(-1)?.data).toMatchObject({ type: 'session', elapsedS: 399 }), { timeout: 5000 });
  expect(reader.told.filter(({ event }) => event === 'trace').length).toBeLessThan(200);
  expect(reader.told.filter(({ event }) => event === 'notice').map(({ data }) => data.message)).toEqual(['while it slept']);
  const ids = reader.told.map(({ id }) => id);
  expect(ids.slice(1).every((id, i) => id >= ids[i])).toBe(true);
  // And it goes on as before.
  live.tell(contact(400));
  await vi.waitFor(() => expect(reader.told.at(-1)?.event).toBe('contact'));
});

test('a reader that takes nothing for two heartbeats is cut off', async () => {
  recording();
  const reader = await connect(await server.cookie('viewer'));
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  reader.response.pause();
  const column = Array.from({ length: 3000 }, () => 1.2345);
  for (let i = 0; i < 400; i++) {
    live.tell({ ...trace, x: column, y: column, z: column });
    await new Promise((resolve) => setImmediate(resolve));
  }
  vi.advanceTimersByTime(30_000);
  const cookie = await server.cookie('viewer');
  // Its place is free: with it, these would be five.
  await vi.waitFor(async () => {
    const four = [await connect(cookie), await connect(cookie), await connect(cookie), await connect(cookie)];
    const statuses = four.map(({ response }) => response.statusCode);
    for (const one of four) one.leave();
    expect(statuses).toEqual([200, 200, 200, 200]);
  });
});

test('a server that closes ends every stream and stops listening to the sensors', async () => {
  const reader = await connect(await server.cookie('viewer'));
  await vi.waitFor(() => expect(reader.told).toHaveLength(1));
  expect(live.listeners).toBe(1);
  await server.app.close();
  await vi.waitFor(() => expect(reader.ended()).toBe(true));
  expect(live.listeners).toBe(0);
});
