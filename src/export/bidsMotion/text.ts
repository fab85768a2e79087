/** JSON as people read it. */
export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Tab-separated text; null and undefined are `n/a`. */
export function tsv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return rows.map((row) => `${row.map((cell) => cell ?? 'n/a').join('\t')}\n`).join('');
}
