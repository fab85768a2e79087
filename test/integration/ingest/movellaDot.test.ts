import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/ingest/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-dot-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const META = ['sep=,', 'DeviceTag:,Lower back,,,,,,', 'FirmwareVersion:,2.0.0', 'OutputRate:,60Hz', 'Measurement Mode:,Rate quantities', 'StartTime: ,2026-03-14_09:30:00_000 CET', '\u00a9 Movella Technologies B. V. 2005-2026', ''];
const HEADER = 'PacketCounter,SampleTimeFine,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z';
const row = (counter: number | string, us: number | string): string => `${counter},${us},0.1,9.81,0.2,1,2,3`;
/** Rows of samples n at 60 Hz on the device's clock. */
const rows = (samples: readonly number[], first = 1_000_000): string[] => samples.map((n, i) => row(i + 1, (first + Math.round((n * 1e6) / 60)) % 2 ** 32));
const text = (lines: readonly string[], header = HEADER, meta = META): string => [...meta, header, ...lines, ''].join('\n');

async function open(content: string | Uint8Array, name = 'dot.csv') {
  const path = join(folder, name);
  await writeFile(path, content);
  return openRecording(path);
}
const runsOf = async (content: string | Uint8Array): Promise<number[][]> => (await readAll(await open(content))).blocks.map(({ startSample, length }) => [startSample, length]);

describe('a Movella DOT export', () => {
  it('is known by its header row, and gives acceleration with gravity and angular rate as they stand', async () => {
    const { header, blocks } = await readAll(await open(text(rows([0, 1]))));
    expect(header).toMatchObject({ format: 'movellaDot', sampleRateHz: 60, device: 'Movella DOT firmware 2.0.0', sensors: [{ site: 'lowerBack', trackedPoint: 'Lower back', hasGyroscope: true }] });
    expect(blocks.map(({ acc, gyr }) => [acc.x[1], acc.y[1], acc.z[1], gyr!.x[1], gyr!.y[1], gyr!.z[1]])).toEqual([[0.1, 9.81, 0.2, 1, 2, 3]]);
  });

  it('has a gap where its time jumps, though the packet counter counts on', async () => {
    expect(await runsOf(text(rows([0, 1, 2, 27, 28])))).toEqual([[0, 3], [27, 2]]);
  });

  it('goes on where the 32-bit clock starts again', async () => {
    expect(await runsOf(text(rows([0, 1, 2, 3, 6, 7], 2 ** 32 - 40_000)))).toEqual([[0, 4], [6, 2]]);
  });

  it('falls back on the packet counter where the time is empty', async () => {
    expect(await runsOf(text([65_534, 65_535, 0, 1, 4].map((n) => row(n, ''))))).toEqual([[0, 4], [6, 1]]);
  });

  it('tells its rate by its times where no line states it', async () => {
    const meta = META.filter((line) => !line.startsWith('OutputRate'));
    const at120 = Array.from({ length: 30 }, (_, n) => row(n, 7 + Math.round((n * 1e6) / 120)));
    expect((await open(text(at120, HEADER, meta))).header.sampleRateHz).toBe(120);
  });

  it('may carry orientation and magnetic field, commas at the end, and a copyright sign in an old code page', async () => {
    const header = 'PacketCounter,SampleTimeFine,Quat_W,Quat_X,Quat_Y,Quat_Z,FreeAcc_X,FreeAcc_Y,FreeAcc_Z,Acc_X,Acc_Y,Acc_Z,Mag_X,Status,';
    const line = (n: number): string => `${n},${16_667 * n},1,0,0,0,0,0,0,0.1,9.81,0.2,0.5,0x0,`;
    const bytes = Buffer.from(text([line(1), line(2)], header), 'latin1');
    const { blocks, header: read } = await readAll(await open(bytes));
    expect([blocks[0].length, blocks[0].acc.y[0], read.sensors[0].hasGyroscope]).toEqual([2, 9.81, false]);
  });
});

const CASES: readonly [what: string, content: string, start: string, remedy: string][] = [
  ['free acceleration only', text(['1,1000,0,0,0'], 'PacketCounter,SampleTimeFine,FreeAcc_X,FreeAcc_Y,FreeAcc_Z'), 'dot.csv line 9: the file holds free acceleration (FreeAcc) only: gravity has been taken out', 'Rate quantities'],
  ['increments only', text([], 'PacketCounter,SampleTimeFine,dq_W,dq_X,dq_Y,dq_Z,dv[1],dv[2],dv[3]'), 'dot.csv line 9: the file holds increments', 'export the recording with Acc'],
  ['orientation only', text([], 'PacketCounter,SampleTimeFine,Euler_X,Euler_Y,Euler_Z'), 'dot.csv line 9: there are no columns Acc_X', 'Rate quantities'],
  ['no row', text([]), 'dot.csv: the file has no rows', 'copy it again'],
  ['a strange rate', text(rows([0, 1])).replace('60Hz', '61Hz'), 'dot.csv line 4: the OutputRate "61Hz" is none', '60, 120'],
  ['a rate that is not the rows\'', text(rows(Array.from({ length: 40 }, (_, i) => i * 2))), 'dot.csv line 49: by the SampleTimeFine the rows up to here come at 30 Hz, not at 60 Hz', 'OutputRate'],
  ['no rate at all', text([row(1, ''), row(2, '')], HEADER, []), 'dot.csv: neither a line OutputRate nor the times', 'add a line'],
  ['time that goes backwards', text([row(1, 90_000), row(2, 106_667), row(3, 90_000)]), 'dot.csv line 12: the SampleTimeFine does not go forward', 'in order'],
  ['a row that was cut off', `${text(rows([0, 1]))}3,1033`, 'dot.csv line 12: the line has 2 columns, but the header on line 9 names 8', 'copy the file again'],
  ['a word for a number', text([row(1, 1000), '2,17667,high,0,0,0,0,0']), 'dot.csv line 11: "high" is not a number', 'n/a'],
];

describe('a damaged Movella DOT export', () => {
  it.each(CASES)('says in one line what is wrong with %s, where, and what to do', async (_, content, start, remedy) => {
    const fault: unknown = await open(content).then(readAll).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AppError);
    expect((fault as AppError).code).toBe('BAD_RECORDING');
    expect((fault as AppError).message.slice(0, start.length)).toBe(start);
    expect((fault as AppError).message).toContain(remedy);
    expect((fault as AppError).message).toMatch(/^[^\p{Cc}]+\.$/u);
  });
});
