const DIGITS = 12;

/**
 * The key by which names are listed: accents and case do not count, and 2 comes before 10.
 * It is kept in the database, so a change here needs a migration that writes it anew.
 */
export function sortName(displayName: string): string {
  return displayName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\d+/g, (number) => number.padStart(DIGITS, '0'));
}
