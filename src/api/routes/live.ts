import { Type } from 'typebox';
import { AppError } from '../../model/index.ts';
import type { SessionStart } from '../../model/index.ts';
import { protocols } from '../../protocols/index.ts';
import { sessionHolds } from '../auth/sessions.ts';
import { LiveHeaders, LiveMessage, MarkEvent } from '../schemas/live.ts';
import { FoundSensorList, LiveMarkBody, LiveSessionView, LiveStart, LiveStop, ScanRequest } from '../schemas/liveSession.ts';
import { signedIn } from './define.ts';
import type { Routes } from './define.ts';
import { LiveStream } from './liveStream.ts';
import { knownPatient } from './patients.ts';
import { radioOf } from './radioOf.ts';

/** A browser holds six connections to a server: four streams leave it two for everything else. */
const STREAMS_PER_USER = 4;

export const liveRoutes: Routes = (app, context) => {
  const { records, now } = context;
  const streams = new Map<LiveStream, string>();
  const radio = () => radioOf(context);
  // Before the server waits for its connections to end: these would not.
  app.addHook('preClose', async () => {
    for (const stream of streams.keys()) stream.end();
    context.radio?.feed.close();
  });

  app.get(
    '/live',
    {
      config: { permission: 'records.read' },
      exposeHeadRoute: false,
      schema: {
        summary: 'What happens in the session, as server-sent events; ends with the sign-in',
        tags: ['live'],
        headers: LiveHeaders,
        response: {
          200: {
            description: 'The whole state first, then what is kept of the recent past, then every event. `event` is the type, `data` the message as JSON.',
            content: { 'text/event-stream': { schema: Type.Unsafe<NodeJS.ReadableStream>(LiveMessage) } },
          },
        },
      },
    },
    async (request, reply) => {
      const { feed } = radio();
      const { user, session } = signedIn(request);
      if ([...streams.values()].filter((id) => id === user.id).length >= STREAMS_PER_USER) {
        throw new AppError('TOO_MANY_REQUESTS', `Live data is open in ${STREAMS_PER_USER} places already: close one of them and try again`);
      }
      const had = request.headers['last-event-id'];
      const maySee = () => sessionHolds(records, session.tokenSha256, now());
      const stream = new LiveStream(feed, had !== undefined && /^\d{1,16}$/.test(had) ? Number(had) : null, maySee, () => now().getTime());
      streams.set(stream, user.id);
      stream.once('close', () => streams.delete(stream));
      // The connection ends with the stream: a server that stops waits for no idle one. A proxy must not gather what is live.
      return reply.type('text/event-stream').header('connection', 'close').header('x-accel-buffering', 'no').send(stream);
    },
  );

  app.get(
    '/live/session',
    {
      config: { permission: 'records.read' },
      schema: { summary: 'The session as it is now', tags: ['live'], response: { 200: LiveSessionView } },
    },
    async () => radio().feed.session(),
  );

  app.post(
    '/live/scan',
    {
      config: { permission: 'records.write' },
      schema: { summary: 'Listen for sensors, strongest first', tags: ['live'], body: ScanRequest, response: { 200: FoundSensorList } },
    },
    async ({ body }, reply) => {
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      try {
        return { items: [...(await radio().live.scan(body.seconds, gone.signal))] };
      } catch (error) {
        // Whoever asked has left: nobody reads the answer.
        if (gone.signal.aborted) return { items: [] };
        throw error;
      }
    },
  );

  app.post(
    '/live/session',
    {
      config: { permission: 'records.write' },
      schema: { summary: 'Start recording; connecting goes on after the answer', tags: ['live'], body: LiveStart, response: { 201: LiveSessionView } },
    },
    async ({ body }, reply) => {
      const { feed } = radio();
      checkStart(body);
      knownPatient(records, body.patientId);
      return reply.code(201).header('location', '/api/v1/live/session').send(await feed.start(body));
    },
  );

  app.post(
    '/live/session/stop',
    {
      config: { permission: 'records.write' },
      schema: { summary: 'Stop, seal, analyse and keep what was recorded', tags: ['live'], body: LiveStop, response: { 200: LiveSessionView } },
    },
    async ({ body }) => radio().feed.stop(body?.id),
  );

  app.post(
    '/live/session/marks',
    {
      config: { permission: 'records.write' },
      schema: { summary: 'Mark this moment of the recording, such as the "go" of a test', tags: ['live'], body: LiveMarkBody, response: { 201: MarkEvent } },
    },
    async ({ body }, reply) => reply.code(201).send(await radio().feed.mark(body)),
  );
};

/** @throws AppError BAD_INPUT naming the field */
function checkStart({ sensors, protocol }: SessionStart): void {
  if (!protocols.some(({ id }) => id === protocol)) {
    throw new AppError('BAD_INPUT', 'protocol: there is no such test; GET /api/v1/protocols lists them', { field: 'protocol' });
  }
  checkSensors(sensors);
}

/** Each sensor and each site once. @throws AppError BAD_INPUT naming the field */
export function checkSensors(sensors: SessionStart['sensors']): void {
  sensors.forEach((sensor, i) => {
    const before = sensors.slice(0, i);
    if (before.some(({ id }) => id === sensor.id)) throw new AppError('BAD_INPUT', 'sensors: the same sensor is named twice', { field: `sensors.${i}.id` });
    if (before.some(({ site }) => site === sensor.site)) throw new AppError('BAD_INPUT', 'sensors: two sensors cannot be worn at the same site', { field: `sensors.${i}.site` });
  });
}
