import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findRecordings, openRecording } from '../../../src/ingest/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-csv-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const UNITS = { time: 's', acceleration: 'm/s^2', angularRate: 'deg/s' };
const SIDECAR = { sampleRateHz: 100, site: 'lowerBack', units: UNITS };

async function put(rows: string, sidecar: unknown = SIDECAR): Promise<string> {
  const path = join(folder, 'walk.csv');
  await writeFile(path, rows);
  if (sidecar !== null) await writeFile(join(folder, 'walk.json'), typeof sidecar === 'string' ? sidecar : JSON.stringify(sidecar, null, 1));
  return path;
}

/** Runs of samples as [start, length], and the vertical acceleration of each. */
async function read(rows: string, sidecar?: unknown) {
  const { blocks, trailer, header } = await readAll(await openRecording(await put(rows, sidecar)));
  return { runs: blocks.map(({ startSample, length }) => [startSample, length]), y: blocks.flatMap(({ acc }) => [...acc.y]), sampleCount: trailer.sampleCount, header };
}

/** Rows at these clock readings; acc_y tells the row's number. */
const at = (times: readonly (number | string)[], name = 'time', separator = ','): string =>
  [[name, 'acc_x', 'acc_y', 'acc_z'], ...times.map((time, i) => [time, 0, i, 9.8])].map((row) => `${row.join(separator)}\n`).join('');

describe('the time axis of a CSV', () => {
  it('is that of its time column: a jump is a gap as long as the time says', async () => {
    expect(await read(at([5, 5.01, 5.02, 5.05, 5.06]))).toMatchObject({ runs: [[0, 3], [5, 2]], y: [0, 1, 2, 3, 4], sampleCount: 7 });
  });

  it('does not take jitter below half a sample for a gap', async () => {
    expect(await read(at([0, 0.0149, 0.0151, 0.0344, 0.04]))).toMatchObject({ runs: [[0, 5]] });
  });

  it.each([['ms', 10, 1_700_000_000_000], ['us', 10_000, 1_700_000_000_000_000], ['s', 0.01, 1_700_000_000]])('may count %s since 1970', async (unit, step, first) => {
    const { runs } = await read(at([0, 1, 2, 6, 7].map((n) => first + n * step)), { ...SIDECAR, units: { ...UNITS, time: unit } });
    expect(runs).toEqual([[0, 3], [6, 2]]);
  });

  it('may count ticks that start again from 0', async () => {
    const times = [65_200, 65_528, 320, 648, 1632].map(String);
    const { runs } = await read(at(times), { ...SIDECAR, units: { ...UNITS, time: 'ticks' }, ticksPerSecond: 32_768, wrapsAt: 65_536 });
    expect(runs).toEqual([[0, 4], [6, 1]]);
  });

  it('may be a counter of samples', async () => {
    expect((await read(at([254, 255, 0, 1, 4], 'Counter'), { ...SIDECAR, wrapsAt: 256 })).runs).toEqual([[0, 4], [6, 1]]);
  });

  it('is the rows where the sidecar vouches for them', async () => {
    expect((await read(at([9, 9, 9], 'note'), { ...SIDECAR, evenlySampled: true })).runs).toEqual([[0, 3]]);
  });

  it('is not invented at 100 Hz for a sensor that runs at 97', async () => {
    const path = await put(at(Array.from({ length: 1000 }, (_, i) => (i / 97).toFixed(4))));
    await expect(openRecording(path).then(readAll)).rejects.toThrow(/walk\.csv line \d+: by the time the rows up to here come at 97\.\d* Hz, not at 100 Hz; correct sampleRateHz/);
  });

  it.each([50, 200, 25])('is not invented at 100 Hz for a sensor that runs at %d', async (rate) => {
    const path = await put(at(Array.from({ length: 60 }, (_, i) => i / rate)));
    await expect(openRecording(path).then(readAll)).rejects.toThrow(`come at ${rate} Hz, not at 100 Hz`);
  });

  it('follows a crystal that is off by a thousandth without inventing or losing a sample', async () => {
    expect((await read(at(Array.from({ length: 30_000 }, (_, i) => i / 99.9)))).runs.at(-1)).toEqual([28_672, 1328]);
  });
});

describe('the columns of a CSV', () => {
  it.each([['commas', ','], ['semicolons', ';'], ['tabs', '\t']])('may be separated by %s', async (_, separator) => {
    expect((await read(at([0, 0.01], 'time', separator))).y).toEqual([0, 1]);
  });

  it('may be named by the sidecar, and be in g', async () => {
    const { y, header } = await read('Timestamp (ms);"Accel Y";Accel X;Accel Z;Temp\n0;1;0;0;warm\n10;2;0;0;warm\n', {
      ...SIDECAR, units: { time: 'ms', acceleration: 'g' }, columns: { time: 'Timestamp (ms)', acc_x: 'Accel X', acc_y: 'accel y', acc_z: 'Accel Z' },
    });
    expect(y).toEqual([9.80665, 2 * 9.80665]);
    expect(header.sensors).toEqual([{ site: 'lowerBack', trackedPoint: 'lowerBack', hasGyroscope: false }]);
  });

  it('may hold several sensors, each with gaps of its own', async () => {
    const rows = 'time,L5_acc_x,L5_acc_y,L5_acc_z,leftFoot_acc_x,leftFoot_acc_y,leftFoot_acc_z\n0,1,2,3,4,5,6\n0.01,1,,3,4,5,6\n0.02,1,2,3,4,5,n/a\n';
    const { blocks } = await readAll(await openRecording(await put(rows)));
    expect(blocks.map(({ site, startSample, length }) => [site, startSample, length])).toEqual([['lowerBack', 0, 1], ['lowerBack', 2, 1], ['leftFoot', 0, 2]]);
  });

  it('may end in a separator, in the header, the rows or both', async () => {
    expect((await read('sep=,\ntime,acc_x,acc_y,acc_z,\r\n0,1,2,3,\r\n0.01,1,2,3\r\n')).runs).toEqual([[0, 2]]);
  });

  it('bring person, events and device from the sidecar', async () => {
    const person = { id: 'sub-7', ageYears: 81, heightCm: 160, sex: 'F' as const };
    const events = [{ onsetS: 1, durationS: 0, type: 'turn' }];
    const { header } = await read(at([0, 0.01]), { ...SIDECAR, task: 'walk', device: 'Sensor 3', placement: 'belt', participant: person, events });
    expect(header).toMatchObject({ participant: person, events, taskName: 'walk', device: 'Sensor 3', sensors: [{ placement: 'belt' }] });
  });
});

/** What is wrong, rows, sidecar, start of the message, a word of the remedy. */
const GOOD = at([0, 0.01, 0.02]);
const CASES: readonly [what: string, rows: string, sidecar: unknown, start: string, remedy: string][] = [
  ['no sidecar', GOOD, null, 'walk.csv: walk.json is missing beside it', '"sampleRateHz": 100'],
  ['an empty file', '', SIDECAR, 'walk.csv: the file is empty', 'copy it again'],
  ['only a header', 'time,acc_x,acc_y,acc_z\n', SIDECAR, 'walk.csv: the file has no rows', 'copy it again'],
  ['no header', '0,1,2,3\n0.01,1,2,3\n', SIDECAR, 'walk.csv line 1: the first line holds numbers', 'put a header before it'],
  ['one column', 'acceleration\n1\n', SIDECAR, 'walk.csv line 1: the header must name the columns', 'separated by'],
  ['a column twice', 'time,acc_x,acc_y,acc_z,ACC_X\n', SIDECAR, 'walk.csv line 1: the column "ACC_X" is there twice', 'rename one'],
  ['no clock', 'acc_x,acc_y,acc_z\n1,2,3\n', SIDECAR, 'walk.csv line 1: there is no column "time" or "counter"', '"evenlySampled": true'],
  ['no acceleration', 'time,ax,ay,az\n0,1,2,3\n', SIDECAR, 'walk.csv line 1: no column is an acceleration', '"columns"'],
  ['an axis missing', 'time,acc_x,acc_y\n0,1,2\n', SIDECAR, 'walk.csv line 1: "lowerBack" has no column acc_z', 'x, y and z'],
  ['two names of one place', 'time,lower_back_acc_x,lower_back_acc_y,lower_back_acc_z,LowerBack_acc_x,LowerBack_acc_y,LowerBack_acc_z\n', SIDECAR, 'walk.csv line 1: the columns of', 'another name'],
  ['time that goes backwards', at([0, 0.01, 0.005]), SIDECAR, 'walk.csv line 4: the time does not go forward', 'in order of time'],
  ['time that stands still', at([0, 0.01, 0.01]), SIDECAR, 'walk.csv line 4: the time does not go forward', 'each once'],
  ['time that jumps by days', at([0, 0.01, 90_000]), SIDECAR, 'walk.csv line 4: the time jumps by 90000 s', 'split the recording'],
  ['a row without time', at([0, '', 0.02]), SIDECAR, 'walk.csv line 3: the time is missing', 'delete the row'],
  ['a word for a number', GOOD.replace('1,9.8', 'one,9.8'), SIDECAR, 'walk.csv line 3: "one" is not a number', 'n/a'],
  ['a date for a time', at(['2026-03-14T09:30:00']), SIDECAR, 'walk.csv line 2: "2026-03-14T09:30:00" is not a number', 'hold a number'],
  ['a decimal comma', 'time;acc_x;acc_y;acc_z\n0,00;1,5;2;3\n', SIDECAR, 'walk.csv line 2: "0,00" is not a number (write a decimal point', 'point'],
  ['quoted numbers', 'time,acc_x,acc_y,acc_z\n0,"1","2","3"\n', SIDECAR, 'walk.csv line 2: ""1"" is not a number (write numbers without quotes)', 'quotes'],
  ['a ragged row', `${GOOD}0.03,1\n`, SIDECAR, 'walk.csv line 5: the line has 2 columns, but the header on line 1 of walk.csv names 4', 'copy the file again'],
  ['an Excel file', 'PK\u0003\u0004xx', SIDECAR, 'walk.csv: the file is a zip archive', 'text'],
  ['broken JSON', GOOD, '{\n"sampleRateHz": 100,\n}', 'walk.json line 3: the file is not valid JSON', 'comma'],
  ['no sampling rate', GOOD, { ...SIDECAR, sampleRateHz: undefined }, 'walk.json: sampleRateHz is missing', 'add the sampling rate'],
  ['a sampling rate in quotes', GOOD, { ...SIDECAR, sampleRateHz: '100' }, 'walk.json line 2: sampleRateHz is "100"', 'without quotes'],
  ['no unit of acceleration', GOOD, { ...SIDECAR, units: { time: 's' } }, 'walk.json line 4: units.acceleration is missing', '"g"'],
  ['an unknown unit', GOOD, { ...SIDECAR, units: { ...UNITS, acceleration: 'mg' } }, 'walk.json line 6: the unit "mg" of units.acceleration is unknown', '"m/s^2"'],
  ['an unknown unit of time', GOOD, { ...SIDECAR, units: { ...UNITS, time: 'constructor' } }, 'walk.json line 5: the unit "constructor" of units.time is unknown', '"ticks"'],
  ['ticks of unknown length', GOOD, { ...SIDECAR, units: { ...UNITS, time: 'ticks' } }, 'walk.json: the time is in ticks', '"ticksPerSecond": 32768'],
  ['no site', GOOD, { ...SIDECAR, site: undefined }, 'walk.json: site is missing', '"site": "lowerBack"'],
  ['a column that is not there', GOOD, { ...SIDECAR, columns: { acc_x: 'AX' } }, 'walk.json line 9: columns says that "acc_x" is the column "AX"', 'it has time, acc_x'],
  ['an impossible height', GOOD, { ...SIDECAR, participant: { heightCm: 1.7 } }, 'walk.json line 10: heightCm is 1.7', '50 to 250'],
  ['a misspelt field of the person', GOOD, { ...SIDECAR, participant: { height: 170 } }, 'walk.json line 10: the participant\'s field "height" is unknown', 'heightCm'],
  ['an event of two lines', GOOD, { ...SIDECAR, events: [{ onsetS: 1, durationS: 0, type: 'turn\nleft' }] }, 'walk.json line 9: events must be a list', 'onsetS'],
  ['a place with a tab in it', GOOD, { ...SIDECAR, site: 'lower\tback' }, 'walk.json line 3: site is "lower\\tback"', 'plain words'],
  ['an event without time', GOOD, { ...SIDECAR, events: [{ type: 'turn' }] }, 'walk.json line 9: events must be a list', 'onsetS'],
  ['a wrap that is no number', GOOD, { ...SIDECAR, wrapsAt: 'never' }, 'walk.json line 9: wrapsAt is "never"', '65536'],
];

describe('a damaged CSV', () => {
  it.each(CASES)('says in one line what is wrong with %s, where, and what to do', async (_, rows, sidecar, start, remedy) => {
    const fault: unknown = await openRecording(await put(rows, sidecar)).then(readAll).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AppError);
    expect((fault as AppError).code).toBe('BAD_RECORDING');
    expect((fault as AppError).message.slice(0, start.length)).toBe(start);
    expect((fault as AppError).message).toContain(remedy);
    expect((fault as AppError).message).toMatch(/^[^\p{Cc}]+\.$/u);
  });

  it('is not looked for in a table without a sidecar', async () => {
    const path = await put(GOOD);
    await writeFile(join(folder, 'results.csv'), 'a,b\n1,2\n');
    expect(await findRecordings(folder)).toEqual([path]);
  });
});
