import { describe, expect, it } from 'vitest';
import { matching } from '../../../src/dashboard/pages/search.ts';
import { circumstancesInWords } from '../../../src/dashboard/assessment/head.tsx';
import { axisRange, isMixed, trendInWords } from '../../../src/dashboard/trend/points.ts';
import type { Point } from '../../../src/dashboard/trend/points.ts';
import { metrics } from '../../../src/metrics/index.ts';
import { UNITS } from '../../../src/model/units.ts';

describe('finding a patient', () => {
  const all = [{ displayName: 'Zoë Müller', externalId: 'K-204' }, { displayName: 'Ada Example' }, { displayName: 'Bruno Example', externalId: 'sub-bruno' }];
  const names = (query: string) => matching(all, query).map(({ displayName }) => displayName);

  it('shows everybody by name when nothing is asked', () => {
    expect(names('  ')).toEqual(['Ada Example', 'Bruno Example', 'Zoë Müller']);
  });

  it('looks in names and numbers, without case and accents, for every word', () => {
    expect(names('zoe muller')).toEqual(['Zoë Müller']);
    expect(names('k-204')).toEqual(['Zoë Müller']);
    expect(names('example bru')).toEqual(['Bruno Example']);
    expect(names('nobody')).toEqual([]);
  });
});

describe('circumstances', () => {
  it('are one line of what was noted', () => {
    expect(circumstancesInWords({ walkingAid: 'walker', courseLengthM: 10, eyes: 'open' }).replaceAll('\u202f', ' ')).toBe('course of 10.0 m; walking aid: walking frame; eyes: open');
    expect(circumstancesInWords({})).toBe('nothing was noted');
  });
});

describe('the trend', () => {
  const declared = metrics.find(({ id }) => id === 'gait.walkingSpeed')!;
  const speed = { ...declared, unitLabel: UNITS[declared.unit] };
  const point = (time: string, value: number, algorithm = 'gait.walkingSpeed@1'): Point => ({ time, value, algorithm, assessmentId: 'a', trialId: time });

  it('says the change from the first value to the last', () => {
    const [sentence] = trendInWords([point('2026-09-20T10:00:00Z', 1.1), point('2026-10-20T10:00:00Z', 0.2), point('2026-11-20T10:00:00Z', 0.98)], speed);
    expect(sentence).toBe('Down by 0.12\u202fm/s from 20 September 2026 to 20 November 2026.');
  });

  it('says that values of different algorithms are not one trend', () => {
    const points = [point('2026-09-20T10:00:00Z', 1.1), point('2026-11-20T10:00:00Z', 1.1, 'gait.walkingSpeed@2')];
    expect(isMixed(points)).toBe(true);
    expect(trendInWords(points, speed).join(' ')).toMatch(/^No change .* different versions of the algorithm/);
  });

  it('says nothing about a single value', () => {
    expect(trendInWords([point('2026-09-20T10:00:00Z', 1.1)], speed)).toEqual([]);
  });

  it('does not blow up a change that may be chance', () => {
    const [min, max] = axisRange([point('a', 1.09), point('b', 1.08)], { ...speed, changeLimit: { mdc95: 0.18, population: 'some', source: { citation: '' } } });
    expect(max - min).toBeCloseTo(0.36, 9);
    expect((min + max) / 2).toBeCloseTo(1.085, 9);
  });
});
