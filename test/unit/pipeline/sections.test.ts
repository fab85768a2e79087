import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImuBlock, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { sections, type Section } from '../../../src/pipeline/sections.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const FS = 20;
const MINUTE = 60 * FS;
const HOUR = 60 * MINUTE;

/** Samples [start, start + length) of a sensor that shakes, but for the calm seconds given. */
function block(site: string, startSample: number, length: number, calmS: readonly number[] = []): ImuBlock<SensorAxes> {
  const z = Float64Array.from({ length }, (_, i) => {
    const sample = startSample + i;
    return 9.81 + (calmS.includes(Math.floor(sample / FS)) ? 0.01 : 1) * Math.sin(sample);
  });
  const still = new Float64Array(length);
  return { site, sampleRateHz: FS, startSample, length, acc: { x: still, y: still, z }, gyr: null };
}

function recording(...blocks: readonly ImuBlock<SensorAxes>[]): RecordingData {
  const sites = [...new Set(blocks.map(({ site }) => site))];
  return { subject: '01', task: 'walk', sampleRateHz: FS, events: [], sensors: sites.map((site) => ({ site, trackedPoint: site, blocks: blocks.filter((b) => b.site === site) })) };
}

/** Copies, as a section's own memory is used again. */
async function cut(data: RecordingData, blockSize = Infinity): Promise<Section[]> {
  const found: Section[] = [];
  for await (const section of sections(memoryReader(data, blockSize), data.sensors.map(({ site }) => site), 'lowerBack', {})) found.push(structuredClone(section));
  return found;
}

const borders = (found: readonly Section[]) => found.map(({ start, end }) => [start, end]);

describe('cutting a recording into sections', () => {
  it('leaves a recording of up to twenty minutes whole', async () => {
    expect(borders(await cut(recording(block('lowerBack', 0, 20 * MINUTE - 1))))).toEqual([[0, 20 * MINUTE - 1]]);
  });

  it('cuts in the middle of the calmest second between 15 and 20 minutes', async () => {
    const found = await cut(recording(block('lowerBack', 0, 45 * MINUTE, [60, 14 * 60, 17 * 60 + 3])));
    expect(borders(found)[0]).toEqual([0, (17 * 60 + 3.5) * FS]);
    expect(found.at(-1)!.end).toBe(45 * MINUTE);
  });

  it('prefers a gap to any calm', async () => {
    const found = await cut(recording(block('lowerBack', 0, 16 * MINUTE, [15 * 60 + 30]), block('lowerBack', 16 * MINUTE + 5 * FS, 10 * MINUTE)));
    expect(borders(found)[0]).toEqual([0, (16 * 60 + 0.5) * FS]);
  });

  it('gives every sample once, however the reader cuts its blocks', async () => {
    const data = recording(block('lowerBack', 100, 50 * MINUTE), block('lowerBack', 52 * MINUTE, 20 * MINUTE), block('leftFoot', 0, 71 * MINUTE));
    const whole = await cut(data);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 100, max: 10_000 }), async (blockSize) => {
      const found = await cut(data, blockSize);
      expect(borders(found)).toEqual(borders(whole));
      for (const site of ['lowerBack', 'leftFoot']) {
        let next = 0;
        for (const { start, blocksBySite } of found) {
          for (const { startSample, length, acc } of blocksBySite.get(site) ?? []) {
            expect(start + startSample).toBeGreaterThanOrEqual(next);
            next = start + startSample + length;
            expect(acc.z[0]).toBe(9.81 + Math.sin(start + startSample));
            expect(acc.z[length - 1]).toBe(9.81 + Math.sin(next - 1));
          }
        }
        const sent = found.flatMap(({ blocksBySite }) => blocksBySite.get(site) ?? []).reduce((sum, { length }) => sum + length, 0);
        expect(sent).toBe(site === 'lowerBack' ? 70 * MINUTE : 71 * MINUTE);
      }
    }), { numRuns: 20, endOnFailure: true });
  });

  it('holds the samples of a section until the one after the next is asked for', async () => {
    const data = recording(block('lowerBack', 0, 70 * MINUTE, [16 * 60, 33 * 60, 50 * 60]));
    const source = sections(memoryReader(data, 1000), ['lowerBack'], 'lowerBack', {});
    const [first, second] = [(await source.next()).value as Section, (await source.next()).value as Section];
    for (const { start, end, blocksBySite } of [first, second]) {
      const [{ acc, length }] = blocksBySite.get('lowerBack')!;
      expect(length).toBe(end - start);
      for (let i = 0; i < length; i += 997) expect(acc.z[i]).toBe(data.sensors[0].blocks[0].acc.z[start + i]);
    }
    await source.return(undefined as never);
  });

  it('passes over hours of silence at once', async () => {
    const found = await cut(recording(block('lowerBack', 0, MINUTE), block('lowerBack', 20 * HOUR, MINUTE)));
    expect(found.length).toBeLessThan(5);
    expect(found.filter(({ blocksBySite }) => blocksBySite.size > 0)).toHaveLength(2);
    expect(found.at(-1)!.end).toBe(20 * HOUR + MINUTE);
  });

  it('refuses days of nothing, which a few rows can claim', async () => {
    await expect(cut(recording(block('lowerBack', 0, 100), block('lowerBack', 1_000_000 * HOUR, 100))))
      .rejects.toThrow('memory: by its clock it lasts 1000000 hours, and more than 99 % of them are gaps; split the recording at its long pauses.');
  });
});
