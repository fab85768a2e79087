import { describe, expect, it } from 'vitest';
import type { MetricView } from '../../../src/api/schemas/catalogue.ts';
import { catalogueOf, groupsOf, labelOf, shownValue } from '../../../src/dashboard/measurements/catalogue.ts';
import { metricAnchor, testAnchor } from '../../../src/dashboard/measurements/anchors.ts';
import type { MetricValue } from '../../../src/model/analysis.ts';
import { metrics } from '../../../src/metrics/index.ts';
import { UNITS } from '../../../src/model/units.ts';

const value = (id: string, number: number | null = 1): MetricValue => ({ id, value: number, unit: 'm/s', of: 'stride', n: 1, algorithm: `${id}@1`, site: null, source: 'measured' });
// The real declarations, as the server shows them.
const catalogue = catalogueOf(metrics.map((metric): MetricView => ({ ...metric, unitLabel: UNITS[metric.unit] })));

describe('the measurements', () => {
  it('stand together by kind, in the order of the document', () => {
    const groups = groupsOf([value('turn.duration'), value('gait.cadence'), value('turn.angle')]);
    expect(groups.map(({ id, metrics: members }) => [id, members.map((member) => member.id)])).toEqual([
      ['turn', ['turn.duration', 'turn.angle']],
      ['gait', ['gait.cadence']],
    ]);
  });

  it('put the exploratory kind last, wherever it came in', () => {
    expect(groupsOf([value('trunk.rmsAp'), value('gait.cadence'), value('turn.angle')]).map(({ id }) => id)).toEqual(['gait', 'turn', 'trunk']);
  });

  it('have the digits, the unit and the name of their declaration', () => {
    expect(shownValue(value('gait.walkingSpeed'), 0.8, catalogue)).toBe('0.80\u202fm/s');
    expect(labelOf('gait.walkingSpeed', catalogue)).toBe('Walking speed');
  });

  it('are shown as they are when nothing declares them', () => {
    expect(shownValue(value('gait.somethingNew'), 0.123456, catalogue)).toBe('0.123456 m/s');
    expect(labelOf('gait.somethingNew', catalogue)).toBe('gait something new');
  });

  it('have an anchor of their own in each test', () => {
    expect(metricAnchor(testAnchor(0), 'gait.cadence')).not.toBe(metricAnchor(testAnchor(1), 'gait.cadence'));
  });
});
