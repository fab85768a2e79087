import type { ComponentChildren } from 'preact';
import type { Problem } from '../client/problem.ts';

/** What went wrong with a step, read out at once. */
export function StepProblem({ problem }: { problem: Problem | null }) {
  return problem && (
    <p class="formError" role="alert">
      {problem.message}
    </p>
  );
}

interface StepButtonProps {
  readonly busy: boolean;
  readonly onPress: () => void;
  readonly primary?: boolean;
  readonly danger?: boolean;
  readonly big?: boolean;
  readonly children: ComponentChildren;
}

/** A button that takes a step. While one is taken it keeps its place and its focus, and does nothing. */
export function StepButton({ busy, onPress, primary, danger, big, children }: StepButtonProps) {
  const classes = [primary && 'primary', danger && 'danger', big && 'big'].filter(Boolean).join(' ');
  return (
    <button type="button" class={classes === '' ? undefined : classes} aria-disabled={busy} onClick={() => { if (!busy) onPress(); }}>
      {children}
    </button>
  );
}
