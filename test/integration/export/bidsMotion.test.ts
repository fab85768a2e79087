import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBidsMotion } from '../../../src/export/bidsMotion.ts';
import { openRecording } from '../../../src/ingest/index.ts';
import type { ImuBlock, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { readAll } from '../../readAll.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'surefoot-export-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A value that survives rounding to 1e-6 unchanged. */
const reading = fc.integer({ min: -400_000_000, max: 400_000_000 }).map((millionths) => millionths / 1e6);
const SITES = [['lowerBack', 'LowerBack'], ['leftFoot', 'LeftFoot'], ['rightShank', 'RightShank'], ['upperArm', 'UpperArm']] as const;

/** Runs of samples: gap before, length. */
const runs = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 5 });

function blocksOf(site: string, sampleRateHz: number, parts: readonly (readonly [number, number])[], values: readonly number[], gyroscope: boolean): ImuBlock<SensorAxes>[] {
  let next = 0;
  let taken = 0;
  const column = (length: number): Float64Array => Float64Array.from({ length }, () => values[taken++ % values.length]);
  return parts.map(([gap, length]) => {
    const startSample = next + gap;
    next = startSample + length;
    return {
      site, sampleRateHz, startSample, length,
      acc: { x: column(length), y: column(length), z: column(length) },
      gyr: gyroscope ? { x: column(length), y: column(length), z: column(length) } : null,
    };
  });
}

const seconds = fc.integer({ min: 0, max: 1_000_000 }).map((thousandths) => thousandths / 1000);
const word = fc.stringMatching(/^[a-z][a-z_]{0,11}$/);
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const recordings: fc.Arbitrary<RecordingData> = fc.record({
  subject: fc.stringMatching(/^[A-Za-z0-9]{1,6}$/),
  task: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
  run: optional(fc.integer({ min: 1, max: 120 })),
  sampleRateHz: fc.constantFrom(60, 100, 102.4, 128),
  sensorParts: fc.uniqueArray(fc.tuple(fc.constantFrom(...SITES), runs, fc.boolean(), optional(word)), { minLength: 1, maxLength: 3, selector: ([[site]]) => site }),
  values: fc.array(reading, { minLength: 1, maxLength: 50 }),
  events: fc.array(fc.record({ onsetS: seconds, durationS: seconds, type: word }), { maxLength: 6 }),
  person: fc.record({
    ageYears: optional(fc.integer({ min: 18, max: 100 })), sex: optional(fc.constantFrom('F' as const, 'M' as const)),
    heightCm: optional(fc.integer({ min: 1000, max: 2200 }).map((mm) => mm / 10)),
    legLengthCm: optional(fc.integer({ min: 600, max: 1100 }).map((mm) => mm / 10)), massKg: optional(fc.integer({ min: 30, max: 150 })),
  }, { requiredKeys: [] }),
  device: fc.record({ manufacturer: optional(word), model: optional(word) }),
}).map(({ sensorParts, values, person, ...rest }) => ({
  ...rest,
  participant: { id: `sub-${rest.subject}`, ...person },
  sensors: sensorParts.map(([[site, trackedPoint], parts, gyroscope, placement]) => ({
    site, trackedPoint, placement, blocks: blocksOf(site, rest.sampleRateHz, parts, values, gyroscope),
  })),
}));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
/** -0 and 0 are the same reading. */
const numbers = (column: Float64Array): number[] => Array.from(column, (value) => value + 0);

describe('writing BIDS-Motion', () => {
  it('gives back every sample, gap, event and fact of the person when it is read again', async () => {
    let n = 0;
    await fc.assert(fc.asyncProperty(recordings, async (recording) => {
      const { motionPath } = await writeBidsMotion(join(folder, String(n++)), recording);
      const { header, blocks, trailer } = await readAll(await openRecording(motionPath));
      expect(header.sampleRateHz).toBe(recording.sampleRateHz);
      expect(header.taskName).toBe(recording.task);
      expect(plain(header.participant)).toEqual(plain(recording.participant));
      expect(header.events).toEqual([...recording.events].sort((a, b) => a.onsetS - b.onsetS));
      expect(header.device).toBe([recording.device?.manufacturer, recording.device?.model].filter(Boolean).join(' ') || null);
      expect(plain(header.sensors)).toEqual(plain(recording.sensors.map(({ site, trackedPoint, placement, blocks: [first] }) => ({ site, trackedPoint, placement, hasGyroscope: first.gyr !== null }))));
      for (const sensor of recording.sensors) {
        const got = blocks.filter(({ site }) => site === sensor.site);
        expect(got.map(({ startSample, length }) => [startSample, length])).toEqual(sensor.blocks.map(({ startSample, length }) => [startSample, length]));
        sensor.blocks.forEach((block, i) => {
          for (const axis of ['x', 'y', 'z'] as const) {
            expect(numbers(got[i].acc[axis])).toEqual(numbers(block.acc[axis]));
            if (block.gyr) expect(numbers(got[i].gyr![axis])).toEqual(numbers(block.gyr[axis]));
            else expect(got[i].gyr).toBeNull();
          }
        });
      }
      const ends = recording.sensors.flatMap((sensor) => sensor.blocks.map(({ startSample, length }) => startSample + length));
      expect(trailer.sampleCount).toBe(Math.max(...ends));
    }), { numRuns: 60 });
  });

  const small = (subject: string, person: RecordingData['participant'] = {}): RecordingData => ({
    subject, task: 'walk', sampleRateHz: 100, participant: person, events: [],
    sensors: [{ site: 'lowerBack', trackedPoint: 'LowerBack', blocks: blocksOf('lowerBack', 100, [[1, 3]], [0.1, -9.81, 1e-9], true) }],
  });

  it('rounds to a millionth and writes the shortest text, with n/a in gaps', async () => {
    const { motionPath } = await writeBidsMotion(folder, small('01'));
    expect((await readFile(motionPath, 'utf8')).split('\n').slice(0, 2)).toEqual(['n/a\tn/a\tn/a\tn/a\tn/a\tn/a', '0.1\t0.1\t0.1\t0.1\t0.1\t0.1']);
  });

  it('adds a person to the participants and leaves the others and their columns alone', async () => {
    await writeFile(join(folder, 'participants.tsv'), 'participant_id\tgroup\theight\nsub-01\tstroke\t170\nsub-02\thealthy\tn/a\n');
    await writeBidsMotion(folder, small('02', { heightCm: 181, sex: 'F' }));
    await writeBidsMotion(folder, small('03', { ageYears: 70 }));
    expect(await readFile(join(folder, 'participants.tsv'), 'utf8')).toBe(
      'participant_id\tgroup\theight\tsex\tage\nsub-01\tstroke\t170\tn/a\tn/a\nsub-02\thealthy\t181\tF\tn/a\nsub-03\tn/a\tn/a\tn/a\t70\n',
    );
  });

  it('replaces a recording of the same name and leaves no temporary file', async () => {
    await writeBidsMotion(folder, small('01'));
    const { motionPath } = await writeBidsMotion(folder, { ...small('01'), events: [{ onsetS: 0.01, durationS: 0, type: 'turn' }] });
    expect((await openRecording(motionPath)).header.events).toHaveLength(1);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'dataset_description.json', 'participants.json', 'participants.tsv', 'sub-01', 'sub-01/motion',
      'sub-01/motion/sub-01_task-walk_events.tsv', 'sub-01/motion/sub-01_task-walk_tracksys-imu_channels.tsv',
      'sub-01/motion/sub-01_task-walk_tracksys-imu_motion.json', 'sub-01/motion/sub-01_task-walk_tracksys-imu_motion.tsv',
    ]);
  });

  it('refuses to mend a damaged participants.tsv, and writes nothing then', async () => {
    await writeFile(join(folder, 'participants.tsv'), 'participant_id\tage\nsub-01\n');
    await expect(writeBidsMotion(folder, small('01'))).rejects.toThrow(/^participants\.tsv line 2: the line has another number of columns \(1\) than the first line \(2\)/);
    expect(await readdir(folder)).toEqual(['participants.tsv']);
  });

  it('refuses to mix centimetres into a table in metres', async () => {
    await writeFile(join(folder, 'participants.tsv'), 'participant_id\theight\nsub-01\t1.7\n');
    await writeFile(join(folder, 'participants.json'), '{"height": {"Units": "m"}}');
    await expect(writeBidsMotion(folder, small('02', { heightCm: 180 }))).rejects.toThrow('participants.json: height is in m, this software writes cm');
    await writeFile(join(folder, 'participants.json'), '{"height": {"Units": 1}}');
    await expect(writeBidsMotion(folder, small('02', { heightCm: 180 }))).rejects.toThrow('participants.json: height is in 1, this software writes cm');
    await writeFile(join(folder, 'participants.json'), 'null');
    await expect(writeBidsMotion(folder, small('02', { heightCm: 180 }))).resolves.toHaveProperty('motionPath');
  });

  it('leaves the older recording whole when the new one cannot be written', async () => {
    const { motionPath } = await writeBidsMotion(folder, small('01'));
    const before = await readFile(motionPath, 'utf8');
    const broken = small('01');
    broken.sensors[0].blocks[0].acc.y[1] = NaN;
    await expect(writeBidsMotion(folder, broken)).rejects.toThrow(RangeError);
    expect(await readFile(motionPath, 'utf8')).toBe(before);
  });

  it.each<[string, (good: RecordingData) => RecordingData, string]>([
    ['a subject with a slash', (good) => ({ ...good, subject: '../x' }), 'letters and digits only'],
    ['no sensor', (good) => ({ ...good, sensors: [] }), 'at least one sensor'],
    ['no sample', (good) => ({ ...good, sensors: [{ ...good.sensors[0], blocks: [] }] }), 'at least one sample'],
    ['overlapping blocks', (good) => ({ ...good, sensors: [{ ...good.sensors[0], blocks: [good.sensors[0].blocks[0], good.sensors[0].blocks[0]] }] }), 'not overlap'],
    ['another rate in a block', (good) => ({ ...good, sampleRateHz: 50 }), 'its rate is 100 Hz'],
    ['a tab in a name', (good) => ({ ...good, sensors: [{ ...good.sensors[0], trackedPoint: 'Lower\tBack' }] }), 'plain words'],
    ['an event without onset', (good) => ({ ...good, events: [{ onsetS: NaN, durationS: 0, type: 'turn' }] }), 'no proper onset'],
  ])('calls %s the caller\'s mistake', async (_, spoil, words) => {
    const writing = writeBidsMotion(folder, spoil(small('01')));
    await expect(writing).rejects.toThrow(RangeError);
    await expect(writing).rejects.toThrow(words);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says in one line that a file stands in the way of the folder', async () => {
    await writeFile(join(folder, 'taken'), '');
    await expect(writeBidsMotion(join(folder, 'taken'), small('01'))).rejects.toMatchObject({ code: 'UNWRITABLE', message: expect.stringContaining('a file stands where a folder is needed') as string });
  });
});
