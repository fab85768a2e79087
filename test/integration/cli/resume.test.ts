import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportCsv } from '../../../src/export/csv.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { startSurefoot, surefoot } from './surefoot.ts';

let folder: string;
/** Two hours from eight in the morning on. */
let long: string;
let uninterrupted: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'surefoot-resume-'));
  long = join(folder, 'long.csv');
  await exportCsv(long, simulateWear({ seed: 4, durationS: 7200, startS: 8 * 3600 }), {});
  uninterrupted = surefoot(['analyze', long, '--json', '--workers', '1']).stdout;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entries = (file: string): number => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 2 : 0);

/** Starts an analysis and kills it outright once its checkpoint holds a section. @returns how many it holds then */
async function killed(file: string, args: readonly string[]): Promise<number> {
  const running = startSurefoot(['analyze', long, '--json', '--resume', file, ...args]);
  const seen = watch(folder, () => {
    if (entries(file) > 0) running.child.kill('SIGKILL');
  });
  const { stdout } = await running.ended;
  seen.close();
  expect(stdout).toBe('');
  return entries(file);
}

test.each(['1', '2'])('an analysis with %s workers that was killed goes on where it stopped and gives the same bytes', async (workers) => {
  const file = join(folder, `killed-${workers}.checkpoint`);
  const before = await killed(file, ['--workers', workers]);
  expect(before).toBeGreaterThan(0);
  // A power cut may leave half a line.
  writeFileSync(file, '{"recording":"half', { flag: 'a' });
  const { status, stdout } = surefoot(['analyze', long, '--json', '--resume', file, '--workers', workers]);
  expect(status).toBe(0);
  expect(stdout).toBe(uninterrupted);
  expect(existsSync(file)).toBe(false);
});

test('a checkpoint of other options, of something else, of a changed recording or no checkpoint at all is refused and stays', async () => {
  const file = join(folder, 'kept.checkpoint');
  await killed(file, ['--workers', '1']);
  const kept = readFileSync(file, 'utf8');
  const refused = (args: readonly string[]): string => {
    const { status, stdout, stderr } = surefoot(['analyze', ...args]);
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }, stderr).toEqual({ status: 2, stdout: '', lines: 1 });
    return stderr;
  };
  expect(refused([long, '--resume', file, '--height-cm', '180'])).toMatch(/kept\.checkpoint is the checkpoint of an analysis with other options/);
  const other = join(folder, 'other');
  mkdirSync(other);
  for (const ending of ['csv', 'json']) cpSync(join(folder, `long.${ending}`), join(other, `long.${ending}`));
  expect(refused([join(other, 'long.csv'), '--resume', file])).toMatch(/of another analysis, of .*long\.csv/);
  expect(refused([long, '--resume', join(folder, 'long.json')])).toMatch(/long\.json is no checkpoint of Surefoot/);
  const { atime, mtime } = statSync(long);
  utimesSync(long, atime, new Date(0));
  expect(refused([long, '--resume', file])).toMatch(/long\.csv has changed since the checkpoint/);
  utimesSync(long, atime, mtime);
  expect(readFileSync(file, 'utf8')).toBe(kept);
});

test('a folder goes on after the recordings that were finished, and prints all of them in order', () => {
  const many = join(folder, 'many');
  surefoot(['simulate', 'straight', '--out', join(many, 'a'), '--seed', '3']);
  cpSync(join(many, 'a'), join(many, 'b'), { recursive: true });
  const [first] = surefoot(['analyze', many, '--json']).stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { recording: { path: string } }).recording.path);
  const broken = first.replace(join(many, 'a'), join(many, 'b'));
  const whole = readFileSync(broken);
  const plain = surefoot(['analyze', many, '--json', '--workers', '1']).stdout;
  writeFileSync(broken, 'no recording');
  const file = join(folder, 'many.checkpoint');
  expect(surefoot(['analyze', many, '--json', '--resume', file]).status).toBe(2);
  expect(entries(file)).toBeGreaterThan(0);
  writeFileSync(broken, whole);
  expect(surefoot(['analyze', many, '--json', '--resume', file, '--workers', '2'])).toMatchObject({ status: 0, stdout: plain });
  expect(existsSync(file)).toBe(false);
});
