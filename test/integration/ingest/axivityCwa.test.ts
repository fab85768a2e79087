import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecording } from '../../../src/ingest/index.ts';
import { AppError } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { readAll } from '../../readAll.ts';
import { ACC_STEPS_PER_G, cwaParts, GYR_STEPS_PER_DEG, resealed, timeOf } from '../../support/cwaWriter.ts';
import type { CwaRecording } from '../../support/cwaWriter.ts';

const G = 9.80665;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-cwa-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Numbers that show their sample: x counts up by steps that fit 10 bits. */
const counting = (n: number): number[] => [(n % 400) - 200, 250, -100, 3 * (n % 1000), -500, 77];
const STEADY: CwaRecording = { nominalHz: 100, trueHz: 100, startS: 826_708_200, sampleCount: 1000, layout: 'packed', raw: counting };

async function open(recording: CwaRecording, change: (sectors: Buffer[]) => Buffer[] = (sectors) => sectors, tail = Buffer.alloc(0)) {
  const { header, sectors } = cwaParts(recording);
  const path = join(folder, 'walk.cwa');
  await writeFile(path, Buffer.concat([header, ...change(sectors), tail]));
  return openRecording(path);
}
const read = async (...args: Parameters<typeof open>) => readAll(await open(...args));

describe('a .cwa recording at its nominal rate', () => {
  it.each(['packed', 'acc', 'gyrAcc'] as const)('gives every sample as it was, in the layout %s', async (layout) => {
    const { header, blocks, trailer } = await read({ ...STEADY, layout });
    expect(header.sensors).toEqual([{ site: 'sensor', trackedPoint: 'sensor', hasGyroscope: layout === 'gyrAcc' }]);
    expect(header.device).toBe(layout === 'gyrAcc' ? 'Axivity AX6 4711' : 'Axivity AX3 4711');
    expect([header.sampleRateHz, trailer.sampleCount, blocks.length, blocks[0].length]).toEqual([100, 1000, 1, 1000]);
    // Stamps are in 1/32768 s, so a sample may lie twice that much beside the grid: the first stamp's error and its own.
    const tolerance = 200 / 32768;
    for (let n = 0; n < 1000; n++) {
      const [ax, ay, az, gx, gy, gz] = counting(n);
      const inG = (raw: number) => (raw / ACC_STEPS_PER_G[layout]) * G;
      const wraps = n % 400 === 0 || n % 400 === 399 || n % 1000 === 999;
      expect(Math.abs(blocks[0].acc.x[n] - inG(ax))).toBeLessThan(wraps ? inG(400 * tolerance) : inG(tolerance) + 1e-9);
      expect([blocks[0].acc.y[n], blocks[0].acc.z[n]]).toEqual([expect.closeTo(inG(ay), 9), expect.closeTo(inG(az), 9)]);
      if (layout !== 'gyrAcc') continue;
      expect(Math.abs(blocks[0].gyr!.x[n] - gx / GYR_STEPS_PER_DEG)).toBeLessThan((wraps ? 3000 : 3) * tolerance / GYR_STEPS_PER_DEG + 1e-9);
      expect([blocks[0].gyr!.y[n], blocks[0].gyr!.z[n]]).toEqual([expect.closeTo(gy / GYR_STEPS_PER_DEG, 9), expect.closeTo(gz / GYR_STEPS_PER_DEG, 9)]);
    }
  });

  it('reads numbers beyond 10 bits by their exponent', async () => {
    const { blocks } = await read({ ...STEADY, raw: () => [-1600, 8 * 511, 512] });
    expect([blocks[0].acc.x[5], blocks[0].acc.y[5], blocks[0].acc.z[5]].map((value) => (value / G) * 256)).toEqual([expect.closeTo(-1600), expect.closeTo(4088), expect.closeTo(512)]);
  });

  it('brings the place and the subject that were typed in at set-up', async () => {
    const { header } = await read({ ...STEADY, metadata: '_c=Clinic&_sc=P%2d17&_p=Lower+back&_n=50%' });
    expect(header).toMatchObject({ participant: { id: 'P-17' }, sensors: [{ site: 'lowerBack', trackedPoint: 'Lower back' }] });
  });

  it('does not take a number of a list for the name of a place', async () => {
    expect((await open({ ...STEADY, metadata: '_p=3' })).header.sensors[0].trackedPoint).toBe('sensor');
  });
});

describe('a .cwa recording at another rate than it says', () => {
  /** A smooth movement: 1.3 Hz, as a function of time. */
  const moving = (recording: Omit<CwaRecording, 'raw'>): CwaRecording => {
    const raw = (n: number): number[] => {
      const t = timeOf({ ...recording, raw }, n);
      return [Math.round(8000 * Math.sin(2 * Math.PI * 1.3 * (t - recording.startS))), 4096, 0, 0, 0, 0];
    };
    return { ...recording, raw };
  };

  it.each([[99, false], [101, false], [97.3, false], [102.5, false], [99.4, true]])('lies on the grid of 100 Hz by its stamps: %d Hz, whole seconds: %s', async (trueHz, wholeSeconds) => {
    const recording = moving({ ...STEADY, layout: 'acc', trueHz, wholeSeconds, startS: 826_708_200.37, sampleCount: 6000 });
    const { blocks, trailer } = await read(recording);
    const x = blocks.flatMap(({ acc }) => [...acc.x]);
    expect(blocks.slice(1).every((block, i) => block.startSample === blocks[i].startSample + blocks[i].length)).toBe(true);
    expect(Math.abs(trailer.sampleCount - (6000 / trueHz) * 100)).toBeLessThan(4);
    // A line between neighbours is off by at most (w dt)² / 8 of the amplitude; stamps in whole seconds are off by up to a sample.
    const worst = Math.max(...x.map((value, n) => Math.abs(value - (8000 / 4096) * G * Math.sin(2 * Math.PI * 1.3 * (n / 100)))));
    expect(worst).toBeLessThan((8000 / 4096) * G * 2 * Math.PI * 1.3 * (wholeSeconds ? 0.02 : 0.0006));
    expect(trailer.findings).toEqual([{ code: 'RESAMPLED', severity: 'note', message: expect.stringMatching(new RegExp(`took ${String(Math.floor(trueHz))}\\.\\d\\d samples a second`)) as string }]);
  });

  it('has a gap as long as its clock says where the device paused', async () => {
    const { blocks } = await read(moving({ ...STEADY, layout: 'acc', trueHz: 99, sampleCount: 1600, pauses: [[800, 5]] }));
    const [first, second] = blocks;
    expect(first.startSample + first.length).toBe(Math.floor((799 / 99) * 100) + 1);
    expect(second.startSample).toBe(Math.ceil((800 / 99 + 5) * 100));
    expect(second.acc.x[50]).toBeCloseTo((8000 / 4096) * G * Math.sin(2 * Math.PI * 1.3 * ((second.startSample + 50) / 100)), 1);
  });
});

describe('a .cwa recording with lost or damaged sectors', () => {
  const runs = async (...args: Parameters<typeof open>) => (await read(...args)).blocks.map(({ startSample, length }) => [startSample, length]);
  const whole: number[][] = [[0, 240], [360, 640]];

  it('has a gap where a sector is missing', async () => {
    expect(await runs(STEADY, (sectors) => sectors.filter((_, i) => i !== 2))).toEqual(whole);
  });

  it('leaves a sector with a wrong checksum out and says how many', async () => {
    const spoil = (sectors: Buffer[]) => sectors.map((bytes, i) => { if (i === 2) bytes[100] ^= 1; return bytes; });
    const { trailer } = await read(STEADY, spoil);
    expect(await runs(STEADY, spoil)).toEqual(whole);
    expect(trailer.findings).toContainEqual({ code: 'DAMAGED_SECTORS', severity: 'note', message: expect.stringContaining('1 of 9 sectors') as string });
  });

  it('says so to whoever reads the analysis', async () => {
    const { document } = await analyzeRecording(await open(STEADY, (sectors) => sectors.map((bytes, i) => { if (i === 2) bytes[100] ^= 1; return bytes; })));
    expect(document.quality.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['RESAMPLED', 'DAMAGED_SECTORS', 'SAMPLES_MISSING']));
  });

  it('ignores memory that was never written', async () => {
    const { trailer } = await read(STEADY, (sectors) => [...sectors, Buffer.alloc(512, 0xff), Buffer.alloc(512, 0xff)]);
    expect([trailer.sampleCount, trailer.findings!.map(({ code }) => code)]).toEqual([1000, ['RESAMPLED']]);
  });

  it('begins at its first intact sector', async () => {
    expect(await runs(STEADY, ([, ...rest]) => [Buffer.alloc(512), ...rest])).toEqual([[0, 880]]);
  });
});

const CASES: readonly [what: string, change: (sectors: Buffer[]) => Buffer[], start: string, remedy: string][] = [
  ['no sector', () => [], 'walk.cwa: the file has a header but no samples', 'Copy it again'],
  ['no intact sector', (sectors) => sectors.map((bytes) => Buffer.from(bytes.map((byte) => byte ^ 1))), 'walk.cwa: none of its first sectors is intact', 'copy it again'],
  ['a sector that was cut off', (sectors) => [...sectors.slice(0, 3), sectors[3].subarray(0, 100)], 'walk.cwa sector 4: the file ends in the middle of a sector (100 of 512 bytes)', 'copy it again'],
  ['a rate that changes', (sectors) => sectors.map((bytes, i) => (i < 4 ? bytes : resealed(bytes, (copy) => { copy[24] = 0x49; }))), 'walk.cwa sector 5: the device was set up anew here (100 Hz, 3 axes, packed before, 50 Hz', 'split the recording'],
  ['more samples than fit', (sectors) => sectors.map((bytes, i) => (i < 4 ? bytes : resealed(bytes, (copy) => copy.writeUInt16LE(121, 28)))), 'walk.cwa sector 5: it claims 121 samples where 120 fit', 'copy it again'],
  ['a clock that goes backwards', (sectors) => [...sectors.slice(4), ...sectors.slice(0, 4)], 'walk.cwa sector 6: the clock of the device goes backwards', 'Split the recording'],
  ['a clock that jumps by hours', (sectors) => sectors.map((bytes, i) => (i < 4 ? bytes : resealed(bytes, (copy) => copy.writeUInt32LE(copy.readUInt32LE(14) + 2 * 4096, 14)))), 'walk.cwa sector 5: the clock of the device jumps by 7200 s', 'split the recording'],
  ['a clock that was never set', (sectors) => sectors.map((bytes) => resealed(bytes, (copy) => copy.writeUInt32LE(0, 14))), 'walk.cwa: no sector holds samples with a time', 'set the device\'s clock'],
  ['very old firmware', (sectors) => sectors.map((bytes) => resealed(bytes, (copy) => { copy[24] = 0; })), 'walk.cwa sector 1: it does not tell its sampling rate', 'maker\'s software'],
  ['a layout nobody knows', (sectors) => sectors.map((bytes) => resealed(bytes, (copy) => { copy[25] = 0x52; })), 'walk.cwa sector 1: samples of 5 axes are not known', 'maker\'s software'],
];

describe('a damaged .cwa recording', () => {
  it.each(CASES)('says in one line what is wrong with %s, where, and what to do', async (_, change, start, remedy) => {
    const fault: unknown = await read(STEADY, change).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(AppError);
    expect((fault as AppError).code).toBe('BAD_RECORDING');
    expect((fault as AppError).message.slice(0, start.length)).toBe(start);
    expect((fault as AppError).message).toContain(remedy);
    expect((fault as AppError).message).toMatch(/^[^\p{Cc}]+\.$/u);
  });

  it.each([['is empty', Buffer.alloc(0), 'the file is empty'], ['is something else', Buffer.alloc(4096, 'x'), 'the file does not start like a .cwa recording']])('that %s is told', async (_, bytes, message) => {
    await writeFile(join(folder, 'walk.cwa'), bytes);
    await expect(openRecording(join(folder, 'walk.cwa'))).rejects.toThrow(`walk.cwa: ${message}`);
  });
});
