import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, cleanEnvironment, root, surefoot } from './surefoot.ts';

let folder: string;
/** A good recording, and its dataset. */
let good: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'surefoot-analyze-'));
  const made = surefoot(['simulate', 'straight', '--out', join(folder, 'dataset'), '--seed', '3']);
  if (made.status !== 0) throw new Error(made.stderr);
  good = made.stdout.trim();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the dataset with one of its files changed; returns the motion file's path. */
function damaged(name: string, change: (motion: string) => void): string {
  const copy = join(folder, name);
  cpSync(join(folder, 'dataset'), copy, { recursive: true });
  const motion = good.replace(join(folder, 'dataset'), copy);
  change(motion);
  return motion;
}

const beside = (motion: string, ending: string): string => motion.replace(/_motion\.tsv$/, ending);
const edit = (file: string, change: (text: string) => string): void => writeFileSync(file, change(readFileSync(file, 'utf8')));
const editLine = (file: string, line: number, change: (text: string) => string): void =>
  edit(file, (text) => text.split('\n').map((row, index) => (index === line - 1 ? change(row) : row)).join('\n'));

describe('analyze', () => {
  test('prints a table for people on stdout and nothing on stderr', () => {
    const { status, stdout, stderr } = surefoot(['analyze', good]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Cadence +\d+ steps\/min/);
  });

  test('prints one JSON document a line, the same bytes each time', () => {
    const first = surefoot(['analyze', good, '--json']);
    const second = surefoot(['analyze', good, '--json']);
    expect(first).toEqual({ status: 0, stdout: second.stdout, stderr: '' });
    expect(first.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(first.stdout)).toMatchObject({ schema: 'surefoot.analysis/1', recording: { path: good } });
  });

  test('takes what is known of the person from its options before the recording', () => {
    const document = JSON.parse(surefoot(['analyze', good, '--json', '--age', '81', '--sex', 'M', '--height-cm', '171.5']).stdout) as object;
    expect(document).toMatchObject({ participant: { ageYears: 81, sex: 'M', heightCm: 171.5 } });
  });

  test('takes answers from a file and the rule sets use them', () => {
    const answers = join(folder, 'answers.json');
    writeFileSync(answers, '{"falls.past12Months": 3}');
    const before = surefoot(['analyze', good, '--age', '81']).stdout;
    const after = surefoot(['analyze', good, '--age', '81', '--answers', answers]).stdout;
    expect(before).toContain('falls.past12Months');
    expect(after).not.toContain('falls.past12Months');
  });

  test('analyses every recording below a folder, reports the bad ones on stderr and ends with 2', () => {
    const fine = damaged('mixed', () => undefined);
    cpSync(dirname(fine), join(folder, 'mixed/sub-bad/motion'), { recursive: true });
    editLine(join(folder, 'mixed/sub-bad/motion', basename(fine)), 12, () => 'abc');
    const { status, stdout, stderr } = surefoot(['analyze', join(folder, 'mixed'), '--json']);
    expect(status).toBe(2);
    expect(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { schema: string }).schema)).toEqual(['surefoot.analysis/1']);
    expect(stderr).toMatch(/_motion\.tsv line 12/);
    expect(stderr).toContain('1 of 2 recordings could not be analysed');
  });

  test('starts without the server, the database and the development packages', () => {
    const alone = join(folder, 'alone');
    mkdirSync(join(alone, 'node_modules'), { recursive: true });
    cpSync(join(root, 'dist/node'), join(alone, 'dist/node'), { recursive: true });
    cpSync(join(root, 'package.json'), join(alone, 'package.json'));
    mkdirSync(join(alone, 'bin'));
    cpSync(bin, join(alone, 'bin/surefoot'));
    for (const name of ['commander', 'close-with-grace', 'fft.js', 'simple-statistics']) symlinkSync(join(root, 'node_modules', name), join(alone, 'node_modules', name));
    const { status, stderr } = spawnSync(process.execPath, [join(alone, 'bin/surefoot'), 'analyze', good, '--json'], { env: cleanEnvironment(), encoding: 'utf8', maxBuffer: 1 << 28 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('a pipe that closes early', () => {
  test('ends the command without a word', async () => {
    const many = join(folder, 'many');
    for (const name of ['a', 'b', 'c', 'd']) cpSync(join(folder, 'dataset'), join(many, name), { recursive: true });
    const child = spawn('bash', ['-c', `set -o pipefail; "$0" "$1" analyze "$2" --json | head -c 10`, process.execPath, bin, many], { env: cleanEnvironment() });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdout.resume();
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('input that cannot be used ends with 2, nothing on stdout and one line that says what to do', () => {
  const line = (args: string[], env: Record<string, string> = {}): string => {
    const { status, stdout, stderr } = surefoot(args, { env });
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }, stderr).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(/^surefoot: /);
    expect(stderr).not.toMatch(/fault in the software|node:|at .*\.js/);
    return stderr;
  };

  const kinds: [kind: string, says: RegExp, change: (motion: string) => void][] = [
    ['a word for a number', /_motion\.tsv line 40: .*"abc"/, (motion) => editLine(motion, 40, (row) => row.replace(/^[^\t]+/, 'abc'))],
    ['a ragged row', /_motion\.tsv line 7/, (motion) => editLine(motion, 7, (row) => row.replace(/\t[^\t]+$/, ''))],
    ['an empty file', /_motion\.tsv/, (motion) => writeFileSync(motion, '')],
    ['binary junk', /_motion\.tsv/, (motion) => writeFileSync(motion, Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 37) % 256)))],
    ['no channels file', /_channels\.tsv/, (motion) => rmSync(beside(motion, '_channels.tsv'))],
    ['no settings file', /_motion\.json/, (motion) => rmSync(beside(motion, '_motion.json'))],
    ['broken JSON', /_motion\.json/, (motion) => edit(beside(motion, '_motion.json'), (text) => text.slice(0, -5))],
    ['an unknown unit', /_channels\.tsv line 2.*furlong/, (motion) => editLine(beside(motion, '_channels.tsv'), 2, (row) => row.replace('m/s^2', 'furlong'))],
    ['a missing axis', /_channels\.tsv/, (motion) => edit(beside(motion, '_channels.tsv'), (text) => text.split('\n').filter((_, index) => index !== 1).join('\n'))],
    ['an impossible rate', /SamplingFrequency/, (motion) => edit(beside(motion, '_motion.json'), (text) => text.replace(/"SamplingFrequency": *[\d.]+/, '"SamplingFrequency": -1'))],
    ['damaged participants', /participants\.tsv/, (motion) => edit(join(dirname(motion), '../../participants.tsv'), (text) => text.replace(/\t\d+(\.\d+)?\t/, '\told\t'))],
    ['damaged events', /_events\.tsv/, (motion) => editLine(beside(motion, '_events.tsv').replace('_tracksys-imu', ''), 2, (row) => row.replace(/^[^\t]+/, 'soon'))],
  ];

  test.each(kinds)('%s', (kind, says, change) => {
    expect(line(['analyze', damaged(kind.replaceAll(' ', '-'), change), '--json'])).toMatch(says);
  });

  test('a file that does not exist', () => expect(line(['analyze', join(folder, 'nowhere_motion.tsv')])).toMatch(/nowhere_motion\.tsv/));
  test('a folder without a recording', () => {
    mkdirSync(join(folder, 'nothing'));
    expect(line(['analyze', join(folder, 'nothing')])).toMatch(/no recording/);
  });
  test('a file of another format', () => {
    writeFileSync(join(folder, 'walk.pdf'), 'no recording');
    expect(line(['analyze', join(folder, 'walk.pdf')])).toMatch(/walk\.pdf.*BIDS-Motion/);
  });

  test.each([
    [['--height-cm', 'abc'], /--height-cm.*80 to 230 cm/],
    [['--height-cm', '17'], /--height-cm.*80 to 230 cm/],
    [['--age', '-4'], /--age.*2 to 120 years/],
    [['--sex', 'x'], /--sex.*F, M/],
    [['--course-m', '1e3'], /--course-m/],
    [['--protocol', 'dance'], /dance/],
    [['--site', 'tail'], /tail/],
    [['--wings'], /--wings/],
  ])('the option %j', (options, says) => expect(line(['analyze', good, ...options])).toMatch(says));

  test('answers that are no JSON, name nothing known, or are out of range', () => {
    const file = join(folder, 'bad-answers.json');
    for (const [text, says] of [['{', /bad-answers\.json is not JSON/], ['{"falls.past12Month": 1}', /falls\.past12Month/], ['{"falls.past12Months": -1}', /falls\.past12Months/]] as const) {
      writeFileSync(file, text);
      expect(line(['analyze', good, '--answers', file])).toMatch(says);
    }
    expect(line(['analyze', good, '--answers', join(folder, 'none.json')])).toMatch(/none\.json does not exist/);
  });

  test('an unknown command, scenario or seed', () => {
    expect(line(['analyse', good])).toMatch(/analyse.*analyze/);
    expect(line(['simulate', 'flying', '--out', folder])).toMatch(/flying.*minuteWalk/);
    expect(line(['simulate', 'straight', '--out', folder, '--seed', '1.5'])).toMatch(/--seed/);
    expect(line(['simulate', 'straight'])).toMatch(/--out/);
  });

  test('an environment variable', () => {
    expect(line(['demo'], { SUREFOOT_PORT: 'http' })).toMatch(/SUREFOOT_PORT/);
    expect(line(['demo', '--data', join(folder, 'never')], { SUREFOOT_LOG_LEVEL: 'loud' })).toMatch(/SUREFOOT_LOG_LEVEL.*debug/);
  });
});

describe('help', () => {
  test.each(['analyze', 'simulate', 'serve', 'import', 'demo'])('of %s shows an example and goes to stdout', (command) => {
    const { status, stdout, stderr } = surefoot([command, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`Examples:\\n {2}.*surefoot ${command}`));
  });

  test('lists every command and none that does not exist yet', () => {
    const { stdout } = surefoot(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, name]) => name).filter((name) => name !== 'surefoot');
    expect(listed).toEqual(['analyze', 'windows', 'replay', 'scan', 'record', 'simulate', 'serve', 'import', 'export', 'reindex', 'demo', 'doctor', 'verify', 'backup', 'restore', 'patient', 'reanalyse', 'seal', 'help']);
  });

  test('has a version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(surefoot(['--version']).stdout).toBe(`${version}\n`);
  });
});
