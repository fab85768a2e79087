import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Circumstances } from '../../../src/model/index.ts';
import { changeOf, changingAnswers, outcomeOf, whyNotComparable, type Earlier, type TakenValue } from '../../../src/risk/index.ts';

const noted: Circumstances = { site: 'lowerBack', walkingAid: 'cane', footwear: 'shoes', surface: 'firm', courseLengthM: 10 };
const taken = (value: number, more: Partial<TakenValue> = {}): TakenValue => ({
  value, protocol: 'walk', circumstances: noted, algorithm: 'gait.walkingSpeed@1', steps: ['gait.contacts@1'], site: 'lowerBack', source: 'measured', flags: [], usable: true, ...more,
});
const then = (value: number, more: Partial<TakenValue> = {}): Earlier => ({ ...taken(value, more), assessmentId: 'a1', takenAt: '2026-01-10T09:00:00Z' });
const speed = (now: number, before: number, more: Partial<TakenValue> = {}) => changeOf('gait.walkingSpeed', taken(now, more), then(before))!;
const entered: Partial<TakenValue> = { protocol: undefined, circumstances: {}, algorithm: undefined, steps: [], site: null, source: 'entered' };
const byHand = (id: string, now: number, before: number) => changeOf(id, taken(now, entered), then(before, entered));

describe('a change since the last visit', () => {
  it.each([
    [0.98, 0.8, 'real', 'better'], [0.979, 0.8, 'probable', 'better'], [0.9511, 0.8, 'probable', 'better'], [0.951, 0.8, 'noise', null], [0.8, 0.8, 'noise', null], [0.62, 0.8, 'real', 'worse'], [0.63, 0.8, 'probable', 'worse'],
  ])('of walking speed to %s from %s m/s is %s', (now, before, verdict, direction) => {
    expect(speed(now, before)).toMatchObject({ verdict, direction });
  });

  it('says both numbers, the limit, whom it was found in, and what is called meaningful', () => {
    expect(speed(0.98, 0.8)).toMatchObject({
      text: '0.80 m/s then, 0.98 m/s now: a real change, at least 0.18 m/s (95 %). Limits found in: 58 acutely hospitalised geriatric patients walking 10 m with a rollator, mean 0.60 m/s. At least 0.10 m/s (older adults, substantial change).',
      before: { assessmentId: 'a1', takenAt: '2026-01-10T09:00:00Z', value: 0.8 }, difference: 0.18,
    });
  });

  it.each([['real', 12, 9.5], ['probable', 12, 9.8], ['noise', 12, 9.95], ['probable', 12, 9.51]])('of five chair stands is %s from %s to %s s', (verdict, before, now) => {
    expect(byHand('functionTests.fiveChairStandsS', now, before)).toMatchObject({ verdict });
  });

  it.each([[10, 11, 'noise'], [10, 12, 'real'], [12, 10, 'real']])('of the chair stand is from %s to %s stands %s', (before, now, verdict) => {
    expect(byHand('functionTests.chairStandCount', now, before)).toMatchObject({ verdict });
  });

  it('of the timed up and go is never called real: no limit of its measurement error is known', () => {
    expect(byHand('functionTests.timedUpAndGoS', 10, 12)).toMatchObject({ verdict: 'clinical', direction: 'better', text: expect.stringContaining('not a limit of measurement error') as string });
    expect(byHand('functionTests.timedUpAndGoS', 10.01, 12)).toMatchObject({ verdict: 'belowClinical', direction: null });
  });

  it('of an outcome without any limit is shown and not judged', () => {
    expect(changeOf('gait.strideTime', taken(1.5), then(1))).toMatchObject({ verdict: 'noLimit', direction: null });
  });

  it('of variability in one short walk is never a change', () => {
    const change = changeOf('gait.stepTimeVariabilitySd', taken(300, { flags: ['short'] }), then(20));
    expect(change).toMatchObject({ verdict: 'notComparable', direction: null, text: expect.stringContaining('too little was walked at this visit') as string });
    expect(changeOf('gait.stepTimeVariabilitySd', taken(300), then(20, { flags: ['short'] }))?.verdict).toBe('notComparable');
    expect(changeOf('gait.stepTimeVariabilitySd', taken(300), then(20))?.verdict).toBe('real');
  });

  it('mentions what nobody noted', () => {
    const bare: Circumstances = { site: 'lowerBack' };
    expect(changeOf('gait.walkingSpeed', taken(1, { circumstances: bare }), then(0.5, { circumstances: bare }))?.text).toContain('The walking aid and footwear were not noted at either visit.');
  });

  it.each<[string, Partial<TakenValue>]>([
    ['they come from different tests', { protocol: 'sixMinuteWalk' }],
    ['the sensor was worn in another place', { site: 'sternum' }],
    ['the two visits differ in the walking aid', { circumstances: { ...noted, walkingAid: 'none' } }],
    ['the two visits differ in the footwear', { circumstances: { ...noted, footwear: 'socks' } }],
    ['the two visits differ in the surface', { circumstances: { ...noted, surface: 'carpet' } }],
    ['the two visits differ in the length of the course', { circumstances: { ...noted, courseLengthM: 6 } }],
    ['only one of the visits notes the eyes', { circumstances: { ...noted, eyes: 'closed' } }],
    ['only one of the visits notes the walking aid', { circumstances: { ...noted, walkingAid: undefined } }],
    ['they were computed by different versions of the software', { algorithm: 'gait.walkingSpeed@2' }],
    ['they were computed by different versions of the software', { steps: ['gait.contacts@2'] }],
    ['one was taken by hand and the other by the sensor', { source: 'entered' }],
    ['the recording of this visit has a problem of quality', { usable: false }],
    ['one of them lies outside the plausible range', { flags: ['outsidePlausibleRange'] }],
  ])('is not judged where %s', (why, more) => {
    expect(speed(2, 0.5, more)).toMatchObject({ verdict: 'notComparable', direction: null, text: expect.stringContaining(`not compared, because ${why}`) as string });
  });

  it('compares with itself, and the other way round as it does this way', () => {
    const any = fc.record({ walkingAid: fc.constantFrom(undefined, 'cane', 'none'), footwear: fc.constantFrom(undefined, 'shoes'), surface: fc.constantFrom(undefined, 'firm', 'foam') }) as fc.Arbitrary<Circumstances>;
    fc.assert(fc.property(any, any, (one, other) => {
      const [a, b] = [taken(1, { circumstances: one }), taken(1, { circumstances: other })];
      expect(whyNotComparable(a, a)).toBeNull();
      expect(whyNotComparable(a, b) === null).toBe(whyNotComparable(b, a) === null);
    }));
  });

  it('is nothing for an id that is not known', () => {
    expect(changeOf('no.such', taken(1), then(1))).toBeNull();
  });

  it('is known of every entered result', () => {
    for (const id of changingAnswers) expect(outcomeOf(id), id).toBeDefined();
  });
});
