import cookies from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { ClinicSeries, KeepingStore, LiveControl, RecordStore, RecordingStore, SupportedSensor } from '../model/index.ts';
import { SignInAttempts, TooManyAttempts } from './auth/attempts.ts';
import { sessionCookie } from './auth/cookie.ts';
import { preparePasswords } from './auth/password.ts';
import { useAccess } from './plugins/access.ts';
import { useAudit } from './plugins/audit.ts';
import { describeFailures } from './plugins/answerSchemas.ts';
import { serveDashboard } from './plugins/dashboard.ts';
import { serveDocs, useOpenApi } from './plugins/docs.ts';
import { useHeaders } from './plugins/headers.ts';
import { loggerOptions } from './plugins/logging.ts';
import type { LogStream } from './plugins/logging.ts';
import { sendError, useProblems } from './plugins/problems.ts';
import { servePrometheus } from './plugins/prometheus.ts';
import { useSameSite } from './plugins/sameSite.ts';
import type { ApiContext, PatientCare } from './routes/define.ts';
import { resources } from './routes/index.ts';
import { LiveFeed } from './routes/liveFeed.ts';
import { Problem } from './schemas/problem.ts';

export interface ServerOptions {
  readonly records: RecordStore;
  readonly metrics: ClinicSeries;
  readonly recordings: RecordingStore;
  readonly keeping: KeepingStore;
  /** Export and erasure of one person's data; without it their routes answer STORE_UNAVAILABLE. */
  readonly care?: PatientCare;
  readonly mode: 'clinic' | 'demo';
  /** Folder of the built web app; null serves the API alone. */
  readonly dashboardFolder: string | null;
  /** host or host:port under which a proxy reaches us, beside the loopback names of the port the server listens on. */
  readonly allowedHosts: readonly string[];
  /** Browsers come by https, through a proxy that ends TLS and keeps the Host header: Secure cookie, HSTS, https Origin. */
  readonly https?: boolean;
  /** pino's levels: fatal, error, warn, info, debug, trace, silent. */
  readonly logLevel: string;
  /** Where log lines go; stderr unless said. */
  readonly logStream?: LogStream;
  /** `surefoot@version`. */
  readonly software: string;
  readonly now?: () => Date;
  /** Lets programs of other machines read /metrics. */
  readonly metricsToken?: string | null;
  /** Sensor models that can be recorded with, for GET sensors. */
  readonly sensorModels?: readonly SupportedSensor[];
  /** Live recording; without it every live route answers NO_BLUETOOTH. The caller ends it, after the server. */
  readonly live?: LiveControl;
}

/** Room for every answer of every instrument, many times over. */
const BODY_LIMIT = 64 * 1024;
/** Whoever sends a request a byte at a time does not hold a connection for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Makes the server. It neither listens nor closes the stores: the caller owns both.
 * @returns a fastify instance that is ready to listen
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { records, metrics, recordings, keeping, care = null, mode, software, https = false, now = () => new Date(), sensorModels = [], live = null } = options;
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    logger: loggerOptions(options.logLevel, options.logStream ?? process.stderr),
    trustProxy: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
  app.removeContentTypeParser('text/plain');
  // Both here and not in the scope of the routes: a scope that adds schemas falls back to the framework's own validator,
  // which turns "170" into 170 and drops unknown fields in silence.
  app.addSchema(Problem);
  app.setValidatorCompiler(TypeBoxValidatorCompiler);

  const cookie = sessionCookie(mode, https);
  const attempts = new SignInAttempts(() => now().getTime());
  const radio = live && { live, feed: new LiveFeed(live, now().getTime()) };
  const context: ApiContext = { records, metrics, recordings, keeping, care, mode, software, now, cookie, attempts, sensorModels, radio };

  // The order is the order of the checks: headers for every answer, then where the request comes from, then who asks.
  useProblems(app);
  await useHeaders(app, { https });
  useSameSite(app, { allowedHosts: options.allowedHosts, https });
  await app.register(cookies);
  useAccess(app, context);
  useAudit(app, context);
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => new TooManyAttempts(Math.ceil(ttl / 1000)),
  });
  servePrometheus(app, context, { token: options.metricsToken ?? null, isProxied: https || options.allowedHosts.length > 0 });
  await useOpenApi(app, { software, cookieName: cookie.name });

  await app.register(
    async (api) => {
      describeFailures(api);
      for (const routes of resources) routes(api.withTypeProvider<TypeBoxTypeProvider>(), context);
    },
    { prefix: '/api/v1' },
  );
  await serveDocs(app);
  await serveDashboard(app, options.dashboardFolder);
  await preparePasswords();
  await app.ready();
  return app;
}
