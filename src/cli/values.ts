import { InvalidArgumentError } from 'commander';

/**
 * Parser of a number option: the whole text must be a plain decimal number within [min, max].
 * `Number('')` is 0 and `parseFloat('12abc')` is 12: both would be a silent wrong value here.
 */
export function numberBetween(min: number, max: number, unit: string): (text: string) => number {
  return (text) => {
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) {
      throw new InvalidArgumentError(`Give a number from ${min} to ${max}${unit ? ` ${unit}` : ''}.`);
    }
    return value;
  };
}

export function integerBetween(min: number, max: number): (text: string) => number {
  const parse = numberBetween(min, max, '');
  return (text) => {
    if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
    return parse(text);
  };
}

/** Parser of a port. 0 lets the system choose a free one. */
export const port = integerBetween(0, 65_535);

/** RFC 3339 with zone, as the record store keeps it. */
export function instant(text: string): string {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
  if (!shape.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('Give a date and time with zone, such as 2026-03-14T09:30:00+01:00.');
  }
  return text;
}
