import { describe, expect, it } from 'vitest';
import { evaluateMetric, metrics, type GaitTrial, type MetricId } from '../../../src/metrics/index.ts';
import type { InitialContact, MetricValue, Stride } from '../../../src/model/index.ts';

const FS = 100;

/** A bout with the given step times (s), left foot landing first; strides of 1.2 m, all steady. */
function trial(stepTimesS: readonly number[], over: Partial<GaitTrial> = {}): GaitTrial {
  let sample = 0;
  const contacts = [0, ...stepTimesS].map((step, k): InitialContact => {
    sample += step * FS;
    return { sample, side: k % 2 === 0 ? 'left' : 'right', mended: false, uncertain: false };
  });
  const strides = contacts.slice(2).map((c, k): Stride => ({ start: contacts[k].sample, end: c.sample, side: c.side, straight: true, steady: true, lengthM: 1.2 }));
  const acc = { ap: new Float64Array(5000), v: new Float64Array(5000), ml: new Float64Array(5000) };
  for (let i = 0; i < 5000; i++) {
    acc.ap[i] = Math.sin((2 * Math.PI * i) / 50) + 0.5 * Math.sin((2 * Math.PI * i) / 100);
    acc.ml[i] = Math.sin((2 * Math.PI * i) / 100);
  }
  const bout = { start: 0, end: sample, contacts, finalContacts: [], strides, acc, offset: 0 };
  return { sampleRateHz: FS, hasGyroscope: true, legLengthM: 0.9, bouts: [bout], turns: [], ...over };
}

function value(id: MetricId, of: GaitTrial): MetricValue {
  return evaluateMetric(metrics.find((m) => m.id === id)!, of, 'lowerBack');
}

const alternating = (n: number, left: number, right: number) => Array.from({ length: n }, (_, k) => (k % 2 === 0 ? right : left));

describe('gait metrics of a walk worked by hand', () => {
  const even = trial(alternating(40, 0.5, 0.5));

  it('stride time, cadence and speed', () => {
    expect(value('gait.strideTime', even).value).toBeCloseTo(1, 12);
    expect(value('gait.cadence', even).value).toBeCloseTo(120, 9);
    expect(value('gait.walkingSpeed', even).value).toBeCloseTo(1.2, 12);
    expect(value('gait.strideLength', even).value).toBeCloseTo(1.2, 12);
  });

  it('variability is the sample standard deviation, raw', () => {
    // Stride times alternate 1.0, 1.1 s: 20 of each. SD = .05 * sqrt(40 / 39).
    const steps = [0.5, ...Array.from({ length: 40 }, (_, k) => [0.5, 0.5, 0.6, 0.5][k % 4])];
    const uneven = trial(steps);
    const times = uneven.bouts[0].strides.map((s) => (s.end - s.start) / FS);
    const mean = times.reduce((a, b) => a + b) / times.length;
    const sd = Math.sqrt(times.reduce((a, b) => a + (b - mean) ** 2, 0) / (times.length - 1));
    expect(value('gait.strideTimeVariabilitySd', uneven).value).toBeCloseTo(1000 * sd, 9);
    expect(value('gait.strideTimeVariabilityCv', uneven).value).toBeCloseTo((100 * sd) / mean, 9);
  });

  it('asymmetry is the difference of the feet over their mean', () => {
    // Left steps .6 s, right steps .5 s: .1 / .55.
    expect(value('gait.stepTimeAsymmetry', trial(alternating(40, 0.6, 0.5))).value).toBeCloseTo(100 * (0.1 / 0.55), 9);
    expect(value('gait.stepTimeAsymmetry', even).value).toBeCloseTo(0, 9);
  });

  it('the harmonic ratio compares what repeats every step with what repeats every stride', () => {
    // Forward: amplitude 1 at the step's harmonic, .5 at the stride's. Straight lines between samples blur it a little.
    expect(value('gait.harmonicRatioAp', even).value).toBeCloseTo(2, 1);
  });

  it('turns are averaged, whichever way they go', () => {
    const turns = [
      { start: 100, end: 300, angleDeg: 180, peakVelocityDegPerS: 150 },
      { start: 900, end: 1000, angleDeg: -170, peakVelocityDegPerS: -130 },
    ];
    const turning = trial(alternating(40, 0.5, 0.5), { turns });
    expect(value('turn.duration', turning)).toMatchObject({ value: 1.5, n: 2 });
    expect(value('turn.peakVelocity', turning)).toMatchObject({ value: 140, n: 2 });
  });
});

describe('missing evidence', () => {
  it('is said for every metric of a recording without gait', () => {
    const nothing: GaitTrial = { sampleRateHz: FS, hasGyroscope: true, legLengthM: 0.9, bouts: [], turns: [] };
    for (const metric of metrics) {
      const result = evaluateMetric(metric, nothing, 'lowerBack');
      expect(result.value).toBeNull();
      expect(result.missing).toMatch(/\.$/);
      expect(result.n).toBe(0);
    }
  });

  it('is said for lengths without height, and for sides and turns without a gyroscope', () => {
    const steps = alternating(40, 0.5, 0.5);
    expect(value('gait.walkingSpeed', trial(steps, { legLengthM: null })).missing).toMatch(/height/i);
    expect(value('gait.strideLength', trial(steps, { legLengthM: null })).missing).toMatch(/leg length/);
    expect(value('gait.stepTimeAsymmetry', trial(steps, { hasGyroscope: false })).missing).toMatch(/gyroscope/);
    expect(value('turn.duration', trial(steps, { hasGyroscope: false })).missing).toMatch(/gyroscope/);
  });

  it('of variability: fewer than six strides are too few, fewer than 35 are marked', () => {
    expect(value('gait.strideTimeVariabilityCv', trial(alternating(6, 0.5, 0.5))).value).toBeNull();
    expect(value('gait.strideTimeVariabilityCv', trial(alternating(20, 0.5, 0.5))).flags).toContain('short');
    expect(value('gait.strideTimeVariabilityCv', trial(alternating(40, 0.5, 0.52))).flags ?? []).not.toContain('short');
  });

  it('of variability: too many mended contacts make it guesswork', () => {
    const walk = trial(alternating(40, 0.5, 0.52));
    const mending = (share: number): GaitTrial => ({
      ...walk,
      bouts: walk.bouts.map((b) => ({ ...b, contacts: b.contacts.map((c, k) => ({ ...c, mended: k < share * b.contacts.length })) })),
    });
    expect(value('gait.strideTimeVariabilityCv', mending(0.05)).flags).toContain('mended');
    expect(value('gait.strideTimeVariabilityCv', mending(0.2)).missing).toMatch(/9 of 41 foot contacts had to be put back/);
  });

  it('is not hidden: without a gyroscope every stride metric says that turns are in it', () => {
    expect(value('gait.strideTime', trial(alternating(40, 0.5, 0.5), { hasGyroscope: false })).flags).toContain('turnsNotSeparated');
  });
});

describe('a metric outside its plausible range', () => {
  it('is kept and marked', () => {
    expect(value('gait.cadence', trial(alternating(40, 0.3, 0.3))).flags).toContain('outsidePlausibleRange');
  });
});

describe('the catalogue', () => {
  it('declares every metric once, with unit, source, plausible range and a definition of one sentence', () => {
    expect(new Set(metrics.map((m) => m.id)).size).toBe(metrics.length);
    for (const metric of metrics) {
      expect(metric.sources.length).toBeGreaterThan(0);
      expect(metric.plausible[0]).toBeLessThan(metric.plausible[1]);
      expect(metric.definition).toMatch(/^[A-Z][^.]*(\.\d[^.]*)*\.$/);
    }
  });
});
