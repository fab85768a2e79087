import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/store/sqlite/migrations/index.ts';

const folder = join(import.meta.dirname, '../../../src/store/sqlite/migrations');

test('every migration file is in the list, in the order of its number', () => {
  const files = readdirSync(folder).filter((name) => /^\d/.test(name)).sort().map((name) => name.replace('.ts', ''));
  expect(migrations.map((migration) => migration.name)).toEqual(files);
});

test('migrations are numbered without a gap', () => {
  expect(migrations.map((migration) => Number(migration.name.slice(0, 4)))).toEqual(migrations.map((_, i) => i + 1));
});
