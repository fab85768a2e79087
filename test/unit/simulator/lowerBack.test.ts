import { describe, expect, test } from 'vitest';
import { simulateWalk } from '../../../src/simulator/index.ts';
import { idealSensors, mean, onsets, strapdown, whole } from './ideal.ts';

const straight = simulateWalk({
  ...idealSensors, sampleRateHz: 200, course: { lengthM: 40, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 },
});
const { acc, gyr } = whole(straight.recording, 'lowerBack');
const steady = straight.truth.strides.filter((s) => s.steady);

/** Mean of a signal at a time after the contacts of one side, away from start and stop. */
function after(side: 'left' | 'right', column: Float64Array, sinceS: number): number {
  const times = onsets(straight.recording, `${side}_initial_contact`).slice(3, -3);
  return mean(times.map((t) => column[Math.round((t + sinceS) * 200)]));
}

describe('signs and shapes at the lower back', () => {
  test('after a left contact the body is pushed to the right, and after a right one to the left', () => {
    expect(after('left', acc.z, 0.08)).toBeGreaterThan(0.4);
    expect(after('right', acc.z, 0.08)).toBeLessThan(-0.4);
  });

  test('after a left contact the left side rises against the right', () => {
    expect(after('left', gyr.x, 0.09)).toBeGreaterThan(15);
    expect(after('right', gyr.x, 0.09)).toBeLessThan(-15);
  });

  test('while the left leg carries, the pelvis turns to the left', () => {
    expect(after('left', gyr.y, 0.25)).toBeGreaterThan(8);
    expect(after('right', gyr.y, 0.25)).toBeLessThan(-8);
  });

  test('forward acceleration is positive before a contact and negative after it', () => {
    for (const side of ['left', 'right'] as const) {
      expect(after(side, acc.x, -0.03)).toBeGreaterThan(1);
      expect(after(side, acc.x, 0.09)).toBeLessThan(-1);
    }
  });

  test('upward acceleration is highest in double support and lowest in single support', () => {
    const at = Array.from({ length: 100 }, (_, i) => i * 0.005);
    const curve = at.map((t) => (after('left', acc.y, t) + after('right', acc.y, t)) / 2);
    const stepS = straight.truth.steady!.strideTimeMeanS / 2;
    expect(at[curve.indexOf(Math.max(...curve))] / stepS).toBeLessThan(0.25);
    const lowest = at[curve.indexOf(Math.min(...curve))] / stepS;
    expect(lowest).toBeGreaterThan(0.45);
    expect(lowest).toBeLessThan(0.8);
    expect(Math.max(...curve) - 9.81).toBeGreaterThan(2);
    expect(Math.max(...curve) - 9.81).toBeLessThan(5);
  });
});

test('upward specific force averages to gravity over strides', () => {
  const sums = steady.map((s) => mean([...acc.y.slice(Math.round(s.startS * 200), Math.round(s.endS * 200))]));
  expect(mean(sums)).toBeGreaterThan(9.76);
  expect(mean(sums)).toBeLessThan(9.84);
});

test('stride length comes back through the inverted pendulum, as the simulator says it must', () => {
  const { legLengthM: l, pendulumCorrection } = straight.truth.model;
  const stepLength = (startS: number, endS: number): number => {
    const n = 200;
    let [re, im] = [0, 0];
    for (let i = 0; i < n; i++) {
      const at = (startS + ((endS - startS) * i) / n) * 200;
      const a = acc.y[Math.floor(at)] * (1 - (at % 1)) + acc.y[Math.floor(at) + 1] * (at % 1);
      re += (a * Math.cos((2 * Math.PI * i) / n) * 2) / n;
      im += (a * Math.sin((2 * Math.PI * i) / n) * 2) / n;
    }
    const h = (2 * Math.hypot(re, im)) / ((2 * Math.PI) / (endS - startS)) ** 2;
    return pendulumCorrection * 2 * Math.sqrt(2 * l * h - h * h);
  };
  const contacts = [...onsets(straight.recording, 'left_initial_contact'), ...onsets(straight.recording, 'right_initial_contact')].sort((a, b) => a - b);
  const estimated = mean(contacts.slice(4, -5).map((t, i) => 2 * stepLength(t, contacts[i + 5])));
  expect(estimated / straight.truth.steady!.strideLengthMeanM).toBeGreaterThan(0.97);
  expect(estimated / straight.truth.steady!.strideLengthMeanM).toBeLessThan(1.03);
});

describe.each([['left', 180], ['right', -180]] as const)('a turn to the %s', (turnDirection, angleDeg) => {
  const { recording, truth } = simulateWalk({
    ...idealSensors, swayDeg: 0, sampleRateHz: 200, course: { lengthM: 5, until: { lengths: 2 }, turnDirection, turnDurationS: 2.2 },
  });
  const signals = whole(recording, 'lowerBack');

  test('is known to the truth and to the events', () => {
    expect(truth.turns.map((t) => t.angleDeg)).toEqual([angleDeg]);
    const [turn] = recording.events.filter((e) => e.type === 'turn');
    expect(turn.durationS).toBeCloseTo(2.2, 3);
  });

  test('integrates to its angle, positive to the left', () => {
    const count = signals.gyr.y.length;
    const yaw = [...signals.gyr.y].reduce((sum, w) => sum + w / 200, 0);
    expect(Math.abs(yaw - angleDeg)).toBeLessThan(2);
    // The forward axis points back where it came from, and the trunk is upright again: rates and tilt belong together.
    const { turn } = strapdown(signals, 0, count - 1, 200);
    expect(turn[0][0]).toBeCloseTo(-1, 2);
    expect(turn[1][1]).toBeCloseTo(1, 3);
  });

  test('does not turn outside its limits', () => {
    const before = [...signals.gyr.y.slice(0, Math.round(truth.turns[0].startS * 200))].reduce((sum, w) => sum + w / 200, 0);
    expect(Math.abs(before)).toBeLessThan(8);
  });
});
