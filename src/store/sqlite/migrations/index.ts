import type { Migration } from '../migrate.ts';
import { migration as records } from './0001-records.ts';
import { migration as metrics } from './0002-metrics.ts';
import { migration as visits } from './0003-visits.ts';
import { migration as series } from './0004-series.ts';
import { migration as keeping } from './0005-keeping.ts';

/** Every migration in the order it is applied. */
export const migrations: readonly Migration[] = [records, metrics, visits, series, keeping];
