import { randomStream } from '../random.ts';

/** What somebody does for a while. `away`: the sensor is on its charger and records nothing. */
export type Doing = 'lying' | 'sitting' | 'fidgeting' | 'standing' | 'walking' | 'away';

export interface Episode {
  readonly doing: Doing;
  readonly durationS: number;
  /** Which of several pieces or postures, 0 or more. */
  readonly which: number;
}

const DAY_S = 86_400;
const RISES_AT_S = 7 * 3600;
const GOES_TO_BED_AT_S = 22.5 * 3600;
const CHARGES_AT_S = 18 * 3600;
/** Shortest and longest, s. With them about a tenth of the waking day is walked: ten hours a week. */
const TURNS_OVER_S = [600, 4800] as const;
const SITS_S = [120, 1800] as const;
const FIDGETS_S = [10, 60] as const;
const STANDS_S = [4, 90] as const;
const CHARGES_S = [900, 3600] as const;
/** Walks and pauses between one chair and the next. */
const WALKS_AT_ONCE = 5;

/**
 * One episode after the other, without end. Days begin at midnight; the first one begins at `startS` of its day.
 * @param walks how many walks there are to choose from, the shorter ones first: short walks are far more frequent
 */
export function* daysOf(seed: number, startS: number, walks: number): Generator<Episode, never> {
  const random = randomStream(seed, 'day');
  let nowS = startS % DAY_S;
  let charged = false;
  const between = ([least, most]: readonly [number, number]): number => least * (most / least) ** random.uniform();
  const pick = (count: number): number => Math.floor(count * random.uniform());
  const episode = (doing: Doing, durationS: number, which: number): Episode => {
    nowS += durationS;
    return { doing, durationS: Math.round(durationS), which };
  };
  for (;;) {
    if (nowS >= DAY_S) {
      nowS -= DAY_S;
      charged = false;
    }
    if (nowS < RISES_AT_S || nowS >= GOES_TO_BED_AT_S) {
      yield episode('lying', between(TURNS_OVER_S), pick(4));
      continue;
    }
    if (!charged && nowS >= CHARGES_AT_S) {
      charged = true;
      yield episode('away', between(CHARGES_S), 0);
    }
    for (let k = pick(4); k >= 0; k--) {
      yield episode('sitting', between(SITS_S), 0);
      yield episode('fidgeting', between(FIDGETS_S), 0);
    }
    for (let k = pick(WALKS_AT_ONCE); k >= 0; k--) {
      yield episode('standing', between(STANDS_S), 0);
      const which = Math.floor(walks * random.uniform() ** 1.3);
      yield episode('walking', 0, which);
    }
    yield episode('standing', between(STANDS_S), 0);
  }
}
