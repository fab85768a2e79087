import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ERRORS } from '../../model/index.ts';
import type { ErrorCode } from '../../model/index.ts';
import { TooManyAttempts } from '../auth/attempts.ts';
import type { Problem } from '../schemas/problem.ts';
import { fieldErrors } from './fieldErrors.ts';

type FieldError = NonNullable<Problem['errors']>[number];

/** Every failure, also 404 and a body that does not parse, becomes problem+json; nothing about the inside leaves the server. */
export function useProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(error, request, reply));
}

/** Logs what the caller cannot help, answers in the words of the error table. */
export function sendError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, detail, errors } = describe(error, request);
  if (ERRORS[code].http >= 500) request.log.error({ err: error }, 'request failed');
  if (error instanceof TooManyAttempts) void reply.header('retry-after', String(error.retryAfterS));
  return sendProblem(request, reply, code, detail, errors);
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, detail: string, errors?: readonly FieldError[]): FastifyReply {
  const { http, title } = ERRORS[code];
  const problem: Problem = {
    type: `/api/v1/errors#${code}`,
    title,
    status: http,
    detail,
    instance: pathOf(request),
    code,
    requestId: request.id,
    ...(errors?.length ? { errors: [...errors] } : {}),
  };
  return reply.code(http).header('x-request-id', request.id).type('application/problem+json').send(problem);
}

/** Without the query: it may say more than a log or an answer should repeat. */
export function pathOf(request: { readonly url: string }): string {
  return request.url.split('?', 1)[0] ?? '/';
}

/** Failures that the person at the screen can mend, by what the message says: the radio and the sensors. */
const TOLD: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['NO_BLUETOOTH', 'SENSOR_UNREACHABLE', 'SENSOR_REFUSED', 'SENSOR_LOST']);

interface Description {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

function describe(error: FastifyError | Error, request: FastifyRequest): Description {
  if (error instanceof AppError && ERRORS[error.code].http < 500) {
    const { field } = error.where;
    const part = request.method === 'GET' ? 'query' : 'body';
    return { code: error.code, detail: error.message, ...(field === undefined ? {} : { errors: [{ field: `${part}.${field}`, message: error.message }] }) };
  }
  if (error instanceof AppError) return { code: error.code, detail: TOLD.has(error.code) ? error.message : sorry(error.code, request) };
  if ('validation' in error && error.validation) {
    const errors = fieldErrors(error.validation, error.validationContext);
    return { code: 'BAD_INPUT', detail: errors.map(({ field, message }) => `${field} ${message}`).join('; '), errors };
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status !== undefined && status >= 400 && status < 500) return { code: 'BAD_INPUT', detail: clientMistake('code' in error ? error.code : '') };
  return { code: 'INTERNAL', detail: sorry('INTERNAL', request) };
}

function sorry(code: ErrorCode, request: FastifyRequest): string {
  const next = code === 'STORE_UNAVAILABLE' ? 'Try again in a moment' : 'Try again';
  return `${ERRORS[code].title}. ${next}; if it stays so, report request ${request.id}.`;
}

/** What the framework found wrong, in our words: its own repeat what was sent. */
function clientMistake(code: string): string {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'Send the body as JSON, with content-type: application/json';
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'The body is too large';
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'The body is not valid JSON';
    case 'FST_ERR_BAD_URL':
      return 'The path is not a valid address';
    default:
      return 'The request cannot be understood';
  }
}
