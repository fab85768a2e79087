import { Type } from 'typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { ClinicSeries, LiveControl, RecordStore, RecordingStore, SupportedSensor } from '../../model/index.ts';
import type { SignInAttempts } from '../auth/attempts.ts';
import type { SessionCookie } from '../auth/cookie.ts';
import type { Permission } from '../auth/roles.ts';
import type { SignedIn } from '../auth/sessions.ts';
import type { LiveFeed } from './liveFeed.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
  }
  interface FastifyRequest {
    /** Null on public routes and before the access check. */
    signedIn: SignedIn | null;
  }
}

export type Api = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What routes work with. */
export interface ApiContext {
  readonly records: RecordStore;
  readonly metrics: ClinicSeries;
  readonly recordings: RecordingStore;
  readonly mode: 'clinic' | 'demo';
  /** `surefoot@version`. */
  readonly software: string;
  readonly now: () => Date;
  readonly cookie: SessionCookie;
  readonly attempts: SignInAttempts;
  /** Sensor models that can be recorded with; empty where the composition root names none. */
  readonly sensorModels: readonly SupportedSensor[];
  /** Live recording; null without a radio. */
  readonly radio: Radio | null;
}

/** Live recording, and its events with their recent past. */
export interface Radio {
  readonly live: LiveControl;
  readonly feed: LiveFeed;
}

/** One resource. Paths are below /api/v1; every route names its permission and the schema of its answer. */
export type Routes = (app: Api, context: ApiContext) => void;

/** An answer without a body. */
export const NoContent = Type.Null({ description: 'Done; there is nothing to say' });

/** Who asks. For routes whose permission is not `public`: the access check has put it there. */
export function signedIn(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new Error('a public route asks who is signed in');
  return request.signedIn;
}
