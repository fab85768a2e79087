import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/model/index.ts';
import { answerDefinitions, validateAnswers } from '../../../src/questionnaires/index.ts';

function refusal(raw: unknown): AppError {
  try {
    validateAnswers(raw);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(raw)} was accepted`);
}

describe('validateAnswers', () => {
  it('returns good answers as they were entered', () => {
    const answers = {
      'falls.past12Months': 1,
      'falls.emergencyVisit': false,
      'keyQuestions.fell': true,
      'frailty.method': 'clinicalJudgement',
      'frailty.clinicalFrailtyScale': 9,
      'stayIndependent.total': 14,
      'functionTests.timedUpAndGoS': 12.34,
      'functionTests.tandemStanceS': 0,
    };
    expect(validateAnswers(answers)).toEqual(answers);
    expect(validateAnswers({})).toEqual({});
  });

  it.each([
    ['falls.past12Months', -1, 'a whole number from 0 to 365'],
    ['falls.past12Months', 1.5, 'a whole number from 0 to 365'],
    ['falls.past12Months', 366, 'a whole number from 0 to 365'],
    ['falls.past12Months', '2', 'a whole number from 0 to 365'],
    ['falls.past12Months', null, 'a whole number from 0 to 365'],
    ['keyQuestions.unsteady', 'yes', 'true or false'],
    ['keyQuestions.unsteady', 1, 'true or false'],
    ['frailty.clinicalFrailtyScale', 0, 'a whole number from 1 to 9'],
    ['frailty.clinicalFrailtyScale', 10, 'a whole number from 1 to 9'],
    ['frailty.method', 'guess', '"clinicalFrailtyScale"'],
    ['stayIndependent.total', 15, 'a whole number from 0 to 14'],
    ['functionTests.timedUpAndGoS', 0.99, 'seconds from 1 to 600'],
    ['functionTests.timedUpAndGoS', Number.NaN, 'seconds from 1 to 600'],
    ['functionTests.timedUpAndGoS', Number.POSITIVE_INFINITY, 'seconds from 1 to 600'],
  ])('refuses %s = %j and says what to enter', (id, value, what) => {
    const error = refusal({ [id]: value });
    expect(error.code).toBe('BAD_INPUT');
    expect(error.where.field).toBe(id);
    expect(error.message).toContain(id);
    expect(error.message).toContain(what);
    expect(error.message).not.toContain('\n');
  });

  it('refuses an unknown id and names those that begin alike', () => {
    const error = refusal({ 'keyQuestions.unsteedy': true });
    expect(error.message).toContain('"keyQuestions.unsteedy"');
    expect(error.message).toContain('keyQuestions.unsteady');
    expect(error.message).not.toContain('falls.past12Months');
    expect(refusal({ tug: 12 }).message).toContain('functionTests.*');
  });

  it('is not fooled by names that every object has', () => {
    expect(refusal({ constructor: 1 }).code).toBe('BAD_INPUT');
    expect(refusal(JSON.parse('{"__proto__": 1}')).code).toBe('BAD_INPUT');
  });

  it.each([[null], [[]], ['falls'], [3], [undefined]])('refuses %j, which is no object', (raw) => {
    expect(refusal(raw).where.field).toBe('answers');
  });

  it.each([
    [{ 'keyQuestions.fell': false, 'falls.past12Months': 2 }],
    [{ 'keyQuestions.fell': true, 'falls.past12Months': 0 }],
    [{ 'falls.past12Months': 0, 'falls.injuryNeedingPhysician': true }],
    [{ 'keyQuestions.fell': false, 'falls.presentedWithFall': true }],
  ])('refuses answers that contradict each other: %j', (raw) => {
    expect(refusal(raw).message).toContain('correct one of them');
  });

  it('never repeats an entered value, which may be personal', () => {
    expect(refusal({ 'frailty.method': 'Mrs Miller of Mill Lane' }).message).not.toContain('Miller');
  });

  it('accepts or refuses with BAD_INPUT, whatever is entered', () => {
    const ids = fc.oneof(fc.constantFrom(...answerDefinitions.map((d) => d.id)), fc.string());
    fc.assert(
      fc.property(fc.dictionary(ids, fc.anything()), (raw) => {
        let accepted: unknown;
        try {
          accepted = validateAnswers(raw);
        } catch (error) {
          return error instanceof AppError && error.code === 'BAD_INPUT' && error.where.field !== undefined;
        }
        return Object.keys(accepted as object).length === Object.keys(raw).length;
      }),
    );
  });
});
