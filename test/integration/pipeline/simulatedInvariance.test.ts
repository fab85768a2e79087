import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisDocument, AxisColumns, ImuBlock, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { ALIGNED, LOWER_BACK, simulateWalk } from '../../../src/simulator/index.ts';
import { memoryReader } from '../../support/memoryReader.ts';

const analyse = async (data: RecordingData): Promise<AnalysisDocument> => (await analyzeRecording(memoryReader(data))).document;

/** x forward, y up, z to the right: the case's axes are the body's, so that a mirror is a change of signs. */
const recorded = (standBeforeS: number): RecordingData => simulateWalk({
  seed: 11, strideTimeCvPct: 4, stepTimeAsymmetryPct: 9, standBeforeS, feet: null, lowerBack: { ...LOWER_BACK, mounting: ALIGNED },
  course: { lengthM: 10, until: { seconds: 45 }, turnDirection: 'left', turnDurationS: 2 },
}).recording;

function withBlock(data: RecordingData, change: (block: ImuBlock<SensorAxes>) => ImuBlock<SensorAxes>): RecordingData {
  return { ...data, sensors: data.sensors.map((s) => ({ ...s, blocks: s.blocks.map(change) })) };
}

const negative = (column: Float64Array) => column.map((v) => -v);

/** As seen in a mirror that swaps left and right: sideways acceleration, roll and yaw change their sign. */
function mirrored(data: RecordingData): RecordingData {
  return withBlock(data, (block) => ({
    ...block,
    acc: { ...block.acc, z: negative(block.acc.z) },
    gyr: block.gyr && { x: negative(block.gyr.x), y: negative(block.gyr.y), z: block.gyr.z },
  }));
}

/** The same recording, begun later. */
function begunAt(data: RecordingData, sample: number): RecordingData {
  const cut = ({ x, y, z }: AxisColumns<SensorAxes>) => ({ x: x.slice(sample), y: y.slice(sample), z: z.slice(sample) });
  return withBlock(data, (block) => ({ ...block, length: block.length - sample, acc: cut(block.acc), gyr: block.gyr && cut(block.gyr) }));
}

/** Largest change of a metric, as a share of its value. */
function largestChange(actual: AnalysisDocument, expected: AnalysisDocument): number {
  return Math.max(...expected.metrics.map((metric, i) => {
    const other = actual.metrics[i];
    expect(other.id).toBe(metric.id);
    expect(other.value === null).toBe(metric.value === null);
    if (metric.value === null || other.value === null) return 0;
    return Math.abs(other.value - metric.value) / Math.max(Math.abs(metric.value), 1e-6);
  }));
}

describe('a walk', () => {
  let walk: RecordingData;
  let document: AnalysisDocument;
  beforeAll(async () => {
    walk = recorded(20);
    document = await analyse(walk);
    expect(document.initialContacts.length).toBeGreaterThan(60);
    expect(document.turns.length).toBeGreaterThan(1);
  });

  it('seen in a mirror has its sides and its turns swapped, and every metric as before', async () => {
    const other = await analyse(mirrored(walk));
    expect(other.initialContacts.map((c) => c.timeS)).toEqual(document.initialContacts.map((c) => c.timeS));
    expect(other.initialContacts.map((c) => c.side)).toEqual(document.initialContacts.map((c) => (c.side === 'left' ? 'right' : 'left')));
    expect(other.turns.map((t) => t.angleDeg)).toEqual(document.turns.map((t) => -t.angleDeg));
    expect(largestChange(other, document)).toBeLessThan(1e-6);
  });

  it.each([3.37, 9.11, 16])('whose recording begins %f s later has the same contacts, that much earlier, and the same metrics', async (laterS) => {
    const other = await analyse(begunAt(walk, Math.round(laterS * walk.sampleRateHz)));
    expect(other.initialContacts).toHaveLength(document.initialContacts.length);
    const moved = other.initialContacts.map((c, i) => Math.abs(c.timeS + laterS - document.initialContacts[i].timeS));
    expect(Math.max(...moved)).toBeLessThan(1e-4);
    expect(other.initialContacts.map((c) => c.side)).toEqual(document.initialContacts.map((c) => c.side));
    expect(other.turns.map((t) => Math.sign(t.angleDeg))).toEqual(document.turns.map((t) => Math.sign(t.angleDeg)));
    // The gyroscope's offset is learnt from a shorter rest: not to the last digit the same.
    expect(largestChange(other, document)).toBeLessThan(1e-3);
  });
});
