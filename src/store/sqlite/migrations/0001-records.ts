import type { Migration } from '../migrate.ts';

/** Never edit a migration that was released: write the next one. */
export const migration: Migration = {
  name: '0001-records',
  sql: `
CREATE TABLE data_folder (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  kind TEXT NOT NULL CHECK (kind IN ('demo', 'clinic'))
) STRICT;

CREATE TABLE patient (
  id          TEXT NOT NULL PRIMARY KEY,
  external_id TEXT UNIQUE,
  sort_name   TEXT NOT NULL,
  document    TEXT NOT NULL
) STRICT;
CREATE INDEX patient_by_name ON patient (sort_name, id);

CREATE TABLE assessment (
  id          TEXT NOT NULL PRIMARY KEY,
  patient_id  TEXT NOT NULL REFERENCES patient (id),
  taken_at_ms INTEGER NOT NULL,
  answers     TEXT NOT NULL,
  document    TEXT NOT NULL
) STRICT;
CREATE INDEX assessment_by_time ON assessment (patient_id, taken_at_ms, id);

CREATE TABLE trial (
  assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  id            TEXT NOT NULL UNIQUE,
  document      TEXT NOT NULL,
  PRIMARY KEY (assessment_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE analysis (
  key          TEXT NOT NULL PRIMARY KEY,
  recording_id TEXT NOT NULL,
  document     TEXT NOT NULL,
  traces       BLOB
) STRICT;
CREATE INDEX analysis_by_recording ON analysis (recording_id);

CREATE TABLE user (
  id       TEXT NOT NULL PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  token_sha256 TEXT NOT NULL PRIMARY KEY,
  user_id      TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  document     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
