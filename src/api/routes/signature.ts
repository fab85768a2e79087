import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Signed } from '../../model/index.ts';
import { signedIn } from './define.ts';

/** Who does it, and when. */
export function signature(request: FastifyRequest, now: () => Date): Signed {
  return { at: now().toISOString(), by: signedIn(request).user.id };
}

export function newId(): string {
  return randomBytes(16).toString('hex');
}
