import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFixtures } from '../../scripts/fixtures/make.ts';
import { faultsOf, filesBelow } from '../../scripts/fixtures/manifest.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-fixtures-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the bundled recordings are as their manifest says', async () => {
  expect((await faultsOf(fixtures)).faults).toEqual([]);
});

test('making them again gives the same bytes', async () => {
  const made = join(folder, 'again');
  await makeFixtures(made);
  expect(await readFile(join(made, 'manifest.json'), 'utf8')).toBe(await readFile(join(fixtures, 'manifest.json'), 'utf8'));
  expect(await filesBelow(made, '.')).toEqual(['manifest.json', ...await filesBelow(made, 'recordings')]);
});

test('a changed, a missing and an unknown file are each named', async () => {
  const copy = join(folder, 'copy');
  await cp(fixtures, copy, { recursive: true });
  const { manifest } = await faultsOf(copy);
  const [changed, missing] = manifest.files.filter((f) => f.path.endsWith('_events.tsv')).map((f) => f.path);
  await appendFile(join(copy, changed), '1\t0\tturn\n');
  await rm(join(copy, missing));
  await writeFile(join(copy, 'recordings/stray.tsv'), '1\n');
  const { faults } = await faultsOf(copy);
  expect(faults).toHaveLength(3);
  expect(faults[0]).toMatch(new RegExp(`^${changed}: changed`));
  expect(faults[1]).toBe(`${missing}: listed in manifest.json, but not there`);
  expect(faults[2]).toBe('recordings/stray.tsv: not listed in manifest.json');
});

test('every recording says that its patient is invented, and all stay small', async () => {
  const { manifest } = await faultsOf(fixtures);
  const description = JSON.parse(await readFile(join(fixtures, 'recordings/invented-patients/dataset_description.json'), 'utf8')) as { Name: string };
  expect(description.Name).toContain('Invented patients');
  for (const { path } of manifest.files.filter((f) => f.path.endsWith('_motion.json'))) {
    expect(JSON.parse(await readFile(join(fixtures, path), 'utf8'))).toMatchObject({ ManufacturersModelName: 'simulator' });
  }
  expect(manifest.files.reduce((sum, f) => sum + f.bytes, 0)).toBeLessThan(5e6);
});
