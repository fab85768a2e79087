interface Named {
  readonly displayName: string;
  readonly externalId?: string;
}

/** Without case and accents, so that "muller" finds "Müller". */
const plain = (words: string) => words.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/** Those whose name or number holds every word of the query, sorted by name. */
export function matching<T extends Named>(all: readonly T[], query: string): T[] {
  const wanted = plain(query).split(/\s+/).filter((word) => word !== '');
  return all
    .filter((one) => {
      const words = plain(`${one.displayName} ${one.externalId ?? ''}`);
      return wanted.every((word) => words.includes(word));
    })
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'en-GB'));
}
