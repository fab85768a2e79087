import type { Change, NormResult, NormStatus } from '../../model/comparison.ts';
import { text } from '../words/text.ts';

/** Norms and changes of some values, to be shown beside them. */
export interface Beside {
  readonly norms: readonly NormResult[];
  readonly changes: readonly Change[];
}

export const NOTHING_BESIDE: Beside = { norms: [], changes: [] };

export function besideOf(outcome: string, { norms, changes }: Beside): Beside {
  return { norms: norms.filter((norm) => norm.outcome === outcome), changes: changes.filter((change) => change.outcome === outcome) };
}

export interface Tag {
  readonly words: string;
  readonly caution: boolean;
}

const SHOWN: readonly NormStatus[] = ['worse', 'beyond'];

/** What of it belongs right beside the number: what is worse than a norm or cut-off, and what changed by more than measurement noise. The rest stands in the details. */
export function tagsOf({ norms, changes }: Beside): Tag[] {
  const statuses = SHOWN.filter((status) => norms.some((norm) => norm.status === status));
  return [
    ...statuses.map((status) => ({ words: text.comparison.status[status], caution: true })),
    ...changes.filter(({ verdict }) => verdict === 'real' || verdict === 'probable' || verdict === 'clinical').map(({ verdict, direction }) => ({
      words: text.comparison.changed(text.comparison.verdict[verdict], direction === null ? null : text.comparison.direction[direction]),
      caution: direction === 'worse',
    })),
  ];
}
