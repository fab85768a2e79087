import type { KnownSite } from '../../model/axes.ts';

/** Where a sensor can be worn, in the order in which sites are offered. */
export const SITES: readonly KnownSite[] = [
  'lowerBack', 'leftFoot', 'rightFoot', 'sternum', 'head', 'leftShank', 'rightShank', 'leftThigh', 'rightThigh', 'leftWrist', 'rightWrist',
];

/** Every step of either foot shakes these alike: only here is a cadence read. A foot or a wrist repeats once a stride. */
export const CADENCE_SITES: readonly string[] = ['lowerBack', 'sternum', 'head'];
/** These move as the body sways. */
export const SWAY_SITES: readonly string[] = ['lowerBack', 'sternum'];

/** Two signals within so many dB are alike: they change places from one moment to the next. */
const ALIKE_DB = 10;
const nearness = (dbm: number | null) => (dbm === null ? -Infinity : Math.round(dbm / ALIKE_DB));

/** The near ones first; among those that are as near as one another by name, so that looking again does not shuffle them. */
export function inOrder<T extends { readonly id: string; readonly name: string | null; readonly rssi: number | null }>(sensors: readonly T[]): T[] {
  return [...sensors].sort((a, b) => {
    const [near, far] = [nearness(a.rssi), nearness(b.rssi)];
    if (near !== far) return far > near ? 1 : -1;
    return (a.name ?? '').localeCompare(b.name ?? '', 'en-GB', { numeric: true }) || a.id.localeCompare(b.id);
  });
}

/** Sensors that are to be worn, in the order they were chosen; each sensor and each site once. */
export type Worn = readonly { readonly id: string; readonly site: KnownSite }[];

/** With one more sensor, at the first site that is free; the same when it is there already or no site is left. */
export function withSensor(worn: Worn, id: string): Worn {
  const site = SITES.find((one) => worn.every((other) => other.site !== one));
  return site === undefined || worn.some((one) => one.id === id) ? worn : [...worn, { id, site }];
}

export function withoutSensor(worn: Worn, id: string): Worn {
  return worn.filter((one) => one.id !== id);
}

/** The sensor moved to a site; who was there gets the site it came from. */
export function movedTo(worn: Worn, id: string, site: KnownSite): Worn {
  const from = worn.find((one) => one.id === id)?.site;
  if (from === undefined) return worn;
  return worn.map((one) => (one.id === id ? { id, site } : one.site === site ? { id: one.id, site: from } : one));
}

/** Those that are still in reach. */
export function stillThere(worn: Worn, ids: readonly string[]): Worn {
  return worn.filter(({ id }) => ids.includes(id));
}
