import { describe, expect, it } from 'vitest';
import { assessmentMetrics, evaluateAssessment, metrics, type AssessedTrial } from '../../../../src/metrics/index.ts';
import type { Circumstances, MetricValue } from '../../../../src/model/index.ts';
import { protocols, type ProtocolId } from '../../../../src/protocols/index.ts';

/** A stance with every number of its protocol, all the same. */
function stance(protocol: ProtocolId, number: number, circumstances: Circumstances = {}): AssessedTrial {
  const declared = protocols.find(({ id }) => id === protocol)!;
  const values = metrics.filter(({ id }) => (declared.metrics as readonly string[]).includes(id)).map((metric): MetricValue => ({
    id: metric.id, value: number, unit: metric.unit, of: metric.of, n: 1, algorithm: `${metric.id}@${metric.version}`, site: 'lowerBack', source: 'measured',
  }));
  return { protocol, outcome: 'done', circumstances: { ...declared.circumstances, ...circumstances }, values };
}
const ratios = (trials: readonly AssessedTrial[]) => new Map(evaluateAssessment(assessmentMetrics, { trials, answers: {} }).map((metric) => [metric.id, metric]));
const NAMES = ['rms', 'rmsAp', 'rmsMl', 'jerk', 'distance', 'path', 'range', 'meanVelocity', 'meanFrequency', 'area', 'ellipseArea', 'totalPower', 'f50', 'f95', 'centroidalFrequency', 'frequencyDispersion'];

describe('ratios of stances', () => {
  it.each<[string, ProtocolId, ProtocolId]>([
    ['romberg', 'stanceClosedFirm', 'stanceOpenFirm'],
    ['rombergFoam', 'stanceClosedFoam', 'stanceOpenFoam'],
    ['foamRatio', 'stanceOpenFoam', 'stanceOpenFirm'],
    ['foamRatioClosed', 'stanceClosedFoam', 'stanceClosedFirm'],
  ])('%s divides %s by %s, for every measure, and nothing else is said of these two', (prefix, upper, lower) => {
    const found = ratios([stance(lower, 2), stance(upper, 3)]);
    expect([...found.keys()].filter((id) => id.startsWith(`${prefix}.`)).sort()).toEqual(NAMES.map((name) => `${prefix}.${name}`).sort());
    expect(found.size).toBe(NAMES.length);
    for (const metric of found.values()) expect(metric).toMatchObject({ value: 1.5, n: 2, of: 'assessment', source: 'derived', site: 'lowerBack' });
  });

  it('are four kinds where all four stances were done', () => {
    const all = ratios([stance('stanceOpenFirm', 1), stance('stanceClosedFirm', 2), stance('stanceOpenFoam', 3), stance('stanceClosedFoam', 9)]);
    expect(all.size).toBe(4 * NAMES.length);
    expect(['romberg', 'rombergFoam', 'foamRatio', 'foamRatioClosed'].map((prefix) => all.get(`${prefix}.rms`)!.value)).toEqual([2, 3, 3, 4.5]);
  });

  it('are not given where the feet stood otherwise, or nothing moved', () => {
    expect(ratios([stance('stanceOpenFirm', 2, { feet: 'together' }), stance('stanceClosedFirm', 3)]).get('romberg.rms')).toMatchObject({ value: null, missing: expect.stringMatching(/differ in the feet/) as string });
    expect(ratios([stance('stanceOpenFirm', 0), stance('stanceClosedFirm', 3)]).get('romberg.rms')).toMatchObject({ value: null, missing: expect.stringMatching(/Nothing moves/) as string });
  });

  it('are none of a walk, or of one stance', () => {
    expect(ratios([{ protocol: 'walk', outcome: 'done', circumstances: {}, values: [] }, stance('stanceOpenFirm', 2)]).size).toBe(0);
  });
});
