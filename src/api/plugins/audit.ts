import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiContext } from '../routes/define.ts';

/** What a route does to a patient's data, for the audit. */
export interface Audited {
  /** `patient.read` */
  readonly action: string;
  /** What the id in the route's path is of; `made`: the answer's Location names a new patient. */
  readonly of: 'patient' | 'assessment' | 'made';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    audit?: Audited;
  }
}

/** Who read or changed whose data: one entry for each answered request of a route that says `config.audit`. Who is refused did nothing. */
export function useAudit(app: FastifyInstance, { records, keeping, now }: Pick<ApiContext, 'records' | 'keeping' | 'now'>): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { audit } = request.routeOptions.config;
    if (!audit || reply.statusCode >= 400) return payload;
    const subject = audit.of === 'made' ? String(reply.getHeader('location')).split('/').at(-1) : patientOf(request, audit.of);
    // Before the answer leaves: what cannot be put on record is not handed out.
    if (subject !== undefined) keeping.addAudit({ at: now().toISOString(), actor: request.signedIn?.user.id ?? 'nobody', action: audit.action, subject });
    return payload;
  });

  function patientOf(request: FastifyRequest, of: 'patient' | 'assessment'): string | undefined {
    const { id } = request.params as { id: string };
    return of === 'patient' ? id : records.assessment(id)?.patientId;
  }
}
