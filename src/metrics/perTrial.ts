import type { GaitTrial } from './gaitTrial.ts';

/**
 * A costly reduction that several metrics of one trial share: computed when the first asks for it, forgotten with the trial.
 * The metrics stay independent of each other; only the work is common.
 */
export function oncePerTrial<T>(compute: (trial: GaitTrial) => T): (trial: GaitTrial) => T {
  const kept = new WeakMap<GaitTrial, { readonly result: T }>();
  return (trial) => {
    const known = kept.get(trial);
    if (known) return known.result;
    const result = compute(trial);
    kept.set(trial, { result });
    return result;
  };
}
