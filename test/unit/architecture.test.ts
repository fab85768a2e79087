import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Row { rooms: string[]; packages: string[]; node: boolean; typesFrom?: string[] }
interface Violation { rule: { name: string }; from: string }

const root = fileURLToPath(new URL('../../', import.meta.url));
const load = async (file: string): Promise<unknown> => import(new URL(`../../${file}`, import.meta.url).href);
const { importTable: table, appForbidden } = (await load('import-table.mjs')) as { importTable: Record<string, Row>; appForbidden: string[] };
const { default: rules } = (await load('.dependency-cruiser.mjs')) as { default: { forbidden: { name: string }[] } };
const rooms = Object.keys(table);

function filesBelow(folder: string, wanted: (path: string) => boolean): string[] {
  const skipped = new Set(['node_modules', 'dist', 'data', '.git', 'coverage', '.vite']);
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path, wanted);
    return wanted(path) ? [path] : [];
  });
}

describe('the import table', () => {
  // A tree of the same shape as ours, in which every rule is broken once and every permission is used once.
  let tree: string;
  let violations: Violation[];

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };
  const valueImport = (from: string): string => `import { thing } from '${from}';\nexport const used = thing;\n`;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'surefoot-imports-'));
    for (const file of ['.dependency-cruiser.mjs', 'import-table.mjs', 'tsconfig.json']) cpSync(join(root, file), join(tree, file));
    write('package.json', '{"type":"module"}');
    write('src/app.ts', `export const thing = 1;\n${appForbidden.map((room) => `import './${room}/leaf.ts';`).join('\n')}\n`);
    write('node_modules/unlisted/package.json', '{"name":"unlisted","main":"index.js"}');
    write('node_modules/unlisted/index.js', 'exports.thing = 1;\n');
    for (const [room, row] of Object.entries(table)) {
      write(`src/${room}/leaf.ts`, 'export const thing = 1;\nexport type Thing = number;\n');
      const typed = row.typesFrom ?? [];
      const stranger = rooms.find((other) => other !== room && !row.rooms.includes(other) && !typed.some((path) => path.startsWith(other)));
      write(`src/${room}/strangeRoom.ts`, valueImport(`../${stranger}/leaf.ts`));
      write(`src/${room}/strangePackage.ts`, valueImport('unlisted'));
      write(`src/${room}/strangeNode.ts`, "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n");
      write(`src/${room}/permitted.ts`, [
        ...row.rooms.map((other) => (other.endsWith('.ts') ? `import '../${other}';` : `import '../${other}/leaf.ts';`)),
        ...typed.map((path) => `import type { Thing as T${path.length} } from '../${path}/leaf.ts';\nexport type U${path.length} = T${path.length};`),
        ...(row.node ? ["import 'node:path';"] : []),
        "import './leaf.ts';",
      ].join('\n'));
      for (const path of typed) {
        write(`src/${path}/leaf.ts`, 'export const thing = 1;\nexport type Thing = number;\n');
        write(`src/${room}/strangeValue.ts`, valueImport(`../${path}/leaf.ts`));
      }
    }
    write('src/model/circleA.ts', `${valueImport('./circleB.ts')}export { used as thing };\n`);
    write('src/model/circleB.ts', `${valueImport('./circleA.ts')}export { used as thing };\n`);
    const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const run = spawnSync(process.execPath, [cruiser, 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'], { cwd: tree, encoding: 'utf8' });
    violations = (JSON.parse(run.stdout) as { summary: { violations: Violation[] } }).summary.violations;
  }, 60_000);

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each(rules.forbidden.map(({ name }) => name))('rule %s flags the import it forbids', (name) => {
    expect(violations.map(({ rule }) => rule.name)).toContain(name);
  });

  test.each(rooms)('%s may import everything its row lists', (room) => {
    expect(violations.filter(({ from }) => from === `src/${room}/permitted.ts`)).toEqual([]);
  });

  test.each(rooms)('%s may not import a room that its row does not list', (room) => {
    expect(violations.filter(({ from }) => from === `src/${room}/strangeRoom.ts`).map(({ rule }) => rule.name)).toEqual([`${room}-rooms`]);
  });
});

describe('a list kept by hand', () => {
  // Folder of the things, the list, and the words by which a file of the folder is known to be one of them.
  test.each([
    ['src/metrics', 'src/metrics/index.ts', /= (defineMetric|defineSwayFamily|definePlanarSway|defineAssessmentMetric)\(/],
    ['src/protocols', 'src/protocols/index.ts', /= defineProtocol\(/],
    ['src/ingest/formats', 'src/ingest/formats/index.ts', /= defineFormat\(/],
    ['src/risk/models', 'src/risk/models/index.ts', /RiskModel\b/],
    ['src/questionnaires/instruments', 'src/questionnaires/instruments/index.ts', /= defineInstrument\(/],
    ['src/simulator/scenarios', 'src/simulator/scenarios/index.ts', /= defineScenario\(/],
    ['src/cli/commands', 'src/cli/commands/index.ts', /: CommandDefinition =/],
    ['src/api/routes', 'src/api/routes/index.ts', /: Routes =/],
  ])('of %s names every file that is one', (folder, index, declares) => {
    // A list may take in the list of a folder below.
    const lists = [index, ...filesBelow(folder, (path) => path.endsWith('/index.ts') && path !== index && readFileSync(join(root, index), 'utf8').includes(`'./${relative(dirname(index), path)}'`))];
    const named = (path: string): boolean => lists.some((list) => readFileSync(join(root, list), 'utf8').includes(`'./${relative(dirname(list), path)}'`));
    const things = filesBelow(folder, (path) => path.endsWith('.ts') && path !== index && declares.test(readFileSync(join(root, path), 'utf8')));
    expect(things).not.toEqual([]);
    expect(things.filter((path) => !named(path))).toEqual([]);
  });
});

describe('the tree', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

  test('has a row in the import table for every room', () => {
    expect(folders.filter((folder) => !rooms.includes(folder))).toEqual([]);
  });

  test.each(folders)('has a README in %s', (room) => {
    expect(existsSync(join(root, 'src', room, 'README.md'))).toBe(true);
  });

  test('has no source file of more than 300 lines', () => {
    const long = filesBelow('src', (path) => /\.(ts|tsx|css)$/.test(path))
      .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  test('has no file or folder named after nothing in particular', () => {
    const vague = /(^|\/)(utils?|helpers?|common|services?|managers?|core|misc)(\.tsx?$|\/)/i;
    expect(filesBelow('src', (path) => vague.test(path))).toEqual([]);
  });

  test('names no path of the machine it was written on and no package registry', () => {
    // Joined, so that this file does not find itself.
    const telltale = new RegExp([['/wor', 'k/'], ['/ro', 'ot/'], ['/home/[a-', 'z]+/'], ['/Use', 'rs/'], ['registry\\.npm', 'js'], ['deb\\.deb', 'ian\\.org']].map((parts) => parts.join('')).join('|'));
    const text = /\.(ts|tsx|mjs|js|json|md|sh|css|html|yml|yaml|tsv|svg)$|(^|\/)(run|surefoot|LICENSE|\.npmrc)$/;
    const telling = filesBelow('.', (path) => text.test(path) && path !== 'package-lock.json' && telltale.test(readFileSync(join(root, path), 'utf8')));
    expect(telling).toEqual([]);
  });
});
