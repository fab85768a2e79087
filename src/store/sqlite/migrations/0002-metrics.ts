import type { Migration } from '../migrate.ts';

/** Never edit a migration that was released: write the next one. */
export const migration: Migration = {
  name: '0002-metrics',
  // No reference to the record tables: a series must be able to live in another store, with opaque ids alone.
  sql: `
CREATE TABLE metric_point (
  trial_id      TEXT NOT NULL,
  metric        TEXT NOT NULL,
  algorithm     TEXT NOT NULL,
  patient_id    TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  time_ms       INTEGER NOT NULL,
  value         REAL NOT NULL,
  PRIMARY KEY (trial_id, metric, algorithm)
) STRICT, WITHOUT ROWID;
CREATE INDEX metric_point_by_time ON metric_point (patient_id, metric, time_ms);
`,
};
