import type { FastifyInstance, RouteOptions } from 'fastify';

const problem = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
};

/** Gives every route the schema of its failures and, unless it is public, the need of a session; nobody has to remember it. */
export function describeFailures(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const open = route.config?.permission === 'public';
    route.schema = {
      ...(open ? {} : { security: [{ session: [] }] }),
      ...route.schema,
      response: { '4xx': problem, '5xx': problem, ...described(route.schema?.response) },
    };
  });
}

/** OpenAPI wants a description of every answer. */
function described(response: unknown): Record<string, object> {
  const schemas = Object.entries((response ?? {}) as Record<string, object>);
  return Object.fromEntries(schemas.map(([status, schema]) => [status, { description: status === '201' ? 'Made' : 'Done', ...schema }]));
}
