import type { Site } from '../../model/index.ts';

/** What a window of a sensor can tell, by where it is worn. */
export interface SiteRole {
  /** The gait core reads it: it is, or stands for, the lower back. */
  readonly contacts: boolean;
  /** Every step of either foot shakes it alike, so its rhythm is the steps'. A foot or a wrist repeats once a stride. */
  readonly cadence: boolean;
  /** It moves as the body sways. */
  readonly sway: boolean;
}

const ON_THE_TRUNK: ReadonlySet<Site> = new Set(['lowerBack', 'sternum']);

/** @param gaitSite whose sensor stands for the lower back; null when none does */
export function siteRole(site: Site, gaitSite: Site | null): SiteRole {
  const contacts = site === gaitSite;
  const sway = contacts || ON_THE_TRUNK.has(site);
  return { contacts, cadence: sway || site === 'head', sway };
}
