/** Every caution that can stay beside a number, in the words a person reads. */
export const METRIC_FLAGS = {
  short: 'from little data',
  mended: 'some contacts put back by rhythm',
  turnsNotSeparated: 'strides in turns not told apart',
  outsidePlausibleRange: 'outside the plausible range',
} as const;

export type MetricFlag = keyof typeof METRIC_FLAGS;
