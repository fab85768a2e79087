import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisDocument, RecordingData } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulate } from '../../../src/simulator/index.ts';
import { memoryReader, rotated, rotationOf } from '../../support/memoryReader.ts';

async function analyse(data: RecordingData, blockSize?: number): Promise<AnalysisDocument> {
  return (await analyzeRecording(memoryReader(data, blockSize))).document;
}

function expectSameMetrics(actual: AnalysisDocument, expected: AnalysisDocument): void {
  for (const [i, metric] of expected.metrics.entries()) {
    const other = actual.metrics[i];
    expect(other.id).toBe(metric.id);
    if (metric.value === null) expect(other.value).toBeNull();
    else expect(Math.abs(other.value! - metric.value)).toBeLessThanOrEqual(1e-6 * Math.abs(metric.value));
  }
}

describe('what must not matter', () => {
  let walk: RecordingData;
  let document: AnalysisDocument;
  beforeAll(async () => {
    walk = simulate('walk10mTurn', 7);
    document = await analyse(walk);
    expect(document.metrics.every((m) => m.value !== null)).toBe(true);
  });

  it('how the sensor is mounted: any rotation gives the same metrics, contacts and sides', async () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.tuple(component, component, component, component).filter((q) => Math.hypot(...q) > 0.1), async (q) => {
        const other = await analyse(rotated(walk, rotationOf(...q)));
        expectSameMetrics(other, document);
        expect(other.initialContacts.map((c) => c.side)).toEqual(document.initialContacts.map((c) => c.side));
        expect(other.turns.map((t) => Math.sign(t.angleDeg))).toEqual(document.turns.map((t) => Math.sign(t.angleDeg)));
      }),
      // A failing rotation is as good as any other: shrinking it takes minutes and tells nothing.
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('in how many pieces the samples arrive: the document is the same to the byte', async () => {
    for (const blockSize of [1, 7, 256, 4096]) expect(JSON.stringify(await analyse(walk, blockSize))).toBe(JSON.stringify(document));
  });

  it('when it is analysed: twice gives the same bytes', async () => {
    expect(JSON.stringify(await analyse(walk))).toBe(JSON.stringify(document));
  });
});

describe('what must matter', () => {
  it('a recording of standing has no gait, and says so', async () => {
    const document = await analyse(simulate('standing', 3));
    expect(document.walkingBouts).toEqual([]);
    expect(document.initialContacts).toEqual([]);
    expect(document.quality.findings.map((f) => f.code)).toContain('NO_GAIT_FOUND');
    expect(document.metrics.every((m) => m.value === null && m.missing !== undefined)).toBe(true);
  });

  it('without a gyroscope no side is said, and a finding tells why', async () => {
    const document = await analyse(simulate('noGyroscope', 3));
    expect(document.initialContacts.length).toBeGreaterThan(80);
    expect(document.initialContacts.every((c) => c.side === null)).toBe(true);
    expect(document.quality.findings.map((f) => f.code)).toContain('NO_GYROSCOPE');
  });

  it('without height or leg length the lower back gives no length and no speed: missing, not guessed', async () => {
    const { participant, ...walk } = simulate('straight', 3);
    expect(participant?.heightCm).toBeGreaterThan(100);
    const document = await analyse({ ...walk, sensors: walk.sensors.filter((s) => s.site === 'lowerBack') });
    expect(document.strides.length).toBeGreaterThan(10);
    expect(document.strides.every((s) => s.lengthM === undefined && s.speedMps === undefined)).toBe(true);
    expect(document.walkingBouts.every((b) => b.walkingSpeedMps === undefined && b.lengthM === undefined)).toBe(true);
  });
});
