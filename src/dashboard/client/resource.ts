import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Problem } from './problem.ts';
import { asProblem } from './request.ts';

export type Resource<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem; readonly again: () => void }
  | { readonly state: 'ready'; readonly value: T };

/** Loads when `key` changes; an answer that comes too late for its key is dropped. A null key loads nothing. */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [result, setResult] = useState<{ key: string | null; resource: Resource<T> }>({ key, resource: { state: 'loading' } });
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((n) => n + 1), []);

  useEffect(() => {
    if (key === null) return undefined;
    const controller = new AbortController();
    const keep = (resource: Resource<T>) => {
      if (!controller.signal.aborted) setResult({ key, resource });
    };
    keep({ state: 'loading' });
    load(controller.signal).then(
      (value) => keep({ state: 'ready', value }),
      (error: unknown) => keep({ state: 'failed', problem: asProblem(error), again }),
    );
    return () => controller.abort();
    // `load` is a fresh closure on every render; `key` says when its meaning changes.
  }, [key, attempt, again]);

  return result.key === key ? result.resource : { state: 'loading' };
}
