import type { Migration } from '../migrate.ts';

/** Day of a time in ms, by UTC: whole division that rounds down, also before 1970. */
const dayOf = (time: string): string => `((${time} - ((${time} % 86400000) + 86400000) % 86400000) / 86400000)`;

/** Not INSERT OR IGNORE: an upsert that fires the trigger would overrule its IGNORE. */
const markDue = (row: 'NEW' | 'OLD'): string =>
  `INSERT INTO metric_day_due (patient_id, metric, day) SELECT ${row}.patient_id, ${row}.metric, ${dayOf(`${row}.time_ms`)}
    WHERE NOT EXISTS (SELECT 1 FROM metric_day_due WHERE patient_id = ${row}.patient_id AND metric = ${row}.metric AND day = ${dayOf(`${row}.time_ms`)});`;

/** Never edit a migration that was released: write the next one. */
export const migration: Migration = {
  name: '0004-series',
  // Points lie in the order in which a series is read. The time is part of the key: a trial may have a value a window.
  sql: `
CREATE TABLE series_point (
  patient_id    TEXT NOT NULL,
  metric        TEXT NOT NULL,
  time_ms       INTEGER NOT NULL,
  trial_id      TEXT NOT NULL,
  algorithm     TEXT NOT NULL,
  assessment_id TEXT NOT NULL,
  value         REAL NOT NULL,
  PRIMARY KEY (patient_id, metric, time_ms, trial_id, algorithm)
) STRICT, WITHOUT ROWID;
INSERT INTO series_point SELECT patient_id, metric, time_ms, trial_id, algorithm, assessment_id, value FROM metric_point;
DROP TABLE metric_point;
ALTER TABLE series_point RENAME TO metric_point;

-- sent: whether InfluxDB has the row as it is.
CREATE TABLE metric_day (
  patient_id TEXT NOT NULL,
  metric     TEXT NOT NULL,
  day        INTEGER NOT NULL,
  algorithm  TEXT NOT NULL,
  n          INTEGER NOT NULL,
  mean       REAL NOT NULL,
  least      REAL NOT NULL,
  greatest   REAL NOT NULL,
  sent       INTEGER NOT NULL,
  PRIMARY KEY (patient_id, metric, day, algorithm)
) STRICT, WITHOUT ROWID;
CREATE INDEX metric_day_unsent ON metric_day (sent) WHERE sent = 0;

-- Days whose points have changed since they were rolled up. Triggers, so that no writer can forget.
CREATE TABLE metric_day_due (
  patient_id TEXT NOT NULL,
  metric     TEXT NOT NULL,
  day        INTEGER NOT NULL,
  PRIMARY KEY (patient_id, metric, day)
) STRICT, WITHOUT ROWID;
INSERT INTO metric_day_due SELECT DISTINCT patient_id, metric, ${dayOf('time_ms')} FROM metric_point;
CREATE TRIGGER metric_point_added AFTER INSERT ON metric_point BEGIN ${markDue('NEW')} END;
CREATE TRIGGER metric_point_changed AFTER UPDATE ON metric_point BEGIN ${markDue('NEW')} END;
CREATE TRIGGER metric_point_removed AFTER DELETE ON metric_point BEGIN ${markDue('OLD')} END;

CREATE TABLE series_outbox (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  patient_id TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('result', 'forget')),
  line       TEXT NOT NULL,
  kept_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX series_outbox_by_patient ON series_outbox (patient_id);

CREATE TABLE series_refused (
  seq        INTEGER PRIMARY KEY,
  patient_id TEXT NOT NULL,
  kind       TEXT NOT NULL,
  line       TEXT NOT NULL,
  reason     TEXT NOT NULL
) STRICT;

-- The InfluxDB that gets a copy. filled_to: JSON, how far what was there before is copied; 'all' when it is.
CREATE TABLE series_target (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  target    TEXT NOT NULL,
  filled_to TEXT NOT NULL
) STRICT;

-- The process that copies; another one waits until this one is gone.
CREATE TABLE series_tender (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  holder   TEXT NOT NULL,
  pid      INTEGER NOT NULL,
  until_ms INTEGER NOT NULL
) STRICT;
`,
};
