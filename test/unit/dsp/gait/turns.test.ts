import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTurns, walkingTurns, turningMask } from '../../../../src/dsp/gait/turns.ts';

const FS = 100;

/** A smooth turn (sin² rate) of an angle over a duration, with the sway of walking on top. */
function yawWithTurn(angleDeg: number, durationS: number, swayDegPerS = 0): Float64Array {
  const start = 5;
  return Float64Array.from({ length: 1500 }, (_, i) => {
    const t = i / FS;
    const phase = (t - start) / durationS;
    const turn = phase > 0 && phase < 1 ? ((2 * angleDeg) / durationS) * Math.sin(Math.PI * phase) ** 2 : 0;
    return turn + swayDegPerS * Math.sin(2 * Math.PI * 0.9 * t);
  });
}

describe('turns', () => {
  it('of 90 to 360 degrees are found with angle, sign and peak', () => {
    fc.assert(
      fc.property(fc.integer({ min: 90, max: 360 }), fc.double({ min: 1.5, max: 3, noNaN: true }), fc.boolean(), (angle, duration, left) => {
        const signed = left ? angle : -angle;
        const turns = findTurns(yawWithTurn(signed, duration), FS, 0);
        expect(turns).toHaveLength(1);
        expect(turns[0].angleDeg / signed).toBeGreaterThan(0.95);
        expect(turns[0].angleDeg / signed).toBeLessThan(1.03);
        expect(Math.sign(turns[0].peakVelocityDegPerS)).toBe(Math.sign(signed));
      }),
    );
  });

  it('are found where they are slow or small, down to 25 degrees a second and 45 degrees', () => {
    expect(findTurns(yawWithTurn(90, 5), FS, 0)).toHaveLength(1);
    expect(findTurns(yawWithTurn(55, 1.5), FS, 0)).toHaveLength(1);
    expect(findTurns(yawWithTurn(35, 1.5), FS, 0)).toEqual([]);
    expect(findTurns(yawWithTurn(90, 9), FS, 0)).toEqual([]);
  });

  it('are not made of the pelvis rotating with each step', () => {
    expect(findTurns(yawWithTurn(0, 2, 40), FS, 0)).toEqual([]);
  });

  it('to the same side, one after the other, are two turns', () => {
    const one = yawWithTurn(180, 2);
    // The gyroscope's offset keeps the rate on one side of zero between them.
    const two = one.map((v, i) => v + (one[i - 400] ?? 0) + 3);
    expect(findTurns(two, FS, 0).map((t) => Math.round(t.angleDeg / 30) * 30)).toEqual([180, 180]);
  });

  it('are placed on the recording, not on the stretch', () => {
    const [turn] = findTurns(yawWithTurn(180, 2), FS, 1000);
    expect(turn.start).toBeGreaterThan(1500);
    expect(turn.end).toBeLessThan(1700);
  });

  it('count as walked only with steps on both sides', () => {
    const turn = { start: 500, end: 700, angleDeg: 180, peakVelocityDegPerS: 150 };
    const steps = [300, 360, 420, 480, 720, 780, 840];
    expect(walkingTurns([turn], steps, FS)).toEqual([turn]);
    expect(walkingTurns([turn], steps.slice(0, 5), FS)).toEqual([]);
    expect(walkingTurns([turn], steps.slice(3), FS)).toEqual([]);
  });

  it('mark the samples in which steps may be of any length', () => {
    const mask = turningMask(yawWithTurn(180, 2), FS);
    expect(mask[600]).toBe(1);
    expect(mask[300]).toBe(0);
  });
});
