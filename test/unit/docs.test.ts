import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generatedPages } from '../../scripts/docs/pages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the documentation', () => {
  test.each([...generatedPages()])('%s is what `npm run docs` makes now', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  const papers = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

  test.each(papers)('%s links to no file that does not exist', (paper) => {
    const links = [...readFileSync(join(root, paper), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target]) => target);
    expect(links.filter((target) => !existsSync(join(root, dirname(paper), target)))).toEqual([]);
  });
});
