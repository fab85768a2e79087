import type { Migration } from '../migrate.ts';

/** Never edit a migration that was released: write the next one. */
export const migration: Migration = {
  name: '0005-keeping',
  sql: `
CREATE TABLE audit (
  position INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL,
  subject  TEXT NOT NULL,
  sha256   TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, position);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

CREATE TABLE erasure (
  patient_id TEXT NOT NULL PRIMARY KEY,
  asked_at   TEXT NOT NULL,
  done_at    TEXT,
  recordings TEXT NOT NULL
) STRICT;

ALTER TABLE analysis ADD COLUMN options TEXT;
`,
};
