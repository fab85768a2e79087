import { circumstanceWords } from '../../metrics/index.ts';
import type { Circumstances, MetricValue, Site } from '../../model/index.ts';
import { spoken } from '../steps.ts';

/** One value of a visit with all that must be alike before a difference means anything. */
export interface Taken {
  readonly value: number;
  /** Protocol id; absent for an entered answer and for a number of the whole visit. */
  readonly protocol?: string;
  readonly circumstances: Circumstances;
  /** `id@version`; absent for an entered answer. */
  readonly algorithm?: string;
  /** Versions of the steps before the metric, `id@version`, sorted. */
  readonly steps: readonly string[];
  readonly site: Site | null;
  readonly source: MetricValue['source'];
  readonly flags: readonly string[];
  /** False where the recording has a problem that must be settled first. */
  readonly usable: boolean;
}

const KEYS = Object.keys(circumstanceWords) as (keyof Circumstances)[];

/**
 * Why two values cannot be compared, or null.
 * Known of one and not of the other is not alike: an aid that was not noted may have been there.
 */
export function whyNotComparable(now: Taken, before: Taken): string | null {
  if (!now.usable || !before.usable) return `the recording of ${now.usable ? 'the last visit' : 'this visit'} has a problem of quality`;
  if (now.protocol !== before.protocol) return 'they come from different tests';
  if (isEntered(now) !== isEntered(before)) return 'one was taken by hand and the other by the sensor';
  if (now.site !== before.site) return 'the sensor was worn in another place';
  const unlike = KEYS.filter((key) => now.circumstances[key] !== before.circumstances[key]);
  const differ = unlike.filter((key) => now.circumstances[key] !== undefined && before.circumstances[key] !== undefined);
  if (differ.length > 0) return `the two visits differ in the ${spoken(differ.map((key) => circumstanceWords[key]))}`;
  if (unlike.length > 0) return `only one of the visits notes the ${spoken(unlike.map((key) => circumstanceWords[key]))}`;
  if (now.algorithm !== before.algorithm || now.steps.join() !== before.steps.join()) return 'they were computed by different versions of the software; analyse the earlier recording anew to compare them';
  if (now.flags.includes('outsidePlausibleRange') || before.flags.includes('outsidePlausibleRange')) return 'one of them lies outside the plausible range';
  return null;
}

const isEntered = ({ source }: Taken): boolean => source === 'entered';

/** What nobody noted at either visit and can make a difference of walking. */
export function notNoted({ circumstances, protocol }: Taken): string | null {
  if (protocol === undefined) return null;
  const unknown = (['walkingAid', 'footwear'] as const).filter((key) => circumstances[key] === undefined);
  if (unknown.length === 0) return null;
  return `The ${spoken(unknown.map((key) => circumstanceWords[key]))} ${unknown.length === 1 ? 'was' : 'were'} not noted at either visit.`;
}
