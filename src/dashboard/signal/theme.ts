const tokens = ['ink', 'quiet', 'line', 'trace', 'left', 'right', 'walking', 'turn', 'gap', 'paper'] as const;
export type Colours = Readonly<Record<(typeof tokens)[number], string>>;

/** Canvas cannot use CSS variables, so the tokens are read when a plot is made. */
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(tokens.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

/** Calls back when the colours change: light, dark, or paper. Returns the way to stop. */
export function onThemeChange(listener: () => void): () => void {
  const queries = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('print')];
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}
