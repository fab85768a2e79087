import { describe, expect, it } from 'vitest';
import { assessmentMetrics, evaluateAssessment, type AssessedTrial } from '../../../../src/metrics/index.ts';
import type { MetricValue } from '../../../../src/model/index.ts';

const value = (id: string, number: number | null): MetricValue => ({ id, value: number, unit: 'm/s', of: 'stride', n: 20, algorithm: `${id}@1`, site: 'lowerBack', source: 'measured', ...(number === null ? { missing: 'No height.' } : {}) });
const trial = (protocol: string, speed: number | null, strideTimeS: number, more: Partial<AssessedTrial> = {}): AssessedTrial => ({
  protocol, outcome: 'done', circumstances: protocol === 'walk' ? {} : { task: 'dual' }, values: [value('gait.walkingSpeed', speed), value('gait.strideTime', strideTimeS)], ...more,
});
const costs = (trials: readonly AssessedTrial[]) => Object.fromEntries(evaluateAssessment(assessmentMetrics, { trials, answers: {} }).map(({ id, value: number, missing }) => [id, number ?? missing]));

describe('the cost of a second task', () => {
  it('is the share of speed that is lost and of stride time that is gained', () => {
    expect(costs([trial('walk', 1.2, 1), trial('dualTaskWalk', 0.9, 1.1)])).toEqual({ 'dualTask.speedCost': expect.closeTo(25, 9) as number, 'dualTask.strideTimeCost': expect.closeTo(10, 9) as number });
  });

  it('is below 0 for somebody who walks faster with it', () => {
    expect(costs([trial('walk', 1, 1), trial('dualTaskWalk', 1.1, 1)])['dualTask.speedCost']).toBeCloseTo(-10, 9);
  });

  it('is not shown without both walks', () => {
    expect(costs([trial('walk', 1.2, 1)])).toEqual({});
  });

  it('is missing where the walks were not alike', () => {
    const [single, dual] = [trial('walk', 1.2, 1, { circumstances: { walkingAid: 'none' } }), trial('dualTaskWalk', 0.9, 1.1, { circumstances: { task: 'dual', walkingAid: 'cane' } })];
    expect(costs([single, dual])['dualTask.speedCost']).toBe('The two tests differ in the walking aid, so they cannot be compared.');
  });

  it('of stride time is known without a height', () => {
    expect(costs([trial('walk', null, 1), trial('dualTaskWalk', null, 1.2)])).toMatchObject({ 'dualTask.speedCost': expect.stringContaining('No height.') as string, 'dualTask.strideTimeCost': expect.closeTo(20, 9) as number });
  });
});
