import { text } from '../words/text.ts';

/** One field the server refused, named as the form names it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A request that did not work, in the words the server gave (problem+json, RFC 9457). */
export class Problem extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldError[];
  readonly requestId: string | null;

  constructor(status: number, code: string, detail: string, fields: readonly FieldError[] = [], requestId: string | null = null) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.requestId = requestId;
  }
}

export function unreachable(): Problem {
  return new Problem(0, 'UNREACHABLE', text.errors.unreachable);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** `/answers/falls.past12Months` or `answers.falls.past12Months` -> `falls.past12Months`. */
export function fieldName(path: string): string {
  return path.replace(/^body[./]/, '').replace(/^\//, '').replace(/^answers[./]/, '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Reads the body of an answer that is not 2xx; a body that is no problem document still gives one clear line. */
export function problemFrom(status: number, body: unknown): Problem {
  if (!isObject(body)) return new Problem(status, 'UNKNOWN', text.errors.status(status));
  const detail = asText(body.detail) ?? asText(body.title) ?? text.errors.status(status);
  const fields: FieldError[] = [];
  for (const error of Array.isArray(body.errors) ? (body.errors as unknown[]) : []) {
    if (!isObject(error)) continue;
    const field = asText(error.field) ?? asText(error.path) ?? asText(error.pointer);
    const message = asText(error.message) ?? asText(error.detail);
    if (field !== null && message !== null) fields.push({ field: fieldName(field), message });
  }
  return new Problem(status, asText(body.code) ?? 'UNKNOWN', detail, fields, asText(body.requestId));
}
