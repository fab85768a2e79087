/**
 * The published flow once more, written on its own for complete answers, and every way to complete an incomplete case.
 * Slow and plain on purpose: the model is compared with it.
 */
export interface Case {
  readonly falls?: number;
  readonly unsteady?: boolean;
  readonly worried?: boolean;
  readonly injury?: boolean;
  readonly emergency?: boolean;
  readonly floor?: boolean;
  readonly syncope?: boolean;
  readonly presented?: boolean;
  readonly frail?: boolean;
  readonly speed?: number;
  readonly tug?: number;
}

export const answerIdOf = {
  falls: 'falls.past12Months',
  unsteady: 'keyQuestions.unsteady',
  worried: 'keyQuestions.worried',
  injury: 'falls.injuryNeedingPhysician',
  emergency: 'falls.emergencyVisit',
  floor: 'falls.unableToGetUp',
  syncope: 'falls.lossOfConsciousness',
  presented: 'falls.presentedWithFall',
  frail: 'frailty.frail',
  tug: 'functionTests.timedUpAndGoS',
} as const;

const falls = [0, 1, 2];
const either = [false, true];
const ofAFall = ['injury', 'emergency', 'floor', 'syncope', 'presented'] as const;

/** A case with nothing open: the gait step needs one of its two values. */
export function publishedLevel(c: Case, entry: '3KQ' | 'fallHistory'): string {
  const entered = c.presented || c.falls! > 0 || (entry === '3KQ' && (c.unsteady || c.worried));
  if (!entered) return 'low';
  if (c.injury || c.emergency || c.floor || c.syncope || c.frail || c.falls! >= 2) return 'high';
  if ((c.speed !== undefined && c.speed <= 0.8) || (c.tug !== undefined && c.tug > 15)) return 'intermediate';
  return 'low';
}

export function consistent(c: Case): boolean {
  return c.falls !== 0 || ofAFall.every((name) => c[name] !== true);
}

export function completions(c: Case): Case[] {
  let open: Case[] = [c];
  const fill = (name: keyof Case, values: readonly (number | boolean)[]): void => {
    if (c[name] === undefined) open = open.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  };
  fill('falls', falls);
  for (const name of ['unsteady', 'worried', 'frail', ...ofAFall] as const) fill(name, either);
  if (c.speed === undefined && c.tug === undefined) {
    open = open.flatMap((one) => [{ ...one, speed: 1.1 }, { ...one, speed: 0.7 }, { ...one, tug: 10 }, { ...one, tug: 16 }]);
  }
  return open.filter(consistent);
}

/** Names of the open inputs that alone can turn one completion's level into another. */
export function decisive(c: Case, entry: '3KQ' | 'fallHistory'): string[] {
  const worlds = completions(c);
  const key = (world: Case, name: keyof Case): string => JSON.stringify(Object.entries(world).filter(([k]) => k !== name).sort());
  return ([...Object.keys(answerIdOf), 'speed'] as (keyof Case)[]).filter((name) => {
    if (c[name] !== undefined || name === 'presented') return false;
    const levels = new Map<string, Set<string>>();
    for (const world of worlds) {
      if (world[name] === undefined) continue;
      const rest = key(world, name);
      levels.set(rest, (levels.get(rest) ?? new Set()).add(publishedLevel(world, entry)));
    }
    return [...levels.values()].some((set) => set.size > 1);
  });
}
