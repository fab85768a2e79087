import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALIGNED, applyMounting, inverseMounting, isRotation, type Mounting, simulateWalk, tilted } from '../../../src/simulator/index.ts';
import { IDEAL, mean } from './ideal.ts';

const angle = fc.double({ min: -180, max: 180, noNaN: true });
const mountings = fc.tuple(angle, angle, angle).map(([x, y, z]): Mounting => tilted(tilted(tilted(ALIGNED, 'x', x), 'y', y), 'z', z));
const short = { sampleRateHz: 50, standBeforeS: 1, standAfterS: 1, feet: null, course: { lengthM: 4, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 } } as const;

describe('mounting', () => {
  test('is a rotation however it was tilted, and tilting by the right-hand rule', () => {
    fc.assert(fc.property(mountings, (m) => isRotation(m, 1e-9)));
    // x forward, y up, z right, leant back by 30 degrees about z: gravity's reaction shows on x.
    expect(applyMounting(tilted(ALIGNED, 'z', 30), [0, 9.81, 0])[0]).toBeCloseTo(4.905, 6);
  });

  test('undone gives the same signals to a billionth', () => {
    const aligned = simulateWalk({ ...short, lowerBack: IDEAL }).recording.sensors[0].blocks[0];
    fc.assert(fc.property(mountings, (mounting) => {
      const { acc, gyr } = simulateWalk({ ...short, lowerBack: { ...IDEAL, mounting } }).recording.sensors[0].blocks[0];
      const back = inverseMounting(mounting);
      for (let i = 0; i < acc.x.length; i += 7) {
        const a = applyMounting(back, [acc.x[i], acc.y[i], acc.z[i]]);
        const w = applyMounting(back, [gyr!.x[i], gyr!.y[i], gyr!.z[i]]);
        const apart = Math.hypot(a[0] - aligned.acc.x[i], a[1] - aligned.acc.y[i], a[2] - aligned.acc.z[i])
          + Math.hypot(w[0] - aligned.gyr!.x[i], w[1] - aligned.gyr!.y[i], w[2] - aligned.gyr!.z[i]);
        if (apart > 1e-9) return false;
      }
      return true;
    }), { numRuns: 15 });
  });

  test('never changes the 1 g of somebody who stands like a post', () => {
    fc.assert(fc.property(mountings, (mounting) => {
      const { acc } = simulateWalk({ course: null, standBeforeS: 1, standAfterS: 0, swayDeg: 0, feet: null, lowerBack: { ...IDEAL, mounting } }).recording.sensors[0].blocks[0];
      return acc.x.every((x, i) => Math.abs(Math.hypot(x, acc.y[i], acc.z[i]) - 9.80665) < 1e-9);
    }), { numRuns: 30 });
  });

  test('that is no rotation is refused', () => {
    expect(() => simulateWalk({ lowerBack: { ...IDEAL, mounting: [[1, 0, 0], [0, 1, 0], [0, 0, -1]] } })).toThrow('lowerBack.mounting must be a rotation');
  });
});

test('noise has the density asked for, and bias is where it was put', () => {
  const lowerBack = { ...IDEAL, accNoiseUgPerRootHz: 200, gyrNoiseDegPerSPerRootHz: 0.01, accBias: [0.1, 0, -0.2] as const, gyrBias: [1, -2, 0.5] as const };
  const { acc, gyr } = simulateWalk({ course: null, standBeforeS: 200, standAfterS: 0, swayDeg: 0, feet: null, lowerBack }).recording.sensors[0].blocks[0];
  const sd = (c: Float64Array): number => { const m = mean([...c]); return Math.sqrt(mean([...c].map((v) => (v - m) ** 2))); };
  // sqrt(50) is the root of half of 100 Hz.
  expect(sd(acc.x) / (200e-6 * 9.80665 * Math.sqrt(50))).toBeCloseTo(1, 1);
  expect(sd(gyr!.z) / (0.01 * Math.sqrt(50))).toBeCloseTo(1, 1);
  expect(mean([...acc.z])).toBeCloseTo(-0.2, 3);
  expect(mean([...gyr!.y])).toBeCloseTo(-2, 2);
});

describe('lost packets', () => {
  const options = { sampleRateHz: 100, feet: null, course: null, standBeforeS: 600, standAfterS: 0 } as const;
  const complete = simulateWalk(options).recording.sensors[0].blocks[0];

  test('leave gaps of whole packets and about the share asked for', () => {
    const { blocks } = simulateWalk({ ...options, lostPackets: { lossPct: 5, samplesPerPacket: 4, meanBurstPackets: 3 } }).recording.sensors[0];
    const kept = blocks.reduce((sum, b) => sum + b.length, 0);
    expect(100 * (1 - kept / complete.length)).toBeGreaterThan(4);
    expect(100 * (1 - kept / complete.length)).toBeLessThan(6);
    const gaps = blocks.slice(1).map((b, i) => b.startSample - (blocks[i].startSample + blocks[i].length));
    expect(gaps.every((g) => g > 0 && g % 4 === 0)).toBe(true);
    expect(mean(gaps) / 4).toBeGreaterThan(2.4);
    expect(mean(gaps) / 4).toBeLessThan(3.6);
  });

  test('change no sample that arrives', () => {
    const { blocks } = simulateWalk({ ...options, lostPackets: { lossPct: 20, samplesPerPacket: 2, meanBurstPackets: 2 } }).recording.sensors[0];
    for (const b of blocks) expect(b.acc.y).toEqual(complete.acc.y.slice(b.startSample, b.startSample + b.length));
  });
});
