const LOCALE = 'en-GB';
/** Keeps a number and its unit on one line. */
const NARROW_SPACE = '\u202f';

/** A number with exactly the digits that are worth showing, and a true minus sign. */
export function decimal(value: number, digits: number): string {
  const shown = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(value);
  // -0.00 is a rounding leftover, not a finding.
  return /^-0(\.0*)?$/.test(shown) ? shown.slice(1) : shown.replace('-', '\u2212');
}

/** A number with its unit as a person reads it; degrees and no unit stand without a space. */
export function withUnit(value: number, digits: number, unitLabel: string): string {
  const shown = decimal(value, digits);
  if (unitLabel === '') return shown;
  return unitLabel.startsWith('°') ? shown + unitLabel : shown + NARROW_SPACE + unitLabel;
}

export function dateAndTime(rfc3339: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(rfc3339));
}

export function date(when: string | number): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' }).format(new Date(when));
}

export function shortDate(when: string | number): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }).format(new Date(when));
}

/** Seconds as 75.3 s or, from two minutes on, 2 min 05 s. */
export function duration(seconds: number): string {
  if (seconds < 120) return withUnit(seconds, 1, 's');
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}${NARROW_SPACE}min ${String(whole % 60).padStart(2, '0')}${NARROW_SPACE}s`;
}
