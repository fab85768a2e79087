import { describe, expect, it } from 'vitest';
import type { AxisColumns, RecordingData, SensorAxes } from '../../../src/model/index.ts';
import { analyzeRecording } from '../../../src/pipeline/offline.ts';
import { simulate, simulateScenario } from '../../../src/simulator/index.ts';
import { memoryReader, rotationOf } from '../../support/memoryReader.ts';

/** The lower-back sensor turns by some degrees about its own x axis, halfway through. */
function slipping(data: RecordingData, degrees: number): RecordingData {
  const half = (degrees * Math.PI) / 360;
  const matrix = rotationOf(Math.cos(half), 0, Math.sin(half), 0);
  const slip = (c: AxisColumns<SensorAxes>, from: number): AxisColumns<SensorAxes> => {
    const out = { x: c.x.slice(), y: c.y.slice(), z: c.z.slice() };
    for (let i = from; i < c.x.length; i++) {
      const v = [c.x[i], c.y[i], c.z[i]];
      const [x, y, z] = matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
      [out.x[i], out.y[i], out.z[i]] = [x, y, z];
    }
    return out;
  };
  return {
    ...data,
    sensors: data.sensors.map((sensor) => ({
      ...sensor,
      blocks: sensor.blocks.map((b) => {
        const from = Math.floor(b.length / 2);
        return { ...b, acc: slip(b.acc, from), gyr: b.gyr && slip(b.gyr, from) };
      }),
    })),
  };
}

const lowerBack = (data: RecordingData): RecordingData => ({ ...data, sensors: data.sensors.filter((s) => s.site === 'lowerBack') });

describe('a sensor that slips during the walk', () => {
  it('is found and told, and its steps are still read', async () => {
    const { recording, truth } = simulateScenario('minuteWalk', 4);
    const { document } = await analyzeRecording(memoryReader(slipping(lowerBack(recording), 25)));
    expect(document.quality.findings.map((f) => f.code)).toContain('SENSOR_MOVED');
    expect(document.quality.ok).toBe(false);
    const cadence = document.metrics.find((m) => m.id === 'gait.cadence')!.value!;
    expect(Math.abs(cadence - truth.steady!.cadenceSpm)).toBeLessThan(2);
    expect(document.initialContacts.length).toBeGreaterThan(95);
  });

  it('is not claimed of one that stays in place, however it is mounted', async () => {
    for (const scenario of ['minuteWalk', 'upsideDown', 'slowAsymmetric'] as const) {
      const { document } = await analyzeRecording(memoryReader(lowerBack(simulate(scenario, 4))));
      expect(document.quality.findings.map((f) => f.code)).not.toContain('SENSOR_MOVED');
    }
  });
});
