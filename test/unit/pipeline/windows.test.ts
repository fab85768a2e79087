import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bridgedSamples } from '../../../src/ingest/bridgedSamples.ts';
import type { RecordingReader } from '../../../src/model/index.ts';
import { RecordingWindows, wornFrame } from '../../../src/pipeline/windows.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { simulateWear } from '../../../src/simulator/wear/wear.ts';
import { memoryReader, rotated, rotationOf } from '../../support/memoryReader.ts';

const SITE = 'lowerBack';

interface Row {
  readonly startS: number;
  readonly lostS: number;
  readonly values: readonly number[] | null;
}

async function rows(reader: RecordingReader): Promise<Row[]> {
  const frame = await wornFrame(reader, SITE, {});
  if (!frame) throw new Error('nothing walks');
  const found: Row[] = [];
  const windows = new RecordingWindows(frame, ({ startS, lostS, findings: f }) => {
    found.push({ startS, lostS, values: f && [f.rms.ap, f.rms.v, f.rms.ml, f.harmonicRatio.v, f.f50Hz.v, f.initialContacts, f.strides, f.ellipseArea, f.path] });
  });
  for await (const samples of bridgedSamples(reader, SITE, 100)) windows.push(samples);
  windows.finish();
  return found;
}

const walk = simulate('minuteWalk', 4);
const back = { ...walk, sensors: walk.sensors.filter(({ site }) => site === SITE) };

describe('windows of a recording', () => {
  test('come one a second and count the steps of a walk', async () => {
    const found = await rows(memoryReader(back));
    expect(found.map(({ startS }) => startS)).toEqual(found.map((_, second) => second));
    const [, , , , , contacts, strides] = found[20].values!;
    expect(contacts).toBeGreaterThan(12);
    expect(strides).toBe(contacts - 2);
  });

  test('are the same bits for blocks of any size', async () => {
    const whole = await rows(memoryReader(back));
    await fc.assert(fc.asyncProperty(fc.integer({ min: 7, max: 5000 }), async (blockSize) => {
      expect(await rows(memoryReader(back, blockSize))).toEqual(whole);
    }), { numRuns: 4, endOnFailure: true });
  });

  test('are those of the body, however the sensor is mounted', async () => {
    const [upright, turned] = [await rows(memoryReader(back)), await rows(memoryReader(rotated(back, rotationOf(1, 2, -1, 3))))];
    for (const [w, { values }] of upright.entries()) for (const [k, value] of values!.entries()) expect(turned[w].values![k]).toBeCloseTo(value, 6);
  });

  test('in which more than a fifth of a second is missing hold nothing, and say how much', async () => {
    const cut = (length: number) => {
      const [{ acc, gyr, ...block }] = back.sensors[0].blocks;
      const part = (from: number, to: number) => {
        const columns = (c: typeof acc) => ({ x: c.x.slice(from, to), y: c.y.slice(from, to), z: c.z.slice(from, to) });
        return { ...block, startSample: from, length: to - from, acc: columns(acc), gyr: gyr && columns(gyr) };
      };
      return memoryReader({ ...back, sensors: [{ ...back.sensors[0], blocks: [part(0, 3000), part(3000 + length, block.length)] }] });
    };
    const [few, many] = [await rows(cut(20)), await rows(cut(21))];
    expect(few.every(({ values }) => values !== null)).toBe(true);
    const empty = many.filter(({ values }) => values === null);
    // Sample 3000 lies in the windows that start at 21 to 30 s.
    expect(empty.map(({ startS }) => startS)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(empty.every(({ lostS }) => lostS === 0.21)).toBe(true);
  });

  test('have no forward axis where nothing walks', async () => {
    expect(await wornFrame(simulateWear({ seed: 1, durationS: 900, startS: 0 }), SITE, {})).toBeNull();
  });
});
