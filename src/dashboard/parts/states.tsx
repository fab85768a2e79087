import type { ComponentChildren } from 'preact';
import type { Problem } from '../client/problem.ts';
import type { Resource } from '../client/resource.ts';
import { text } from '../words/text.ts';

/** The server's own words about what went wrong, and a way on. */
export function ProblemPanel({ problem, again }: { problem: Problem; again?: () => void }) {
  return (
    <div class="panel problem" role="alert">
      <p>
        <strong>{text.app.problem}.</strong> {problem.message}
      </p>
      {problem.requestId !== null && <p class="quiet">{text.app.requestId(problem.requestId)}</p>}
      {again && (
        <button type="button" onClick={again}>
          {text.app.tryAgain}
        </button>
      )}
    </div>
  );
}

export function Loading({ what = text.app.loading }: { what?: string }) {
  return (
    <p class="loading" role="status">
      {what}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** The three states of everything that is loaded. */
export function Loaded<T>({ resource, children }: { resource: Resource<T>; children: (value: T) => ComponentChildren }) {
  if (resource.state === 'loading') return <Loading />;
  if (resource.state === 'failed') return <ProblemPanel problem={resource.problem} again={resource.again} />;
  return <>{children(resource.value)}</>;
}
