export type { Metric } from './define.ts';
export type MetricId = string;
