import { describe, expect, it } from 'vitest';
import type { GaitTrial } from '../../../src/metrics/index.ts';
import { handMadeWalk, value } from './walkedByHand.ts';

/** The hand-made walk with its steady strides given other times or lengths. */
function changed(trial: GaitTrial, change: (k: number) => { lengthM?: number }): GaitTrial {
  return { ...trial, bouts: trial.bouts.map((bout) => ({ ...bout, strides: bout.strides.map((stride, k) => ({ ...stride, ...change(k) })) })) };
}

describe('steps of a walk worked by hand', () => {
  const even = handMadeWalk();

  it('last half a stride and are half a stride long', () => {
    expect(value('gait.stepTime', even)).toMatchObject({ value: expect.closeTo(0.5, 12) as number, n: 40 });
    expect(value('gait.stepLength', even).value).toBeCloseTo(0.6, 12);
  });

  it('the walk ratio is millimetres of step for every step a minute', () => {
    expect(value('gait.walkRatio', even).value).toBeCloseTo(600 / 120, 12);
  });

  it('vary about the mean of their own foot, so that a lasting difference of the feet is not variability', () => {
    const limping = handMadeWalk();
    const shifted: GaitTrial = { ...limping, bouts: limping.bouts.map((b) => ({ ...b, contacts: b.contacts.map((c) => (c.side === 'right' ? { ...c, sample: c.sample + 6 } : c)), strides: b.strides.map((s) => (s.side === 'right' ? { ...s, start: s.start + 6, end: s.end + 6 } : s)) })) };
    expect(value('gait.stepTimeAsymmetry', shifted).value).toBeCloseTo(24, 9);
    expect(value('gait.stepTimeVariabilitySd', shifted).value).toBeCloseTo(0, 9);
    expect(value('gait.stepTimeVariabilityCv', shifted).value).toBeCloseTo(0, 9);
  });

  it('whose every second left step is 40 ms late have the SD that follows', () => {
    const walk = handMadeWalk({ runsS: [40] });
    // Left contacts alternate 0, +4 samples: left steps .50, .54 s, right steps .50, .46 s; each foot's SD is that of two equal halves 40 ms apart.
    const late: GaitTrial = { ...walk, bouts: walk.bouts.map((b) => ({ ...b, contacts: b.contacts.map((c, k) => (k % 4 === 0 ? { ...c, sample: c.sample + 4 } : c)) })) };
    const steady = late.bouts[0].contacts.filter((_, k) => k > 0);
    const sd = (side: string) => {
      const times = steady.flatMap((c, k) => (c.side === side && c.sample >= 405 && c.sample <= 4400 ? [(c.sample - late.bouts[0].contacts[k].sample) / 100] : []));
      const mean = times.reduce((a, b) => a + b) / times.length;
      return Math.sqrt(times.reduce((a, b) => a + (b - mean) ** 2, 0) / (times.length - 1));
    };
    const expected = 1000 * Math.sqrt((sd('left') ** 2 + sd('right') ** 2) / 2);
    expect(expected).toBeGreaterThan(19);
    expect(value('gait.stepTimeVariabilitySd', late).value).toBeCloseTo(expected, 0);
  });

  it('stride lengths that alternate have the sample standard deviation of their two values', () => {
    const uneven = changed(even, (k) => ({ lengthM: k % 2 === 0 ? 1.1 : 1.3 }));
    const lengths = uneven.bouts[0].strides.flatMap((s) => (s.steady ? [s.lengthM!] : []));
    const mean = lengths.reduce((a, b) => a + b) / lengths.length;
    const sd = Math.sqrt(lengths.reduce((a, b) => a + (b - mean) ** 2, 0) / (lengths.length - 1));
    expect(sd).toBeCloseTo(0.1, 2);
    expect(value('gait.strideLengthVariabilitySd', uneven)).toMatchObject({ value: expect.closeTo(sd, 12) as number, n: 39 });
    expect(value('gait.strideLengthVariabilityCv', uneven).value).toBeCloseTo((100 * sd) / mean, 9);
  });

  it('steps inside turns are counted', () => {
    const turns = [{ start: 1000, end: 1200, angleDeg: 180, peakVelocityDegPerS: 120 }, { start: 1500, end: 1601, angleDeg: -160, peakVelocityDegPerS: -140 }];
    const turning = handMadeWalk({}, { turns });
    // Contacts every 50 samples: 1000 to 1150 are four, 1500 to 1600 are three.
    expect(value('turn.steps', turning)).toMatchObject({ value: 3.5, n: 2 });
    expect(value('turn.angle', turning).value).toBeCloseTo(170, 12);
  });
});

describe('stance, swing and double support', () => {
  it('are missing from the lower back, which cannot see a foot leave the ground', () => {
    for (const id of ['gait.stance', 'gait.swing', 'gait.doubleSupport'] as const) expect(value(id, handMadeWalk()).missing).toMatch(/sensors on the feet/);
  });

  it('are measured with sensors on the feet', () => {
    const feet = handMadeWalk({}, { contactsFrom: 'feet' });
    // 39 strides from the left foot's first to the last contact: 20 left of 62 %, 19 right of 60 %.
    const mean = (20 * 62 + 19 * 60) / 39;
    expect(value('gait.stance', feet)).toMatchObject({ value: expect.closeTo(mean, 9) as number, n: 39 });
    expect(value('gait.swing', feet).value).toBeCloseTo(100 - mean, 9);
    // After either landing the other foot stays for 10 or 12 % of the stride.
    expect(value('gait.doubleSupport', feet).value).toBeCloseTo(22, 9);
  });

  it('leave out a stride with an event missing or out of order', () => {
    const feet = handMadeWalk({}, { contactsFrom: 'feet' });
    const lost: GaitTrial = { ...feet, bouts: feet.bouts.map((b) => ({ ...b, finalContacts: b.finalContacts.filter((f) => f.sample < 1000 || f.sample > 1100) })) };
    expect(value('gait.stance', lost).n).toBeLessThan(39);
    expect(value('gait.stance', lost).n).toBeGreaterThan(30);
  });
});

describe('lengths', () => {
  it('need the leg from the lower back, but not with sensors on the feet', () => {
    for (const id of ['gait.stepLength', 'gait.walkRatio', 'gait.strideLengthVariabilitySd', 'gait.strideLengthVariabilityCv', 'gait.walkingSpeed'] as const) {
      expect(value(id, handMadeWalk({}, { legLengthM: null })).missing).toMatch(/height/);
      expect(value(id, handMadeWalk({}, { legLengthM: null, contactsFrom: 'feet' })).value).not.toBeNull();
    }
  });
});

describe('steps without a gyroscope', () => {
  it('have a mean, but no variability, as their feet are not known', () => {
    expect(value('gait.stepTime', handMadeWalk({}, { hasGyroscope: false })).flags).toContain('turnsNotSeparated');
    expect(value('gait.stepTimeVariabilitySd', handMadeWalk({}, { hasGyroscope: false })).missing).toMatch(/Left and right/);
  });
});
