import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The one cookie: an opaque token, unreadable for scripts, never sent along from other sites.
 * Over https it carries the __Host- prefix, so that no subdomain can plant one. The mode is part of the name:
 * cookies do not know ports, and a demo beside a clinic server must not sign the clinic out.
 */
export interface SessionCookie {
  readonly name: string;
  read(request: FastifyRequest): string | null;
  set(reply: FastifyReply, token: string): void;
  clear(reply: FastifyReply): void;
}

export function sessionCookie(mode: 'clinic' | 'demo', secure: boolean): SessionCookie {
  const name = `${secure ? '__Host-' : ''}surefoot_${mode}`;
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    name,
    read: (request) => request.cookies[name] ?? null,
    set: (reply, token) => void reply.setCookie(name, token, options),
    clear: (reply) => void reply.clearCookie(name, options),
  };
}
