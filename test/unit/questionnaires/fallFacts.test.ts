import { describe, expect, it } from 'vitest';
import { boundToAFall, fallFacts } from '../../../src/questionnaires/index.ts';

describe('fallFacts', () => {
  it('knows nothing where nothing is entered', () => {
    expect(Object.values(fallFacts({})).every((fact) => fact === undefined)).toBe(true);
  });

  it.each([
    [{ 'falls.past12Months': 0 }, false, false],
    [{ 'falls.past12Months': 1 }, true, false],
    [{ 'falls.past12Months': 2 }, true, true],
    [{ 'keyQuestions.fell': false }, false, false],
    [{ 'keyQuestions.fell': true }, true, undefined],
  ])('reads %j', (answers, fell, twoOrMore) => {
    expect(fallFacts(answers)).toMatchObject({ fell, twoOrMore });
  });

  it.each(boundToAFall.map((id) => [id]))('takes a yes to %s as a fall of unknown number', (id) => {
    expect(fallFacts({ [id]: true })).toMatchObject({ fell: true, twoOrMore: undefined });
    expect(fallFacts({ [id]: false }).fell).toBeUndefined();
  });

  it('asks for no severity where there was no fall', () => {
    expect(Object.values(fallFacts({ 'falls.past12Months': 0 })).every((fact) => fact === false)).toBe(true);
  });

  it('keeps the severity unknown where there was a fall and it was not asked', () => {
    expect(fallFacts({ 'falls.past12Months': 1, 'falls.emergencyVisit': false })).toMatchObject({
      emergencyVisit: false,
      injuryNeedingPhysician: undefined,
    });
  });
});
