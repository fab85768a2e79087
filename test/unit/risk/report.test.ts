import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/model/index.ts';
import type { KnownAnswers } from '../../../src/questionnaires/index.ts';
import { evidenceDomains, riskModels, riskReport } from '../../../src/risk/index.ts';
import type { RiskInputs } from '../../../src/risk/index.ts';
import { walkingSpeed } from './inputs.ts';

const oneFall: KnownAnswers = {
  'falls.past12Months': 1,
  'falls.injuryNeedingPhysician': false,
  'falls.emergencyVisit': false,
  'falls.unableToGetUp': false,
  'falls.lossOfConsciousness': false,
  'frailty.frail': false,
};

describe('riskReport', () => {
  it('runs every rule set, in the order of the list', () => {
    const { models, domains } = riskReport({ metrics: [], answers: {}, participant: null });
    expect(models.map((m) => m.id)).toEqual(riskModels.map((m) => m.id));
    expect(models.every((m) => m.level === 'indeterminate')).toBe(true);
    expect(domains.map((d) => d.id)).toEqual(evidenceDomains.map((d) => d.id));
    expect(domains.every((d) => d.status === 'missing')).toBe(true);
  });

  it('takes an entered walking speed before an estimate, in whatever order they come', () => {
    const values = [walkingSpeed(0.79), walkingSpeed(0.83, 'entered'), walkingSpeed(null)];
    for (const metrics of [values, values.toReversed()]) {
      expect(riskReport({ metrics, answers: oneFall, participant: null }).models[0].level).toBe('low');
    }
  });

  it('takes the first of several estimates that has a value', () => {
    const metrics = [walkingSpeed(null), walkingSpeed(0.7), walkingSpeed(1.2)];
    expect(riskReport({ metrics, answers: oneFall, participant: null }).models[0].level).toBe('intermediate');
  });

  it('treats a walking speed without a value as missing', () => {
    const { models } = riskReport({ metrics: [walkingSpeed(null)], answers: oneFall, participant: null });
    expect(models[0]).toMatchObject({ level: 'indeterminate', inputsMissing: ['gait.walkingSpeed', 'functionTests.timedUpAndGoS'] });
  });

  it('keeps the caution of a flagged walking speed beside the level', () => {
    const { models } = riskReport({ metrics: [walkingSpeed(3.9, 'measured', ['outsidePlausibleRange'])], answers: oneFall, participant: null });
    expect(models[0].notes.join(' ')).toContain('carries a caution (outsidePlausibleRange)');
  });

  it('refuses answers that were never declared, and numbers that are none', () => {
    expect(() => riskReport({ metrics: [], answers: { 'falls.past12Month': 1 }, participant: null })).toThrow(AppError);
    expect(() => riskReport({ metrics: [walkingSpeed(Number.NaN)], answers: {}, participant: null })).toThrow(RangeError);
  });

  it('does not change what it is given and says the same twice', () => {
    const inputs = { metrics: [walkingSpeed(0.75)], answers: { ...oneFall }, participant: { ageYears: 80, sex: 'F' as const } };
    const before = structuredClone(inputs);
    expect(riskReport(inputs)).toEqual(riskReport(inputs));
    expect(inputs).toEqual(before);
  });
});

describe('an answer id that is misspelt or not declared', () => {
  it('does not compile', () => {
    // @ts-expect-error there is no such answer
    const answers: KnownAnswers = { 'falls.past12Month': 1 };
    type Declared = keyof RiskInputs<never, 'keyQuestions.fell'>['answers'];
    // @ts-expect-error the model declared another answer
    const read: Declared = 'falls.past12Months';
    expect([Object.keys(answers), read]).toEqual([['falls.past12Month'], 'falls.past12Months']);
  });
});
