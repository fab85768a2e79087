import type { FastifySchemaValidationError } from 'fastify';
import type { Problem } from '../schemas/problem.ts';

type FieldError = NonNullable<Problem['errors']>[number];

/** Fastify's names of the parts of a request, as our field paths spell them. */
const parts: Record<string, string> = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' };

/** One plain message a field. Values are never repeated: they may be personal. */
export function fieldErrors(validation: readonly FastifySchemaValidationError[], context = 'body'): FieldError[] {
  const root = parts[context] ?? context;
  const byField = new Map<string, string>();
  for (const error of validation) {
    const place = `${root}${error.instancePath.replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')}`;
    for (const [field, message] of messages(error, place)) {
      if (!byField.has(field)) byField.set(field, message);
    }
  }
  return [...byField].map(([field, message]) => ({ field, message }));
}

function messages({ keyword, params, message }: FastifySchemaValidationError, place: string): [field: string, message: string][] {
  const { requiredProperties, additionalProperties, type, limit, allowedValues, format } = params as {
    requiredProperties?: string[];
    additionalProperties?: string[];
    type?: string | string[];
    limit?: number;
    allowedValues?: unknown[];
    format?: string;
  };
  switch (keyword) {
    case 'required':
      return (requiredProperties ?? []).map((name) => [`${place}.${name}`, 'is missing']);
    case 'boolean': // the same field again, as `additionalProperties` of its parent
      return [];
    case 'additionalProperties':
      return (additionalProperties ?? []).map((name) => [`${place}.${name}`, 'is not known here']);
    case 'type':
      return [[place, `must be ${[type ?? []].flat().map(kind).join(' or ')}`]];
    case 'enum':
      return [[place, `must be one of ${(allowedValues ?? []).map(String).join(', ')}`]];
    case 'minimum':
      return [[place, `must be at least ${limit}`]];
    case 'maximum':
      return [[place, `must be at most ${limit}`]];
    case 'minLength':
      return [[place, limit === 1 ? 'must not be empty' : `must have at least ${limit} characters`]];
    case 'maxLength':
      return [[place, `must have at most ${limit} characters`]];
    case 'minProperties':
      return [[place, 'must have at least one field']];
    case 'format':
      return [[place, format === 'date-time' ? 'must be a time with zone, such as 2026-03-01T09:00:00Z' : `must be a valid ${format}`]];
    case 'pattern':
      return [[place, 'has characters that are not allowed here']];
    default:
      return [[place, message ?? 'cannot be used']];
  }
}

function kind(type: string): string {
  const words: Record<string, string> = { number: 'a number', integer: 'a whole number', string: 'a text', boolean: 'true or false', object: 'an object', array: 'a list' };
  return words[type] ?? type;
}
