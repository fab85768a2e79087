import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { footPath } from '../../../../src/dsp/feet/strapdown.ts';
import { minimumJerk, rotationOf, sensorOf, yawThenPitch, type AnalyticFoot } from './analytic.ts';

const REST_S = 0.3;

/** A swing: forward, up or down a step, turning by some yaw, while the foot tips one way and the other. */
function swing({ lengthM, riseM = 0, yawRad = 0, tipRad = 0.8, swingS = 0.5, tiltRad = 0 }: { lengthM: number; riseM?: number; yawRad?: number; tipRad?: number; swingS?: number; tiltRad?: number }): AnalyticFoot {
  const to = REST_S + swingS;
  return {
    acceleration: (t) => {
      const a = minimumJerk(REST_S, to, t).acceleration;
      return [lengthM * a, 0, riseM * a];
    },
    attitude: (t) => {
      const u = Math.min(1, Math.max(0, (t - REST_S) / swingS));
      // Toes down, then up, and level again at the end: zero value and rate at both ends.
      return yawThenPitch(yawRad * minimumJerk(REST_S, to, t).share, tiltRad + tipRad * Math.sin(2 * Math.PI * u) * Math.sin(Math.PI * u) ** 2);
    },
  };
}

const path = (foot: AnalyticFoot, mounting = rotationOf(1, 0, 0, 0), fs = 100, swingS = 0.5, offset: readonly [number, number, number] = [0, 0, 0], known = offset) => {
  const series = sensorOf(foot, swingS + 2 * REST_S, fs, mounting, offset);
  return footPath(series, 10, series.length - 11, known);
};

describe('the path of a foot from rest to rest', () => {
  it('gives back a pure translation, within a quarter of a per cent at 100 Hz and sixteen times nearer at 400 Hz', () => {
    const at = (fs: number) => {
      const series = sensorOf(swing({ lengthM: 1.2, tipRad: 0 }), 1.1, fs, rotationOf(1, 0, 0, 0));
      return footPath(series, 0, series.length - 1, [0, 0, 0]);
    };
    expect(Math.abs(at(100).horizontalM - 1.2)).toBeLessThan(0.003);
    expect(Math.abs(at(400).horizontalM - 1.2)).toBeLessThan(0.003 / 15);
    expect(at(100).riseM).toBeCloseTo(0, 9);
    expect(at(100).headingDeg).toBeCloseTo(0, 9);
  });

  it.each([0.15, 0.6, 1.2, 1.7])('gives back %d m walked while the foot tips both ways, within half a per cent at 200 Hz', (lengthM) => {
    expect(Math.abs(path(swing({ lengthM })).horizontalM / lengthM - 1)).toBeLessThan(0.02);
    expect(Math.abs(path(swing({ lengthM }), undefined, 200).horizontalM / lengthM - 1)).toBeLessThan(0.005);
  });

  it('a step up a stair keeps its height', () => {
    const found = path(swing({ lengthM: 0.6, riseM: 0.17 }), undefined, 200);
    expect(found.riseM).toBeCloseTo(0.17, 2);
    expect(found.horizontalM).toBeCloseTo(0.6, 2);
  });

  it('a turning step has the heading that was turned, to the left positive', () => {
    expect(path(swing({ lengthM: 0.4, yawRad: Math.PI / 2 }), undefined, 200).headingDeg).toBeCloseTo(90, 0);
    expect(path(swing({ lengthM: 0.4, yawRad: -Math.PI / 3 }), undefined, 200).headingDeg).toBeCloseTo(-60, 0);
  });

  it('the direction to the right is across the way that was walked', () => {
    const { right } = path(swing({ lengthM: 1 }));
    expect(right![1]).toBeCloseTo(-1, 6);
  });

  it('speed is zero at both ends and highest in the middle of a minimum-jerk swing: 15/8 of the mean', () => {
    const found = path(swing({ lengthM: 1, tipRad: 0 }), undefined, 200);
    expect(Math.abs(found.forwardMps[0])).toBeLessThan(1e-9);
    expect(Math.abs(found.forwardMps.at(-1)!)).toBeLessThan(1e-9);
    expect(Math.max(...found.forwardMps)).toBeCloseTo((15 / 8) * (1 / 0.5), 2);
  });

  it('any mounting, any slope the foot stands on and any known gyroscope offset give the same length and heading', () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true });
    const small = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, fc.double({ min: 0.1, max: 1.8, noNaN: true }), fc.double({ min: -0.3, max: 0.3, noNaN: true }), small, small, small, (w, x, y, z, lengthM, tiltRad, a, b, c) => {
        fc.pre(Math.hypot(w, x, y, z) > 0.1);
        const found = path(swing({ lengthM, tiltRad, yawRad: 0.5 }), rotationOf(w, x, y, z), 200, 0.5, [a, b, c]);
        const plain = path(swing({ lengthM, tiltRad, yawRad: 0.5 }), undefined, 200);
        expect(found.horizontalM).toBeCloseTo(plain.horizontalM, 6);
        expect(found.headingDeg).toBeCloseTo(plain.headingDeg, 6);
        expect(Math.abs(found.horizontalM - lengthM)).toBeLessThan(0.01);
      }),
      { numRuns: 50 },
    );
  });

  it('a gyroscope offset of one degree a second that nobody knows of changes the length by less than one per cent', () => {
    expect(path(swing({ lengthM: 1.2 }), undefined, 100, 0.5, [1, 1, 1], [0, 0, 0]).horizontalM / 1.2).toBeCloseTo(1, 2);
  });

  it('a sensor without a gyroscope is the caller\'s mistake', () => {
    const series = { ...sensorOf(swing({ lengthM: 1 }), 1.1, 100, rotationOf(1, 0, 0, 0)), gyr: null };
    expect(() => footPath(series, 0, 100, [0, 0, 0])).toThrow(/needs a gyroscope/);
  });
});
