/** Every caution that can stay beside a number, in the words a person reads. */
export const METRIC_FLAGS = {
  short: 'from little data',
  mended: 'some contacts put back by rhythm',
  turnsNotSeparated: 'turns told by shorter steps only',
  fromMovement: 'timed from the first movement, as there is no go mark',
  edgesByAcceleration: 'beginning and end by acceleration alone',
  estimatedDistance: 'estimated from steps and their length, not measured on the ground',
  stepsMayBeMissed: 'single steps may be missed',
  outsidePlausibleRange: 'outside the plausible range',
} as const;

export type MetricFlag = keyof typeof METRIC_FLAGS;
