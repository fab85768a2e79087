/** UCUM codes of every unit a value can carry, with the words a person reads. A new unit of a metric is a new metric id. */
export const UNITS = {
  's': 's',
  'ms': 'ms',
  'm': 'm',
  'm/s': 'm/s',
  'm/s2': 'm/s²',
  'm2/s4': 'm²/s⁴',
  'm2/s5': 'm²/s⁵',
  'mm/s': 'mm/s',
  '{steps}/min': 'steps/min',
  '{steps}': 'steps',
  'mm.min/{steps}': 'mm/(steps/min)',
  'Hz': 'Hz',
  '/Hz': 'per Hz',
  '/Hz2': 'per Hz²',
  '/{stride}': 'per stride',
  '{stands}': 'stands',
  '{falls}': 'falls',
  '{points}': 'points',
  '%': '%',
  'deg': '°',
  'deg2': '°²',
  'deg/s': '°/s',
  'W': 'W',
  '1': '',
} as const;

export type Unit = keyof typeof UNITS;
