import { describe, expect, test } from 'vitest';
import { simulateWalk } from '../../../src/simulator/index.ts';
import { idealSensors, onsets, strapdown, whole } from './ideal.ts';

describe.each([100, 200])('foot sensors at %d Hz', (rate) => {
  const { recording, truth } = simulateWalk({ ...idealSensors, sampleRateHz: rate, seed: 5, course: { lengthM: 10, until: { lengths: 2 }, turnDirection: 'left', turnDurationS: 2.2 } });

  test.each(['left', 'right'] as const)('the %s one gives back every stride by zero-velocity integration, turns too', (side) => {
    const signals = whole(recording, `${side}Foot`);
    const leaves = onsets(recording, `${side}_final_contact`);
    const strides = truth.strides.filter((s) => s.side === side);
    expect(strides.length).toBeGreaterThan(8);
    for (const { startS, endS, lengthM } of strides) {
      // From lying flat to lying flat: some way into one stance and into the next.
      const stanceS = leaves.find((t) => t > startS)! - startS;
      const travel = strapdown(signals, Math.round((startS + 0.4 * stanceS) * rate), Math.round((endS + 0.4 * stanceS) * rate), rate);
      // Off the straight a stride may be a few centimetres long.
      expect(Math.abs(Math.hypot(travel.positionM[0], travel.positionM[2]) - lengthM)).toBeLessThan(Math.max(0.02 * lengthM, 0.012));
      expect(Math.abs(travel.positionM[1])).toBeLessThan(0.012);
      expect(Math.hypot(...travel.velocityMps)).toBeLessThan(0.03);
    }
  });

  test('it rests in mid-stance: no rotation and 1 g', () => {
    const { acc, gyr } = whole(recording, 'leftFoot');
    const leaves = onsets(recording, 'left_final_contact');
    for (const { startS } of truth.strides.filter((s) => s.side === 'left')) {
      const i = Math.round((startS + 0.4 * (leaves.find((t) => t > startS)! - startS)) * rate);
      expect(Math.hypot(gyr.x[i], gyr.y[i], gyr.z[i])).toBeLessThan(1e-9);
      expect([acc.x[i], acc.y[i], acc.z[i]].map((a) => Math.round(a * 1e9) / 1e9)).toEqual([0, 9.80665, 0]);
    }
  });

  test('toes go down as the foot leaves and come down after the heel has touched', () => {
    const { gyr } = whole(recording, 'rightFoot');
    for (const t of onsets(recording, 'right_final_contact').slice(2, 6)) expect(gyr.z[Math.round((t - 0.03) * rate)]).toBeLessThan(-50);
    for (const t of onsets(recording, 'right_initial_contact').slice(2, 6)) expect(gyr.z[Math.round((t + 0.03) * rate)]).toBeLessThan(-50);
  });
});

test('a foot leaves after the other has come down and before it comes down again', () => {
  const { recording } = simulateWalk({ seed: 9, strideTimeCvPct: 8, stepTimeAsymmetryPct: 20, sampleRateHz: 50 });
  const lefts = onsets(recording, 'left_initial_contact');
  const rights = onsets(recording, 'right_initial_contact');
  for (const leave of onsets(recording, 'left_final_contact').slice(1)) {
    const other = Math.max(...rights.filter((t) => t < leave));
    const next = Math.min(...lefts.filter((t) => t > leave));
    expect(leave - other).toBeGreaterThan(0.05);
    expect(leave - other).toBeLessThan(0.35);
    expect(next - leave).toBeGreaterThan(0.2);
  }
});
