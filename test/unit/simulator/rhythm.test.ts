import { expect, test } from 'vitest';
import { simulateWalk, truthOfWalk, type WalkOptions } from '../../../src/simulator/index.ts';
import { naturalCadence } from '../../../src/simulator/people/rhythm.ts';
import { mean, onsets } from './ideal.ts';

/** What happens in a long walk, so that what was asked for shows through the scatter. */
const long = (options: Partial<WalkOptions>) => truthOfWalk({
  course: { lengthM: 100, until: { seconds: 1800 }, turnDirection: 'left', turnDurationS: 2 }, ...options,
});

test.each([[1, 0.5], [3, 0], [3, 1], [6, 0.5]])('stride times have a CV of %s %% when asked, with a step share of %s', (strideTimeCvPct, stepLevelShare) => {
  const cv = mean([1, 2, 3].map((seed) => long({ seed, strideTimeCvPct, stepLevelShare }).steady!.strideTimeCvPct));
  expect(cv / strideTimeCvPct).toBeGreaterThan(0.93);
  expect(cv / strideTimeCvPct).toBeLessThan(1.07);
});

test('drift keeps neighbouring strides alike, step noise does not', () => {
  const likeness = (stepLevelShare: number): number => {
    const times = long({ strideTimeCvPct: 4, stepLevelShare }).strides.filter((s) => s.steady && s.side === 'left').map((s) => s.endS - s.startS);
    const m = mean(times);
    return mean(times.slice(1).map((t, i) => (t - m) * (times[i] - m))) / mean(times.map((t) => (t - m) ** 2));
  };
  expect(likeness(0)).toBeGreaterThan(0.4);
  expect(Math.abs(likeness(1))).toBeLessThan(0.15);
});

test.each([-20, 0, 12])('left steps take as much longer as asked: by %s %%', (stepTimeAsymmetryPct) => {
  const { recording } = simulateWalk({ stepTimeAsymmetryPct, sampleRateHz: 40, feet: null });
  expect(long({ stepTimeAsymmetryPct }).steady!.stepTimeAsymmetryPct).toBeCloseTo(stepTimeAsymmetryPct, 0);
  // The sign from the contacts themselves: a left step ends with a left contact.
  const contacts = [...onsets(recording, 'left_initial_contact').map((t) => ({ t, left: true })), ...onsets(recording, 'right_initial_contact').map((t) => ({ t, left: false }))].sort((a, b) => a.t - b.t);
  const steps = contacts.slice(1).map((c, i) => ({ left: c.left, time: c.t - contacts[i].t }));
  const [left, right] = [true, false].map((side) => mean(steps.filter((s) => s.left === side).map((s) => s.time)));
  expect(Math.abs((200 * (left - right)) / (left + right) - stepTimeAsymmetryPct)).toBeLessThan(4);
});

test('speed and cadence are those asked for', () => {
  const { steady } = long({ speedMps: 0.9, cadenceSpm: 100 });
  expect(steady!.walkingSpeedMps).toBeCloseTo(0.9, 1);
  expect(steady!.cadenceSpm / 100).toBeCloseTo(1, 1);
});

test('without a cadence, faster means quicker and longer steps, and taller means slower ones', () => {
  expect(naturalCadence(1.4, 1.65)).toBeGreaterThan(naturalCadence(1, 1.65));
  expect((1.4 * 60) / naturalCadence(1.4, 1.65)).toBeGreaterThan(60 / naturalCadence(1, 1.65));
  expect(naturalCadence(1.1, 1.85)).toBeLessThan(naturalCadence(1.1, 1.55));
});
