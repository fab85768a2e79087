import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const radio = new URL('../../../../src/simulator/radio/', import.meta.url);

test.each([
  ['sensors', /= defineVirtualSensor\(/],
  ['scenarios', /satisfies RadioScenario;/],
])('the list of %s names every file that is one', (folder, declares) => {
  const read = (file: string): string => readFileSync(new URL(`${folder}/${file}`, radio), 'utf8');
  const files = readdirSync(new URL(`${folder}/`, radio)).filter((file) => file.endsWith('.ts') && file !== 'index.ts' && declares.test(read(file)));
  expect(files).not.toEqual([]);
  expect(files.filter((file) => !read('index.ts').includes(`'./${file}'`))).toEqual([]);
});
