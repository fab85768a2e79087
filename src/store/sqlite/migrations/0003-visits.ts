import type { Migration } from '../migrate.ts';

/** Never edit a migration that was released: write the next one. */
export const migration: Migration = {
  name: '0003-visits',
  sql: `
CREATE TABLE visit (
  id            TEXT NOT NULL PRIMARY KEY,
  assessment_id TEXT NOT NULL UNIQUE REFERENCES assessment (id) ON DELETE CASCADE,
  started_at_ms INTEGER NOT NULL,
  open          INTEGER NOT NULL CHECK (open IN (0, 1)),
  document      TEXT NOT NULL
) STRICT;
CREATE INDEX visit_open ON visit (started_at_ms) WHERE open = 1;
`,
};
