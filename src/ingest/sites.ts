import type { KnownSite, Site } from '../model/index.ts';

/** Names of places in the middle of the body. The first name of a site is the best one, should two sensors claim it. */
const MIDLINE: Readonly<Record<'lowerBack' | 'sternum' | 'head', readonly string[]>> = {
  lowerBack: ['lowerback', 'lumbar', 'l5', 'l4', 'l3', 'lumbarspine', 'lowback', 'sacrum', 's1', 'pelvis', 'waist'],
  sternum: ['sternum', 'chest', 'thorax'],
  head: ['head', 'forehead'],
};

/** Names of places that come in pairs, without their side. */
const PAIRED: Readonly<Record<'Foot' | 'Shank' | 'Thigh' | 'Wrist', readonly string[]>> = {
  Foot: ['foot', 'feet', 'instep', 'shoe'],
  Shank: ['shank', 'ankle', 'tibia', 'lowerleg', 'shin', 'calf'],
  Thigh: ['thigh', 'upperleg', 'femur'],
  Wrist: ['wrist', 'forearm', 'lowerarm'],
};

/** A known site with the place of the name in its list: 0 is the best name. */
interface Claim {
  readonly site: KnownSite;
  readonly rank: number;
}

/**
 * Where each tracked point is worn. Known names are recognised whatever their case, punctuation and order of words
 * (`LeftFoot`, `left_foot`, `foot-L`); others become a name of their own in camelCase.
 * Where two tracked points claim one site (`Pelvis` and `L5`), the better name has it and the other keeps its own.
 *
 * @returns One site per tracked point, in order. Two equal sites mean that the names cannot be told apart.
 */
export function sitesOf(trackedPoints: readonly string[]): Site[] {
  const claims = trackedPoints.map(claimOf);
  return trackedPoints.map((point, i) => {
    const claim = claims[i];
    if (!claim) return camelCase(point);
    const beaten = claims.some((other) => other?.site === claim.site && other.rank < claim.rank);
    return beaten ? camelCase(point) : claim.site;
  });
}

function claimOf(trackedPoint: string): Claim | null {
  const words = wordsOf(trackedPoint);
  const joined = words.join('');
  for (const [site, names] of Object.entries(MIDLINE)) {
    const rank = names.indexOf(joined);
    if (rank >= 0) return { site: site as KnownSite, rank };
  }
  for (const [side, letter] of [['left', 'l'], ['right', 'r']] as const) {
    const place = words.includes(letter) ? words.filter((word) => word !== letter).join('')
      : joined.startsWith(side) ? joined.slice(side.length)
        : joined.endsWith(side) ? joined.slice(0, -side.length) : null;
    if (place === null) continue;
    for (const [part, names] of Object.entries(PAIRED)) {
      const rank = names.findIndex((name) => place === name || place === `${name}s`);
      if (rank >= 0) return { site: `${side}${part}` as KnownSite, rank };
    }
  }
  return null;
}

/** Words in lower case; a new word starts at punctuation, at a capital after a small letter, and before the last of several capitals. */
function wordsOf(name: string): string[] {
  const parted = name.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return (parted.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase());
}

/** Empty for a name without a letter or digit. */
function camelCase(name: string): string {
  return wordsOf(name).map((word, i) => (i === 0 ? word : word[0].toUpperCase() + word.slice(1))).join('');
}
