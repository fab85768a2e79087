import { Problem, problemFrom, unreachable } from './problem.ts';

let onSignedOut: () => void = () => undefined;

/** Told whenever the server says that nobody is signed in, so that one place can ask for a new sign-in. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 204 || !type.includes('json')) return null;
  return response.json();
}

/**
 * One call of the API. Cookies stay within this origin.
 * @throws {Problem} for every answer outside 2xx and when no answer comes; an aborted call throws the abort.
 */
export async function request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  let content: unknown;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json, application/problem+json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    content = await bodyOf(response);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
  if (response.ok) return content as T;
  const problem = problemFrom(response.status, content);
  if (problem.status === 401 && problem.code !== 'BAD_CREDENTIALS') onSignedOut();
  throw problem;
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(0, 'INTERNAL', error instanceof Error ? error.message : String(error));
}
