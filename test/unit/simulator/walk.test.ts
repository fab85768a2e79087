import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulateWalk, truthOfWalk, type WalkOptions } from '../../../src/simulator/index.ts';
import { phaseThrough } from '../../../src/simulator/people/phase.ts';

const walkers = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  speedMps: fc.double({ min: 0.35, max: 1.7, noNaN: true }),
  heightM: fc.double({ min: 1.45, max: 1.95, noNaN: true }),
  strideTimeCvPct: fc.double({ min: 0, max: 10, noNaN: true }),
  stepLevelShare: fc.double({ min: 0, max: 1, noNaN: true }),
  stepTimeAsymmetryPct: fc.double({ min: -25, max: 25, noNaN: true }),
  stepLengthCvPct: fc.double({ min: 0, max: 10, noNaN: true }),
  sampleRateHz: fc.constantFrom(40, 51.2, 100, 128, 256),
  firstFoot: fc.constantFrom('left' as const, 'right' as const),
  course: fc.record({
    lengthM: fc.double({ min: 4, max: 12, noNaN: true }),
    until: fc.constant({ lengths: 2 }),
    turnDirection: fc.constantFrom('left' as const, 'right' as const, 'alternating' as const),
    turnDurationS: fc.double({ min: 1.2, max: 4, noNaN: true }),
  }),
  standBeforeS: fc.double({ min: 0, max: 3, noNaN: true }),
});

describe('any walker', () => {
  test('puts down feet in turn, at rising times, inside the recording, at believable accelerations', () => {
    fc.assert(fc.property(walkers, (options) => {
      const { recording, truth } = simulateWalk(options);
      const contacts = recording.events.filter((e) => e.type.endsWith('initial_contact'));
      expect(contacts[0].type).toBe(`${options.firstFoot}_initial_contact`);
      for (const [i, c] of contacts.entries()) {
        if (i === 0) continue;
        expect(c.type).not.toBe(contacts[i - 1].type);
        expect(c.onsetS - contacts[i - 1].onsetS).toBeGreaterThan(0.1);
      }
      expect(truth.walk!.endS).toBeCloseTo(contacts.at(-1)!.onsetS, 3);
      for (const { blocks: [block] } of recording.sensors) {
        expect(block.length / recording.sampleRateHz).toBeGreaterThan(truth.walk!.endS);
        const columns = [...Object.values(block.acc), ...Object.values(block.gyr!)];
        // One expectation for all columns: a call of expect a sample would take minutes.
        expect(columns.every((c) => c.every((v) => Number.isFinite(v)))).toBe(true);
        const most = Math.max(...block.acc.x.map((x, i) => Math.hypot(x, block.acc.y[i], block.acc.z[i])));
        expect(most).toBeLessThan(block.site === 'lowerBack' ? 40 : 150);
      }
    }), { numRuns: 12, endOnFailure: true });
  });

  test('walks the course there and back', () => {
    fc.assert(fc.property(walkers, (options) => {
      const truth = truthOfWalk(options);
      expect(truth.turns).toHaveLength(1);
      const straightM = truth.strides.filter((s) => s.straight).reduce((sum, s) => sum + s.lengthM, 0) / 2;
      expect(straightM).toBeGreaterThan(0.5 * options.course.lengthM);
      expect(straightM).toBeLessThan(2.3 * options.course.lengthM);
    }), { numRuns: 40 });
  });

  test('is the same person again with the same options, and another with another seed', () => {
    fc.assert(fc.property(walkers, (options) => {
      const once = simulateWalk(options);
      expect(simulateWalk(options)).toEqual(once);
      const other = simulateWalk({ ...options, seed: options.seed + 1 });
      expect(other.recording.sensors[0].blocks[0].acc.x.slice(0, 50)).not.toEqual(once.recording.sensors[0].blocks[0].acc.x.slice(0, 50));
    }), { numRuns: 3, endOnFailure: true });
  });
});

test('gait phase rises all the time and is whole at every contact', () => {
  const gaps = fc.array(fc.double({ min: 0.3, max: 1.1, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(gaps, (steps) => {
    const times = steps.reduce((all, step) => [...all, all.at(-1)! + step], [0]);
    const phase = phaseThrough(times);
    times.forEach((t, k) => expect(phase(t).value).toBeCloseTo(k, 9));
    for (let t = -0.5; t < times.at(-1)! + 0.5; t += 0.01) expect(phase(t).rate).toBeGreaterThan(0);
  }), { numRuns: 30 });
});

test('the signals have no step at a contact: halving the sampling time halves the largest change', () => {
  const largestChange = (sampleRateHz: number): number => {
    const { acc } = simulateWalk({ sampleRateHz, feet: null, lowerBack: { ...quiet } }).recording.sensors[0].blocks[0];
    return Math.max(...acc.x.slice(1).map((x, i) => Math.abs(x - acc.x[i])));
  };
  expect(largestChange(256) / largestChange(128)).toBeLessThan(0.75);
});

const quiet: WalkOptions['lowerBack'] = {
  mounting: [[0, 1, 0], [0, 0, 1], [1, 0, 0]], hasGyroscope: true, accBias: [0, 0, 0], gyrBias: [0, 0, 0], accNoiseUgPerRootHz: 0, gyrNoiseDegPerSPerRootHz: 0,
};

describe('an option out of range', () => {
  const cases: readonly [Partial<WalkOptions>, string][] = [
    [{ speedMps: 0 }, 'speedMps must lie between 0.2 and 2.2, got 0'],
    [{ sampleRateHz: 1000 }, 'sampleRateHz must lie between 40 and 256, got 1000'],
    [{ strideTimeCvPct: Number.NaN }, 'strideTimeCvPct must lie between 0 and 15, got NaN'],
    [{ subject: 'a/b' }, 'subject needs letters and digits only, got "a/b"'],
    [{ course: { lengthM: 1, until: { lengths: 1 }, turnDirection: 'left', turnDurationS: 2 } }, 'course.lengthM must lie between 2 and 100, got 1'],
    [{ course: { lengthM: 10, until: { lengths: 1.5 }, turnDirection: 'left', turnDurationS: 2 } }, 'course.until.lengths must be whole, got 1.5'],
    [{ course: null, standBeforeS: 0, standAfterS: 0 }, 'quiet standing needs at least 1 s, got 0 s'],
    [{ lostPackets: { lossPct: 80, samplesPerPacket: 2, meanBurstPackets: 2 } }, 'lostPackets.lossPct must lie between 0 and 50, got 80'],
    [{ speedMps: 2, cadenceSpm: 40, heightM: 1.5 }, 'a step of 3.00 m is too long for a leg of 0.80 m'],
  ];
  test.each(cases)('is refused by name: %j', (options, message) => {
    expect(() => simulateWalk({ stepLengthCvPct: 0, ...options })).toThrow(message);
  });
});
