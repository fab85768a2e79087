import { describe, expect, it } from 'vitest';
import { movement, stillSpans } from '../../../../src/dsp/feet/stillness.ts';
import { minimumJerk, rotationOf, sensorOf, yawThenPitch } from './analytic.ts';

const still = rotationOf(1, 0, 0, 0);

describe('when a foot stands', () => {
  it('a sensor at rest does not move, however it lies', () => {
    const tilted = sensorOf({ acceleration: () => [0, 0, 0], attitude: () => yawThenPitch(0.4, 1.1) }, 2, 100, rotationOf(1, 2, 3, 4));
    expect(Math.max(...movement(tilted, 9.80665))).toBeLessThan(1e-3);
  });

  it('a steady rotation counts by its rate, an acceleration by thirty degrees a second for each m/s²', () => {
    const turning = sensorOf({ acceleration: () => [0, 0, 0], attitude: (t) => yawThenPitch(t, 0) }, 2, 100, still);
    expect(movement(turning, 9.80665)[100]).toBeCloseTo(180 / Math.PI, 3);
    const lifted = sensorOf({ acceleration: () => [0, 0, 1], attitude: () => yawThenPitch(0, 0) }, 2, 100, still);
    expect(movement(lifted, 9.80665)[100]).toBeCloseTo(30, 6);
  });

  it.each([[0.9, 0.6], [0.25, 0.9]])('between swings of %d rad and %d s the foot stands, and nowhere else', (tipRad, swingS) => {
    const starts = [1, 3, 5];
    const series = sensorOf(
      {
        acceleration: (t) => starts.reduce<[number, number, number]>((a, s) => [a[0] + minimumJerk(s, s + swingS, t).acceleration, 0, 0], [0, 0, 0]),
        attitude: (t) => yawThenPitch(0, starts.reduce((a, s) => a + (t > s && t < s + swingS ? tipRad * Math.sin((2 * Math.PI * (t - s)) / swingS) : 0), 0)),
      },
      7, 100, still,
    );
    const spans = stillSpans(movement(series, 9.80665), 100);
    expect(spans).toHaveLength(4);
    for (const [k, s] of starts.entries()) {
      expect(Math.abs(spans[k].end / 100 - s)).toBeLessThan(0.12);
      expect(Math.abs(spans[k + 1].start / 100 - s - swingS)).toBeLessThan(0.12);
    }
  });
});
