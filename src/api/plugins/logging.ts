import type { FastifyRequest } from 'fastify';
import { pathOf } from './problems.ts';

/** Where log lines go. */
export interface LogStream {
  write(line: string): void;
}

/**
 * What a log line may say of a request: which one, when, how it ended. Never who, from where, with what cookie or body.
 * Paths carry opaque ids only, and the query is cut off.
 */
export function loggerOptions(level: string, stream: LogStream) {
  return {
    level,
    stream,
    redact: ['req.headers', 'res.headers', 'headers', '*.password', '*.token', '*.cookie', '*.authorization'],
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, path: pathOf(request) }),
      res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
    },
  };
}
