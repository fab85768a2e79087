/** Every caution that can stay beside a number, in the words a person reads. */
export const METRIC_FLAGS = {
  short: 'from little data',
  mended: 'some contacts put back by rhythm',
  turnsNotSeparated: 'turns told by shorter steps only',
  estimatedDistance: 'estimated from steps and their length, not measured on the ground',
  outsidePlausibleRange: 'outside the plausible range',
} as const;

export type MetricFlag = keyof typeof METRIC_FLAGS;
