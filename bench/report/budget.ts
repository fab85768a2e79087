import type { BenchResult, Comparison } from './result.ts';
import { compared } from './result.ts';

/** A ratio that must not grow. Written down in bench/budget.json. */
export interface BudgetEntry extends Comparison {
  readonly bench: string;
  /** The candidate's cost over the other's when it was last accepted. */
  readonly ratio: number;
  /** By which share of itself the ratio may grow before the check fails: what the machine's noise asks for. */
  readonly tolerance: number;
}

export interface Checked {
  readonly entry: BudgetEntry;
  /** Null where a peer is absent. */
  readonly ratio: number | null;
  readonly state: 'worse' | 'within' | 'better' | 'not measured';
}

/**
 * Compares what was measured with the budget. Entries of benches that were not run are left out.
 * @throws Error for an entry that names a candidate which its bench no longer has
 */
export function checkBudget(results: readonly BenchResult[], budget: readonly BudgetEntry[]): Checked[] {
  return budget.flatMap((entry) => {
    const result = results.find(({ id }) => id === entry.bench);
    if (!result) return [];
    const ratio = compared(result, entry)?.median ?? null;
    return [{ entry, ratio, state: stateOf(ratio, entry) }];
  });
}

function stateOf(ratio: number | null, { ratio: accepted, tolerance }: BudgetEntry): Checked['state'] {
  if (ratio === null) return 'not measured';
  if (ratio > accepted * (1 + tolerance)) return 'worse';
  return ratio < accepted / (1 + tolerance) ? 'better' : 'within';
}

/** The budget with the measured ratios in place of its own, to three digits. */
export function acceptedBudget(checked: readonly Checked[], budget: readonly BudgetEntry[]): BudgetEntry[] {
  return budget.map((entry) => {
    const ratio = checked.find((one) => one.entry === entry)?.ratio;
    return ratio === undefined || ratio === null ? entry : { ...entry, ratio: Number(ratio.toPrecision(3)) };
  });
}

/** bench/budget.json: an entry a line, so that a change of one is seen. */
export function budgetText(budget: readonly BudgetEntry[]): string {
  return `[\n${budget.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`;
}

/** One line a person can act on. */
export function budgetLine({ entry, ratio, state }: Checked): string {
  const what = `${entry.bench}: ${entry.candidate}${entry.over === undefined ? '' : ` over ${entry.over}`}${entry.measure === undefined ? '' : `, ${entry.measure}`}`;
  if (ratio === null) return `${what}: not measured, a peer is absent`;
  return `${what}: ${ratio.toPrecision(3)}, budget ${entry.ratio} and ${Math.round(100 * entry.tolerance)} %: ${state}`;
}

/** @throws Error that names the entry and its field */
export function readBudget(text: string): BudgetEntry[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error('bench/budget.json: a list of entries is expected');
  return list.map((entry: BudgetEntry, i) => {
    const fail = (what: string): never => {
      throw new Error(`bench/budget.json, entry ${i + 1}: ${what}`);
    };
    for (const field of ['bench', 'candidate'] as const) if (typeof entry[field] !== 'string') fail(`"${field}" must be a name`);
    for (const field of ['over', 'measure'] as const) if (entry[field] !== undefined && typeof entry[field] !== 'string') fail(`"${field}" must be a name`);
    if (!(entry.ratio > 0)) fail('"ratio" must be a number above 0');
    if (!(entry.tolerance > 0 && entry.tolerance <= 1)) fail('"tolerance" must be a share between 0 and 1');
    return entry;
  });
}
