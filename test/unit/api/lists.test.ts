import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = (name: string) => fileURLToPath(new URL(`../../../src/api/${name}/`, import.meta.url));
const files = (name: string) => readdirSync(folder(name)).filter((file) => file !== 'index.ts');
const index = (name: string) => readFileSync(`${folder(name)}index.ts`, 'utf8');

test('every file of routes/ that declares a resource is in its list', () => {
  const declaring = files('routes').filter((file) => /: Routes =/.test(readFileSync(folder('routes') + file, 'utf8')));
  expect(declaring.length).toBeGreaterThan(8);
  for (const file of declaring) {
    const [, name] = /export const (\w+): Routes =/.exec(readFileSync(folder('routes') + file, 'utf8')) ?? [];
    expect(index('routes'), file).toContain(`import { ${name} } from './${file}';`);
    expect(index('routes'), file).toContain(`  ${name},\n`);
  }
});

test('every schema file is in the list of schemas/', () => {
  for (const file of files('schemas').filter((name) => name !== 'modelled.ts')) expect(index('schemas')).toContain(`export * from './${file}';`);
});
