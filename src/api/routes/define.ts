import { Type } from 'typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Assessment, AuditEntry, ClinicSeries, KeepingStore, LiveControl, MetricPoint, Patient, RecordStore, RecordingStore, KeptAnalysis, SupportedSensor, Visit } from '../../model/index.ts';
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

/** What is done to all of one person's data, over every store. */
export interface PatientCare {
  exported(patientId: string): Promise<{
    readonly patient: Patient;
    readonly assessments: readonly Assessment[];
    readonly visits: readonly Visit[];
    readonly analyses: readonly KeptAnalysis[];
    readonly series: readonly MetricPoint[];
    readonly audit: readonly AuditEntry[];
  }>;
  /** @throws AppError CONFLICT while the patient is recorded, or a backup is under way */
  erase(patientId: string, actor: string): Promise<void>;
}

/** What routes work with. */
export interface ApiContext {
  readonly records: RecordStore;
  readonly metrics: ClinicSeries;
  readonly recordings: RecordingStore;
  readonly keeping: KeepingStore;
  /** Null where the composition root gives none. */
  readonly care: PatientCare | null;
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
