import type { FiredRule, Source } from '../model/index.ts';

/** One question of a rule set with its answer. */
export interface Criterion {
  /** Stable id of the rule within its model. */
  readonly rule: string;
  /** The metric or answer that would settle it. */
  readonly input: string;
  /** The criterion in a few words, to be named in a sentence. */
  readonly name: string;
  /** `undefined` is not known. */
  readonly met: boolean | undefined;
  /** Only read when it is met: one sentence with the value and the cut-off. */
  readonly text: string;
  readonly source: Source;
}

/** One step of a flow: any criterion met is a yes, all refuted is a no, otherwise it is open. */
export interface Step {
  readonly outcome: 'yes' | 'no' | 'open';
  readonly met: readonly Criterion[];
  readonly unknown: readonly Criterion[];
}

export function anyOf(criteria: readonly Criterion[]): Step {
  const met = criteria.filter((c) => c.met === true);
  const unknown = criteria.filter((c) => c.met === undefined);
  return { outcome: met.length > 0 ? 'yes' : unknown.length > 0 ? 'open' : 'no', met, unknown };
}

/** Criteria that stand in for each other: one that is known settles the step, as "walking speed or Timed Up and Go". */
export function anyKnownOf(criteria: readonly Criterion[]): Step {
  const known = criteria.filter((c) => c.met !== undefined);
  return anyOf(known.length > 0 ? known : criteria);
}

export function fired(criteria: readonly Criterion[]): FiredRule[] {
  return criteria.map(({ rule, text, source }) => ({ rule, text, source }));
}

/** "a", "a and b", "a, b and 3 more": short enough to be read aloud. */
export function spoken(names: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const unique = [...new Set(names)];
  const shown = unique.length > 4 ? [...unique.slice(0, 3), `${unique.length - 3} more`] : unique;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)!}`;
}
