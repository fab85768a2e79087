import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/ingest/formats/index.ts';

const folder = join(import.meta.dirname, '../../../src/ingest/formats');

describe('the list of formats', () => {
  it('names every file of the folder', () => {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts')).map(({ name }) => name.replace('.ts', ''));
    expect(formats.map(({ id }) => id).sort()).toEqual(files.filter((name) => name !== 'define' && name !== 'index').sort());
  });

  it('gives each format the id of its file', () => {
    for (const { id } of formats) expect(readFileSync(join(folder, `${id}.ts`), 'utf8')).toContain(`export const ${id} = `);
  });
});
