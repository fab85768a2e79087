import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/ingest/index.ts';
import { AppError } from '../../../src/model/index.ts';
import type { ErrorCode } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';

/** A dataset of one recording that can be read; a null content leaves the file out. */
type Files = Record<string, string | Uint8Array | null>;

const CHANNELS = [
  'name\tcomponent\ttype\ttracked_point\tunits',
  ...['ACCEL', 'GYRO'].flatMap((type) => ['x', 'y', 'z'].map((axis) => `${type}_${axis}\t${axis}\t${type}\tLowerBack\t${type === 'ACCEL' ? 'm/s^2' : 'deg/s'}`)),
  '',
].join('\n');
const ROW = '9.8\t0.1\t-0.2\t1\t2\t3\n';
const MOTION = 'sub-01/motion/sub-01_task-walk_motion.tsv';
const GOOD: Files = {
  [MOTION]: ROW.repeat(5),
  'sub-01/motion/sub-01_task-walk_channels.tsv': CHANNELS,
  'sub-01/motion/sub-01_task-walk_motion.json': '{\n  "TaskName": "walk",\n  "SamplingFrequency": 100,\n  "MotionChannelCount": 6\n}\n',
  'sub-01/motion/sub-01_task-walk_events.tsv': 'onset\tduration\ttrial_type\n0.01\t0\tturn\n',
  'participants.tsv': 'participant_id\tage\tsex\theight\tweight\nsub-01\t70\tF\t165\t60\n',
  'dataset_description.json': '{}',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-damage-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function put(files: Files): Promise<string> {
  for (const [name, content] of Object.entries({ ...GOOD, ...files })) {
    if (content === null) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return join(folder, MOTION);
}

async function faultOf(path: string): Promise<AppError> {
  const outcome = await openRecording(path).then(readAll).then(() => 'it could be read', (error: unknown) => error);
  expect(outcome).toBeInstanceOf(AppError);
  return outcome as AppError;
}

const motion = (content: string | Uint8Array | null): Files => ({ [MOTION]: content });
const channels = (content: string | null): Files => ({ 'sub-01/motion/sub-01_task-walk_channels.tsv': content });
const settings = (content: string | null): Files => ({ 'sub-01/motion/sub-01_task-walk_motion.json': content });
const events = (content: string): Files => ({ 'sub-01/motion/sub-01_task-walk_events.tsv': content });
const participants = (content: string): Files => ({ 'participants.tsv': content });
const rate = (value: string): Files => settings(`{\n  "SamplingFrequency": ${value}\n}`);

/** What is wrong, the files, the start of the message after the file's short name, line, field, and a word of the remedy. */
const CASES: readonly [what: string, files: Files, start: string, line: number | undefined, remedy: string][] = [
  ['no channels.tsv', channels(null), 'channels.tsv: this file is missing', undefined, 'Copy it'],
  ['no motion.json', settings(null), 'motion.json: this file is missing', undefined, 'Copy it'],
  ['an empty motion file', motion(''), 'motion.tsv: the file is empty', undefined, 'copy it again'],
  ['a motion file of empty lines', motion('\n\n\n'), 'motion.tsv: the file has no rows', undefined, 'copy it again'],
  ['only n/a', motion('n/a\tn/a\tn/a\tn/a\tn/a\tn/a\n'.repeat(4)), 'motion.tsv: no row has all channels of a sensor: all 4 rows', undefined, 'record again'],
  ['a gyroscope that is always n/a', motion('9.8\t0\t0\tn/a\tn/a\tn/a\n'.repeat(4)), 'motion.tsv: no row has all channels of a sensor', undefined, 'export'],
  ['a header row', motion(`ax\tay\taz\tgx\tgy\tgz\n${ROW}`), 'motion.tsv line 1: this is a header row ("ax", ...)', 1, 'delete the line'],
  ['a word for a number', motion(`${ROW}${ROW}9.8\tabc\t-0.2\t1\t2\t3\n${ROW}`), 'motion.tsv line 3: "abc" is not a number', 3, 'n/a'],
  ['a hexadecimal number', motion(`${ROW}0x10\t0\t0\t0\t0\t0\n`), 'motion.tsv line 2: "0x10" is not a number', 2, 'n/a'],
  ['infinity', motion(`${ROW}Infinity\t0\t0\t0\t0\t0\n`), 'motion.tsv line 2: "Infinity" is not a number', 2, 'n/a'],
  ['a number beyond every sensor', motion(`${ROW}1e400\t0\t0\t0\t0\t0\n`), 'motion.tsv line 2: "1e400" is too large', 2, 'n/a'],
  ['a decimal comma', motion(`${ROW}9,8\t0\t0\t0\t0\t0\n`), 'motion.tsv line 2: "9,8" is not a number (write a decimal point', 2, 'point'],
  ['a row that is too short', motion(`${ROW}9.8\t0.1\n${ROW}`), 'motion.tsv line 2: the line has 2 columns, but', 2, 'copy the file again'],
  ['a row that is too long', motion(`${ROW}${ROW.trim()}\t7\n`), 'motion.tsv line 2: the line has 7 columns, but', 2, 'copy the file again'],
  ['a last row that was cut off', motion(`${ROW}${ROW}9.8\t0.1\t-0`), 'motion.tsv line 3: the line has 3 columns, but', 3, 'copy the file again'],
  ['an empty line between rows', motion(`${ROW}\n${ROW}`), 'motion.tsv line 2: the line is empty but rows follow', 2, 'n/a'],
  ['commas instead of tabs', motion('9.8,0.1,-0.2,1,2,3\n'), 'motion.tsv line 1: the line has 1 column, but', 1, 'separate the columns by tabs'],
  ['fewer columns than channels', motion('1\t2\t3\n'), 'motion.tsv line 1: the line has 3 columns, but sub-01_task-walk_channels.tsv lists 6', 1, 'list every column'],
  ['binary data from the start', motion(Uint8Array.of(80, 65, 82, 49, 0, 1, 2, 3)), 'motion.tsv: the file holds binary data', undefined, 'right file'],
  ['binary data in the middle', motion(`${ROW.repeat(400)}\0\0\0\0\t\0\0\t0\t0\t0\t0\n`), 'motion.tsv line 401: the line holds binary data', 401, 'copy it again'],
  ['gzip under another name', motion(gzipSync(ROW.repeat(100))), 'motion.tsv: the file is gzip-compressed', undefined, 'unpack'],
  ['zip under another name', motion(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)), 'motion.tsv: the file is a zip archive', undefined, 'unpack'],
  ['UTF-16 text', motion(Buffer.from(`\uFEFF${ROW}`, 'utf16le')), 'motion.tsv: the file is UTF-16 text', undefined, 'UTF-8'],
  ['a line without end', motion('1'.repeat(3_000_000)), 'motion.tsv line 1: the line does not end', 1, 'separated by tabs'],

  ['broken JSON', settings('{\n  "TaskName": "walk"\n  "SamplingFrequency": 100\n}'), 'motion.json line 3: the file is not valid JSON', 3, 'comma'],
  ['JSON that was cut off', settings('{\n  "SamplingFrequency": 100,\n'), 'motion.json line 3: the file is not valid JSON', 3, 'bracket'],
  ['an empty motion.json', settings(''), 'motion.json: the file is empty', undefined, 'JSON object'],
  ['JSON that is a list', settings('[100]'), 'motion.json line 1: the file must hold a JSON object', 1, '{ ... }'],
  ['no sampling rate', settings('{"TaskName": "walk"}'), 'motion.json: SamplingFrequency is missing', undefined, 'add the sampling rate'],
  ['a sampling rate of 0', rate('0'), 'motion.json line 2: SamplingFrequency is 0', 2, 'from 1 to 10000'],
  ['a negative sampling rate', rate('-100'), 'motion.json line 2: SamplingFrequency is -100', 2, 'from 1 to 10000'],
  ['an absurd sampling rate', rate('1e9'), 'motion.json line 2: SamplingFrequency is 1000000000', 2, 'from 1 to 10000'],
  ['a sampling rate in quotes', rate('"100"'), 'motion.json line 2: SamplingFrequency is "100"', 2, 'without quotes'],
  ['another channel count than the channels', settings('{\n"SamplingFrequency": 100,\n\n"MotionChannelCount": 9}'), 'motion.json line 4: MotionChannelCount is 9, but sub-01_task-walk_channels.tsv lists 6', 4, 'correct the one'],

  ['an unknown unit of acceleration', channels(CHANNELS.replace('m/s^2', 'furlong')), 'channels.tsv line 2: the unit "furlong" of an ACCEL channel is unknown', 2, 'm/s^2 or g'],
  ['an unknown unit of rotation', channels(CHANNELS.replaceAll('deg/s', 'rpm')), 'channels.tsv line 5: the unit "rpm" of a GYRO channel is unknown', 5, 'deg/s or rad/s'],
  ['a unit that is a word of the language', channels(CHANNELS.replaceAll('deg/s', 'constructor')), 'channels.tsv line 5: the unit "constructor" of a GYRO channel is unknown', 5, 'deg/s or rad/s'],
  ['an axis twice', channels(CHANNELS.replace('ACCEL_y\ty', 'ACCEL_y\tx')), 'channels.tsv line 3: a second ACCEL x of LowerBack (the first is on line 2)', 3, 'once'],
  ['an axis missing', channels(CHANNELS.replace('GYRO_z\tz\tGYRO', 'GYRO_z\tz\tMISC')), 'channels.tsv line 2: LowerBack has no GYRO z', 2, 'x, y and z'],
  ['no acceleration at one place', channels(CHANNELS.replaceAll('\tACCEL\tLowerBack', '\tACCEL\tLeftFoot')), 'channels.tsv line 5: LowerBack has no ACCEL x, y, z', 5, 'x, y and z'],
  ['an axis that is none', channels(CHANNELS.replace('ACCEL_x\tx', 'ACCEL_x\tquat_w')), 'channels.tsv line 2: the component "quat_w" is no axis', 2, 'x, y or z'],
  ['a sensor without a place', channels(CHANNELS.replace('LowerBack', 'n/a')), 'channels.tsv line 2: the channel has no tracked_point', 2, 'where the sensor is worn'],
  ['two names of one place', channels(CHANNELS.replace(/(GYRO.*\t)LowerBack/g, '$1Lower back')), 'channels.tsv line 5: the tracked points "LowerBack" and "Lower back" mean the same site', 5, 'another name'],
  ['no accelerometer at all', channels(CHANNELS.replaceAll('ACCEL', 'POS').replaceAll('GYRO', 'MAGN')), 'channels.tsv: no channel is an accelerometer', undefined, 'type ACCEL'],
  ['no units column', channels(CHANNELS.replace('\tunits', '\tunit')), 'channels.tsv line 1: the column "units" is missing', 1, 'separated by tabs'],
  ['a ragged channels.tsv', channels(CHANNELS.replace('LowerBack\t', '')), 'channels.tsv line 2: the line has 4 columns', 2, 'n/a'],
  ['an empty channels.tsv', channels(''), 'channels.tsv: the file is empty', undefined, 'tracked_point'],

  ['an event without a number', events('onset\tduration\ttrial_type\nsoon\t0\tturn\n'), 'events.tsv line 2: the onset "soon" is not a number', 2, 'seconds'],
  ['an event without onset', events('onset\tduration\ttrial_type\n1\t0\tturn\nn/a\t0\tturn\n'), 'events.tsv line 3: the event has no onset', 3, 'seconds'],
  ['an event of negative length', events('onset\tduration\ttrial_type\n1\t-2\tturn\n'), 'events.tsv line 2: the duration -2 is negative', 2, 'n/a'],
  ['a ragged events.tsv', events('onset\tduration\ttrial_type\n1\t0\n'), 'events.tsv line 2: the line has 2 columns', 2, 'n/a'],
  ['events without onset column', events('start\tduration\n1\t0\n'), 'events.tsv line 1: the column "onset" is missing', 1, 'tabs'],

  ['participants without ids', participants('id\tage\nsub-01\t70\n'), 'participants.tsv line 1: the column "participant_id" is missing', 1, 'tabs'],
  ['a ragged participants.tsv', participants('participant_id\tage\nsub-01\n'), 'participants.tsv line 2: the line has 1 column,', 2, 'n/a'],
  ['a person twice', participants('participant_id\tage\nsub-01\t70\nsub-01\t71\n'), 'participants.tsv line 3: sub-01 is there twice', 3, 'delete'],
  ['a height in metres that says nothing of it', participants('participant_id\theight\nsub-01\t1.75\n'), 'participants.tsv line 2: the height "1.75" cm is not possible', 2, '{"Units": "m"}'],
  ['an impossible age', participants('participant_id\tage\nsub-01\t700\n'), 'participants.tsv line 2: the age "700" years is not possible', 2, 'n/a'],
  ['a weight in words', participants('participant_id\tweight\nsub-01\theavy\n'), 'participants.tsv line 2: the weight "heavy" is not a number', 2, 'n/a'],
  ['an unknown sex', participants('participant_id\tsex\nsub-01\t1\n'), 'participants.tsv line 2: the sex "1" is unknown', 2, 'F, M or n/a'],
  ['a sex that is a word of the language', participants('participant_id\tsex\nsub-01\tconstructor\n'), 'participants.tsv line 2: the sex "constructor" is unknown', 2, 'F, M or n/a'],
  ['an unknown unit of height', { 'participants.json': '{"height": {"Units": "inch"}}' }, 'participants.tsv: participants.json gives height in "inch"', undefined, 'cm'],
  ['a broken participants.json', { 'participants.json': '{"height":\n {"Units" "m"}}' }, 'participants.json line 2: the file is not valid JSON', 2, 'quote'],
];

describe('a damaged recording', () => {
  it('can be read before it is damaged', async () => {
    expect((await readAll(await openRecording(await put({})))).trailer.sampleCount).toBe(5);
  });

  it.each(CASES)('says in one line what is wrong with %s, where, and what to do', async (_, files, start, line, remedy) => {
    const fault = await faultOf(await put(files));
    expect(fault.code).toBe('BAD_RECORDING' satisfies ErrorCode);
    expect(fault.message.replace(/^sub-01_task-walk_/, '').slice(0, start.length)).toBe(start);
    expect(fault.message.slice(start.length)).toContain(remedy);
    expect(fault.message).not.toMatch(/[\p{Cc}]/u);
    expect(fault.message).toMatch(/\.$/);
    expect(fault.where.line).toBe(line);
    expect(fault.where.file).toContain(fault.message.slice(0, fault.message.search(/ line |: /)));
  });

  it('names the impossible field of a participant, not the person', async () => {
    const fault = await faultOf(await put(participants('participant_id\theight\nsub-01\t17\n')));
    expect(fault.where).toMatchObject({ field: 'height', line: 2 });
  });

  it('does not let another person\'s mistake stop this one', async () => {
    const path = await put(participants('participant_id\tage\nsub-02\tunknown\nsub-01\t70\n'));
    expect((await openRecording(path)).header.participant).toEqual({ id: 'sub-01', ageYears: 70 });
  });

  it('says that a file does not exist', async () => {
    const fault = await faultOf(join(folder, 'nowhere', 'walk_motion.tsv'));
    expect([fault.code, fault.message]).toEqual(['NO_SUCH_FILE', expect.stringMatching(/^walk_motion\.tsv: there is no such file or folder .* check the path\.$/)]);
  });

  it('says that a folder is not a recording, even under a recording\'s name', async () => {
    await mkdir(join(folder, 'walk_motion.tsv'));
    const fault = await faultOf(join(folder, 'walk_motion.tsv'));
    expect([fault.code, fault.message]).toEqual(['UNSUPPORTED_FORMAT', expect.stringContaining('this is a folder; name one recording in it')]);
  });

  it.each(['walk.xlsx', 'walk_motion.tsv.gz', 'walk_channels.tsv', 'motion.tsv'])('says that %s is in no supported format', async (name) => {
    await writeFile(join(folder, name), ROW);
    const fault = await faultOf(join(folder, name));
    expect([fault.code, fault.message]).toEqual(['UNSUPPORTED_FORMAT', expect.stringContaining('a file whose name ends in _motion.tsv')]);
  });

  it('says that a compressed file must be unpacked', async () => {
    await writeFile(join(folder, 'walk_motion.tsv.gz'), gzipSync(ROW));
    expect((await faultOf(join(folder, 'walk_motion.tsv.gz'))).message).toContain('the file is compressed (.gz); unpack it');
  });

  it.each([MOTION, 'sub-01/motion/sub-01_task-walk_channels.tsv', 'participants.tsv'])('says that %s may not be read', async (name) => {
    const path = await put({});
    await chmod(join(folder, name), 0o000);
    await chmod(folder, 0o755);
    // The superuser may read everything, so the test stands back to an ordinary user.
    const superuser = process.geteuid?.() === 0;
    if (superuser) process.seteuid!(65534);
    try {
      const fault = await faultOf(path);
      expect([fault.code, fault.message]).toEqual(['UNREADABLE', expect.stringContaining('you may not read this file')]);
      expect(fault.where.file).toContain(name);
    } finally {
      if (superuser) process.seteuid!(0);
    }
  });
});
