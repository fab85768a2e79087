import { describe, expect, it } from 'vitest';
import type { ImuBlock, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { collect } from '../../../src/pipeline/collect.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const HOUR = 3600 * 100;

/** One second of samples at 100 Hz. */
function block(startSample: number): ImuBlock<SensorAxes> {
  const column = () => new Float64Array(100).fill(9.81);
  return { site: 'lowerBack', sampleRateHz: 100, startSample, length: 100, acc: { x: column(), y: column(), z: column() }, gyr: null };
}

function recording(...starts: readonly number[]): RecordingData {
  return { subject: '01', task: 'walk', sampleRateHz: 100, events: [], sensors: [{ site: 'lowerBack', trackedPoint: 'LowerBack', blocks: starts.map(block) }] };
}

describe('reading a recording to its end', () => {
  it('keeps the blocks of a short recording, however long its pauses', async () => {
    const { blocksBySite, trailer } = await collect(memoryReader(recording(0, 20 * HOUR)), {});
    expect(blocksBySite.get('lowerBack')).toHaveLength(2);
    expect(trailer.sampleCount).toBe(20 * HOUR + 100);
  });

  it('refuses days of nothing, which a few rows can claim, before room is made for them', async () => {
    const reader = memoryReader(recording(0, 1_000_000 * HOUR));
    await expect(collect(reader, {})).rejects.toThrow('memory: by its clock it lasts 1000000 hours, and more than 99 % of them are gaps; split the recording at its long pauses.');
  });
});
