import type { KnownSite } from '../../model/axes.ts';

/** Where a sensor can be worn, in the order in which sites are offered. */
export const SITES: readonly KnownSite[] = [
  'lowerBack', 'leftFoot', 'rightFoot', 'sternum', 'head', 'leftShank', 'rightShank', 'leftThigh', 'rightThigh', 'leftWrist', 'rightWrist',
];

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
